"""An order for two: exactly two win, nobody sets out alone, each is let in, works and is rated for themselves."""

import asyncio

import pytest

from bot.domain.offers import JobStatus
from bot.domain.orders import Order, OrderStatus
from playground.person import Person
from tests.stories.journeys import code_of, crew_of, find, orders_a_leak, rates, says, taps, technicians
from tests.stories.stage import Stage


@pytest.mark.both_engines
async def test_two_come_and_both_are_paid_and_rated(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    ali, bo, cy = await technicians(stage, "Ali", "Bo", "Cy")
    order = await orders_a_leak(stage, anna, crew=2)
    await cy.sees("2 technicians wanted, the price is for each")
    await taps(stage, ali, "Accept")
    await anna.sees("1 of 2 have accepted.")
    await ali.sees("We are completing the crew: 1 of 2.")
    await ali.sees_no_button("On my way")
    await taps(stage, bo, "Accept")
    await cy.sees("Taken by somebody else.")
    await anna.sees("Your technicians are found")
    await both_do_their_work(stage, order, anna, ali, bo)
    await anna.sees("Together: PLN 360")
    assert (await find(stage, order.id)).status is OrderStatus.DONE
    await rates(stage, anna, "Ali", 5)
    await rates(stage, anna, "Bo", 2)
    await rates(stage, bo, "Anna", 5)
    await bo.sees("Anna rated you")
    await ali.does_not_see("Anna rated you")


async def both_do_their_work(stage: Stage, order: Order, anna: Person, ali: Person, bo: Person) -> None:
    """Ali is quick, Bo comes later: the order is as far as the first, and done when the last is."""
    code = await code_of(stage, order.id)
    await taps(stage, ali, "On my way", "I have arrived", "Start")
    await says(stage, ali, code)
    await anna.sees("The work has begun")
    await anna.sees(code)
    await taps(stage, bo, "On my way", "I have arrived", "Start")
    await says(stage, bo, code)
    await taps(stage, ali, "Done")
    assert (await find(stage, order.id)).status is OrderStatus.IN_PROGRESS
    await taps(stage, bo, "Done")


@pytest.mark.both_engines
async def test_three_taps_at_once_on_two_places(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    crowd = await technicians(stage, "Ali", "Bo", "Cy", "Dee")
    order = await orders_a_leak(stage, anna, crew=2)
    answers = await asyncio.gather(*(person.taps("Accept") for person in crowd))
    await stage.settled()
    said = sorted(answer.text for answer in answers if answer is not None)
    assert said == ["It is yours."] * 2 + ["Too late, sorry: somebody else was faster."] * 2
    assert list((await crew_of(stage, order.id)).values()) == [JobStatus.ASSIGNED] * 2
    row = await find(stage, order.id)
    assert (row.status, row.taken) == (OrderStatus.ASSIGNED, 2)


async def test_one_place_stays_empty_and_one_is_enough(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await orders_a_leak(stage, anna, crew=2)
    await taps(stage, ali, "Accept")
    await stage.passes(minutes=30)
    await anna.sees("Not enough technicians were free")
    await taps(stage, anna, "Go on with 1 technician")
    row = await find(stage, order.id)
    assert (row.status, row.crew, row.taken) == (OrderStatus.ASSIGNED, 1, 1)
    await taps(stage, ali, "On my way")
    await anna.sees("On the way to you")


@pytest.mark.parametrize("second", ["joins", "hands back"])
async def test_a_restart_between_the_two(stage: Stage, second: str) -> None:
    anna = await stage.newcomer("Anna")
    ali, bo = await technicians(stage, "Ali", "Bo")
    order = await orders_a_leak(stage, anna, crew=2)
    await taps(stage, ali, "Accept")
    await stage.restart()
    await taps(stage, bo, "Accept")
    if second == "hands back":
        await taps(stage, bo, "Hand back", "I am ill")
        await ali.sees("We are completing the crew: 1 of 2.")
        await ali.sees_no_button("On my way")
        assert (await find(stage, order.id)).status is OrderStatus.SEARCHING
    else:
        await taps(stage, ali, "On my way")
        await taps(stage, bo, "On my way")
        assert set((await crew_of(stage, order.id)).values()) == {JobStatus.EN_ROUTE}
