"""An order for tomorrow: nobody is disturbed before it is time, then technicians are asked for that window."""

from bot.domain.ids import OrderId
from bot.domain.offers import JobStatus
from bot.domain.orders import OrderStatus
from playground.person import Person
from tests.stories.journeys import (
    LEAK_PRICE,
    answers_crew_and_contact,
    asked_for,
    crew_of,
    find,
    opens_the_leak,
    order_of,
    taps,
    technicians,
)
from tests.stories.stage import KRAKOW, Stage


async def orders_for_tomorrow(stage: Stage, anna: Person) -> OrderId:
    """A window by two taps."""
    await opens_the_leak(stage, anna)
    await taps(stage, anna, "Nothing to add")
    await anna.shares_location(*KRAKOW)
    await stage.settled()
    await taps(stage, anna, "Tomorrow", "Another day", "Tomorrow", "14:00–16:00")
    await answers_crew_and_contact(stage, anna)
    await anna.sees("Tomorrow, 14:00–16:00")
    await taps(stage, anna, "Order for %(price)s", price=LEAK_PRICE)
    return (await order_of(stage, anna)).id


async def test_nobody_is_asked_before_it_is_time(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await orders_for_tomorrow(stage, anna)
    await anna.sees("We begin to ask technicians tomorrow at 12:00.")
    await stage.passes(hours=23, minutes=55)
    assert await asked_for(stage, order) == []
    await stage.passes(minutes=5)
    await ali.sees("Today, 14:00–16:00")
    await taps(stage, ali, "Accept")
    await anna.sees("Comes at the time you chose.")
    assert await crew_of(stage, order) == {ali.id: JobStatus.ASSIGNED}


async def test_the_bot_sleeps_through_the_moment(stage: Stage) -> None:
    """Begin and end of the search have passed while it was down: whoever is asked only now has time to answer."""
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await orders_for_tomorrow(stage, anna)
    await stage.sleeps(hours=24, minutes=30)
    await ali.sees("Today, 14:00–16:00")
    await taps(stage, ali, "Accept")
    assert await crew_of(stage, order) == {ali.id: JobStatus.ASSIGNED}


async def test_the_bot_sleeps_through_the_whole_day(stage: Stage) -> None:
    """There is nobody to ask: the search ends a wave later, and the customer can choose again."""
    anna = await stage.newcomer("Anna")
    order = await orders_for_tomorrow(stage, anna)
    await stage.sleeps(hours=30)
    await stage.passes(minutes=1)
    await anna.sees("Nobody was free")
    await taps(stage, anna, "Another time")
    assert (await find(stage, order)).status is OrderStatus.EXPIRED
