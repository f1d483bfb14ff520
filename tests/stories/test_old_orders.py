"""An order whose address is forgotten: it can be looked at, and ordered again from the place on."""

from tests.stories.journeys import (
    LEAK_PRICE,
    answers_crew_and_contact,
    code_of,
    order_of,
    orders_a_leak,
    taps,
    technicians,
    works,
)
from tests.stories.stage import KRAKOW, Stage


async def test_after_its_days_only_the_district_is_left(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await orders_a_leak(stage, anna)
    await taps(stage, ali, "Accept")
    await works(stage, ali, await code_of(stage, order.id))
    await stage.passes(days=40)
    for job in stage.app.scheduler.calendar:
        await stage.app.scheduler.run_calendar_job(job)
    assert (await order_of(stage, anna)).address.words == ""
    await taps(stage, anna, "Order again")
    await anna.sees("Where should we come?")
    await anna.shares_location(*KRAKOW)
    await stage.settled()
    await taps(stage, anna, "As soon as possible")
    await answers_crew_and_contact(stage, anna)
    await taps(stage, anna, "Order for %(price)s", price=LEAK_PRICE)
    assert (await order_of(stage, anna)).address == order.address
