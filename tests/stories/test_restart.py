"""The bot stops and starts, or dies and starts: whatever people said, did and were asked is still there."""

import asyncio

import pytest

from bot.domain.offers import JobStatus
from bot.domain.orders import OrderStatus
from db import inbox
from db import technicians as technician_rows
from playground.person import Person
from tests.stories.journeys import (
    LEAK_PRICE,
    applies,
    crew_of,
    opens_the_leak,
    order_of,
    orders_a_leak,
    says,
    taps,
    technicians,
)
from tests.stories.stage import Stage


async def test_in_the_middle_of_ordering_at_each_step(stage: Stage) -> None:
    """The process ends before every single answer, and the day with it once; no question is asked twice."""
    anna = await stage.newcomer("Anna", phone_number="+48600700800")
    await taps(stage, anna, "New order")
    for answer in (
        lambda: anna.taps("🚰 Water and drains"),
        lambda: anna.taps("Leaking pipe or tap"),
        lambda: anna.says("Water under the sink"),
        anna.sends_photo,
        lambda: anna.taps("Continue"),
        lambda: anna.says("Florianska 7"),
        lambda: anna.taps("Yes, here"),
        lambda: anna.taps("As soon as possible"),
        lambda: anna.taps("2"),
        lambda: anna.presses("Share my number"),
        lambda: anna.taps("Order for PLN 360"),
    ):
        await stage.sleeps(hours=2)
        await answer()
        await stage.settled()
    order = await order_of(stage, anna)
    assert (order.status, order.crew, order.phone) == (OrderStatus.SEARCHING, 2, "+48600700800")
    assert (order.description, len(order.attachments)) == ("Water under the sink", 1)
    assert (order.address.words, order.price) == ("Floriańska 7", LEAK_PRICE)


async def test_in_the_middle_of_applying(stage: Stage) -> None:
    tom = await stage.newcomer("Tom")
    settled = stage.settled

    async def restarts() -> None:
        """Every rest is a deploy, while this one applies."""
        await settled()
        await stage.app.stop()
        await stage.start()
        await settled()

    stage.settled = restarts  # type: ignore[method-assign]  # the journey's own pauses are where it happens
    await applies(stage, tom, typed_address="Grodzka 5")
    stage.settled = settled  # type: ignore[method-assign]
    await tom.sees("Your application is with the operators.")
    row = await stage.app.database.read(lambda connection: technician_rows.find(connection, tom.id))
    assert row is not None
    assert (row.name, row.radius_km, row.experience) == ("Tom", 10, "Ten years at the waterworks")


async def test_between_offer_and_yes(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    ali, bo = await technicians(stage, "Ali", "Bo")
    order = await orders_a_leak(stage, anna)
    await stage.restart()
    await taps(stage, ali, "Accept")
    await bo.sees("Taken by somebody else.")
    assert await crew_of(stage, order.id) == {ali.id: JobStatus.ASSIGNED}
    await stage.restart()
    await taps(stage, ali, "On my way")
    await anna.sees("On the way to you")


async def test_what_came_while_the_bot_was_down(stage: Stage) -> None:
    """Taps and words wait at Telegram; when the bot is back each person's turns come in their order."""
    anna = await stage.newcomer("Anna")
    ali, bo = await technicians(stage, "Ali", "Bo")
    order = await orders_a_leak(stage, anna)
    await opens_the_leak(stage, anna)
    await stage.app.stop()
    await bo.taps("Accept", answer_within=0)
    await ali.taps("Accept", answer_within=0)
    for words in ("The sink", "and the bath", "leak"):
        await anna.says(words)
    await stage.start()
    await stage.settled()
    assert list((await crew_of(stage, order.id)).values()) == [JobStatus.ASSIGNED]
    assert sum(bool(person.chat.find("Taken by somebody else.")) for person in (ali, bo)) == 1
    await anna.sees("The sink\nand the bath\nleak")


async def test_a_yes_while_the_bot_slept_past_the_end_of_the_search(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await orders_a_leak(stage, anna)
    await stage.app.stop()
    await ali.taps("Accept", answer_within=0)
    stage.clock.advance(hours=1)
    await stage.start()
    await stage.settled()
    assert await crew_of(stage, order.id) == {ali.id: JobStatus.ASSIGNED}
    await anna.sees("Your technician is found")


@pytest.mark.both_engines
async def test_dying_with_many_turns_under_way(stage: Stage) -> None:
    """Everybody writes at once, and the process is gone in the middle of it, again and again: each word counts once."""
    people = list(await asyncio.gather(*(stage.newcomer(f"Anna {number}") for number in range(6))))
    for person in people:
        await opens_the_leak(stage, person)
    for word in ("one", "two", "three"):
        await asyncio.gather(*(person.says(word) for person in people))
        await asyncio.sleep(0.02)
        await stage.dies()
        await stage.start()
    await stage.settled()
    for person in people:
        await person.sees("one\ntwo\nthree")
        assert said_once(person)
    assert await stage.app.database.read(lambda connection: inbox.pending(connection, most=1)) == []


def said_once(person: Person) -> bool:
    """No word is in the draft a second time."""
    assert person.last is not None
    return all(person.reads(person.last).count(word) == 1 for word in ("one", "two", "three"))


async def test_dying_between_a_question_and_its_answer(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    await opens_the_leak(stage, anna)
    await stage.dies()
    await stage.start()
    await says(stage, anna, "Water under the sink")
    await taps(stage, anna, "Continue")
    await anna.sees("Where should we come?")
