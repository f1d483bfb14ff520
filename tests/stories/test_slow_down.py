"""Somebody who sends more than a person can mean: one polite notice, nothing lost that was heard, others unharmed."""

from collections.abc import AsyncIterator

import pytest

from playground.person import Person
from tests.clock import TestClock
from tests.stories.journeys import orders_a_leak, says, taps, technicians
from tests.stories.stage import Stage

MOST = 20
SLOW_DOWN = "Not so fast, please"


@pytest.fixture
async def busy(database_url: str, clock: TestClock) -> AsyncIterator[Stage]:
    """A market that hears twenty messages of a person a minute."""
    async with Stage(database_url, clock, person_per_minute=MOST) as stage:
        yield stage


async def flood(stage: Stage, person: Person, many: int) -> None:
    for number in range(many):
        await person.says(f"line {number}")
    await stage.settled()


async def test_one_notice_and_silence_until_the_next_minute(busy: Stage) -> None:
    zoe = await busy.newcomer("Zoe")
    await busy.passes(minutes=1)
    await flood(busy, zoe, 3 * MOST)
    assert len([m for m in zoe.chat.from_bot if m.text.startswith(SLOW_DOWN)]) == 1
    before = len(zoe.chat.from_bot)
    await says(busy, zoe, "/help")
    assert len(zoe.chat.from_bot) == before
    await busy.passes(minutes=1)
    await says(busy, zoe, "/help")
    await zoe.sees("This is how it works")


async def test_what_was_heard_before_arrives_whole_and_in_order(busy: Stage) -> None:
    anna = await busy.newcomer("Anna")
    (ali,) = await technicians(busy, "Ali")
    await orders_a_leak(busy, anna)
    await busy.passes(minutes=1)
    await taps(busy, ali, "Accept")
    await taps(busy, anna, "Write to Ali")
    await flood(busy, anna, 3 * MOST)
    read = [m.text.split("\n")[-1] for m in ali.chat.from_bot if "line " in m.text]
    assert read == [f"line {number}" for number in range(MOST - 1)]
    await anna.sees(SLOW_DOWN)


async def test_others_are_heard_meanwhile_and_so_is_the_staff(busy: Stage) -> None:
    """And whoever drives with a live location, which their phone tells hundreds of times after an hour offline."""
    olga, zoe, eva = await busy.owner(), await busy.newcomer("Zoe"), await busy.newcomer("Eva")
    await flood(busy, zoe, 2 * MOST)
    await says(busy, eva, "/help")
    await eva.sees("This is how it works")
    for _ in range(2 * MOST):
        await olga.says("/orders")
    await busy.settled()
    await busy.passes(minutes=1)
    await eva.shares_live_location(50.07, 19.94)
    for step in range(2 * MOST):
        await eva.moves(50.07 + step / 10_000, 19.94)
    await says(busy, eva, "/help")
    for person in (olga, eva):
        assert not [m for m in person.chat.from_bot if SLOW_DOWN in m.text]
    assert len([m for m in eva.chat.from_bot if "This is how it works" in m.text]) == 2


async def test_every_press_is_answered_also_one_that_is_left_out(busy: Stage) -> None:
    zoe = await busy.newcomer("Zoe")
    await busy.passes(minutes=1)
    answers = [await zoe.press_raw("me:help") for _ in range(MOST + 5)]
    assert None not in answers
    alerts = [answer.text for answer in answers if answer is not None and answer.show_alert]
    assert len(alerts) == 1
    assert SLOW_DOWN in (alerts[0] or "")
    await busy.settled()
    assert len([m for m in zoe.chat.from_bot if "This is how it works" in m.text]) == MOST
