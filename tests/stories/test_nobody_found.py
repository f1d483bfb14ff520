"""Patience is over and nobody came: look farther, choose another time, ask an operator or let it be."""

from bot.domain.ids import OrderId
from bot.domain.offers import JobStatus
from bot.domain.orders import OrderStatus
from bot.domain.points import Point
from playground.person import Person
from tests.stories.journeys import asked_for, crew_of, find, orders_a_leak, taps, technicians
from tests.stories.stage import Stage

SOUTH = (49.9250, 19.9366)
"""Inside the city, 15 km from its centre."""
NORTH = Point(lat=50.0900, lon=19.9366)
"""18.3 km from there: farther than the last wave looks, within what a technician drives."""


async def waits_in_vain(stage: Stage, anna: Person) -> OrderId:
    """Order, and see nobody come."""
    order = await orders_a_leak(stage, anna, at=SOUTH)
    await stage.passes(minutes=10)
    await stage.passes(minutes=11)
    await anna.sees("Nobody was free")
    assert (await find(stage, order.id)).status is OrderStatus.EXPIRED
    return order.id


async def test_looking_farther_away(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali", base=NORTH)
    order = await waits_in_vain(stage, anna)
    await anna.sees("There is no technician nearby right now.")
    assert await asked_for(stage, order) == []
    await taps(stage, anna, "Look farther away")
    await stage.passes(minutes=5)
    await ali.sees("18 km")
    await taps(stage, ali, "Accept")
    await anna.sees("Your technician is found")
    assert await crew_of(stage, order) == {ali.id: JobStatus.ASSIGNED}


async def test_another_time(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    order = await waits_in_vain(stage, anna)
    (ali,) = await technicians(stage, "Ali")
    await taps(stage, anna, "Another time", "Tomorrow")
    await taps(stage, anna, "10:00–12:00")
    await anna.sees("Your order is noted")
    await ali.does_not_see("Leaking pipe or tap")
    await stage.passes(hours=19, minutes=45)
    await ali.sees("Today, 10:00–12:00")
    await taps(stage, ali, "Accept")
    assert await crew_of(stage, order) == {ali.id: JobStatus.ASSIGNED}


async def test_an_operator_finds_somebody(stage: Stage) -> None:
    olga, anna = await stage.owner(), await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali", base=NORTH)
    order = await waits_in_vain(stage, anna)
    await taps(stage, anna, "Ask an operator")
    await anna.sees("An operator is looking for somebody and writes to you here.")
    await anna.sees_no_button("Ask an operator")
    await olga.sees(f"Nobody was found for order {order}")
    await taps(stage, olga, "Assign…", "Ali")
    await ali.sees("The job is yours")
    await anna.sees("Your technician is found")
    assert await crew_of(stage, order) == {ali.id: JobStatus.ASSIGNED}


async def test_letting_it_be(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    order = await waits_in_vain(stage, anna)
    await taps(stage, anna, "Cancel the order", "It takes too long")
    await anna.sees("It took too long.")
    assert (await find(stage, order)).status is OrderStatus.CANCELLED
    assert "Order again" in anna.buttons()


async def test_whoever_is_asked_and_silent_is_thanked_for_nothing(stage: Stage) -> None:
    """Their cards close by themselves, and a late yes hears why it is too late."""
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await orders_a_leak(stage, anna)
    await stage.passes(minutes=21)
    await anna.sees("We asked 1 technician.")
    await ali.sees("Expired: the search is over.")
    late = await ali.press_raw("of:accept:1")
    assert late is not None
    assert late.show_alert
    assert await crew_of(stage, order.id) == {}
