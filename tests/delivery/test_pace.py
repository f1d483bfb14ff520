"""Telegram's limits, in virtual time: what may go out at once, and what has to wait how long."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace

import pytest

from bot.delivery import pace as pacing
from bot.delivery.pace import Limits, Pace, Passage
from bot.domain.ids import ChatId
from tests.delivery.virtual_time import run

TELEGRAM = Limits(per_second=29.9, chat_burst=3, chat_interval=1.0, group_per_minute=19)
ANNA, GROUP = ChatId(1), ChatId(-100)


def most_within(seconds: float, moments: Iterable[float]) -> int:
    """The largest number of moments in any window of this length."""
    times = sorted(moments)
    return max(sum(start <= other < start + seconds for other in times) for start in times)


async def sends(pace: Pace, chat: ChatId, count: int) -> list[float]:
    """When each of so many messages to a chat goes out, one straight after the other."""
    moments = []
    for _ in range(count):
        await pace.next_message()
        moments.append(asyncio.get_running_loop().time())
        await pace.rest(chat)
    return moments


@pytest.mark.parametrize("per_second", [29.9, 30])
def test_overall_never_more_than_the_limit_in_any_second(per_second: float) -> None:
    async def scenario() -> list[float]:
        pace = Pace(replace(TELEGRAM, per_second=per_second))
        people = (sends(pace, ChatId(number), 10) for number in range(1, 31))
        return [moment for one in await asyncio.gather(*people) for moment in one]

    moments = run(scenario())
    assert most_within(1.0, moments) <= 30
    assert max(moments) == pytest.approx(299 / 29.9, abs=0.3)


def test_who_wakes_a_little_late_makes_up_for_it() -> None:
    async def scenario() -> list[float]:
        pace, moments = Pace(TELEGRAM), []
        for _ in range(300):
            await pace.next_message()
            moments.append(asyncio.get_running_loop().time())
        return moments

    moments = run(scenario(), oversleeps=0.003)
    assert most_within(1.0, moments) <= 30
    assert max(moments) < 299 / (0.99 * 30)


def test_after_a_rest_the_overall_limit_has_saved_nothing_up() -> None:
    async def scenario() -> list[float]:
        pace = Pace(TELEGRAM)
        await asyncio.sleep(60)
        people = (sends(pace, ChatId(number), 1) for number in range(1, 61))
        return [moment for one in await asyncio.gather(*people) for moment in one]

    assert most_within(1.0, run(scenario())) <= 30


def test_a_chat_gets_its_burst_and_then_one_a_second() -> None:
    moments = run(sends(Pace(TELEGRAM), ANNA, 8))
    assert moments[2] < 0.2
    assert [round(moment) for moment in moments[3:]] == [1, 2, 3, 4, 5]


def test_a_chat_that_was_quiet_has_its_burst_again_and_no_more() -> None:
    async def scenario() -> list[float]:
        pace = Pace(TELEGRAM)
        await sends(pace, ANNA, 5)
        await asyncio.sleep(30)
        return await sends(pace, ANNA, 5)

    moments = run(scenario())
    assert moments[2] - moments[0] < 0.2
    assert round(moments[3] - moments[0]) == 1


def test_a_group_never_gets_more_than_its_minutes_worth() -> None:
    moments = run(sends(Pace(TELEGRAM), GROUP, 80))
    assert most_within(60.0, moments) <= 19
    assert moments[-1] == pytest.approx((80 - 4) * 4, abs=2)


def test_one_chat_that_waits_holds_up_no_other() -> None:
    async def scenario() -> tuple[list[float], list[float]]:
        pace = Pace(TELEGRAM)
        return await asyncio.gather(sends(pace, GROUP, 20), sends(pace, ANNA, 3))

    _, anna = run(scenario())
    assert anna[-1] < 0.5


def test_scaled_limits_are_the_same_limits_faster() -> None:
    assert TELEGRAM.scaled(60) == Limits(29.9 * 60, 3, 1 / 60, 19 * 60)


@pytest.mark.parametrize(("burst", "a_minute"), [(1, 19), (3, 4)])
def test_limits_that_could_not_be_kept_are_refused(burst: int, a_minute: int) -> None:
    with pytest.raises(ValueError, match="burst"):
        Limits(28, burst, 1.0, a_minute)


def test_chats_that_have_long_been_quiet_are_forgotten_and_the_others_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pacing, "CHATS_KEPT", 10)

    async def scenario() -> set[ChatId]:
        pace = Pace(TELEGRAM)
        for number in range(1, 21):
            await pace.rest(ChatId(number))
        await asyncio.sleep(pacing.FORGET_AFTER - 1)
        await pace.rest(ChatId(20))
        await asyncio.sleep(2)
        await pace.rest(ChatId(21))
        return set(pace._chats)

    assert run(scenario()) == {20, 21}


# ---------------------------------------------------------------- several messages of one row


def test_the_first_message_of_a_row_goes_at_once_and_the_next_ones_keep_the_limits() -> None:
    async def scenario() -> list[float]:
        passage, moments = Passage(Pace(TELEGRAM), ANNA), []
        for _ in range(6):
            await passage.message()
            moments.append(asyncio.get_running_loop().time())
        return moments

    moments = run(scenario())
    assert moments[0] < 0.001
    assert [round(moment) for moment in moments] == [0, 0, 0, 1, 2, 3]


def test_an_album_counts_for_each_of_its_pictures() -> None:
    async def scenario() -> float:
        passage = Passage(Pace(TELEGRAM), ANNA)
        await passage.message(count=10)
        await passage.message()
        return asyncio.get_running_loop().time()

    assert round(run(scenario())) == 8


def test_a_row_that_sent_nothing_costs_its_chat_nothing() -> None:
    async def scenario() -> float:
        pace = Pace(TELEGRAM)
        for _ in range(100):
            await Passage(pace, GROUP).settle()
        return asyncio.get_running_loop().time()

    assert run(scenario()) < 0.001


def test_another_speed_holds_from_the_next_message_on() -> None:
    async def scenario() -> list[float]:
        pace = Pace(TELEGRAM)
        await sends(pace, ANNA, 5)
        pace.change_to(TELEGRAM.scaled(20))
        return await sends(pace, ANNA, 23)

    moments = run(scenario())
    assert moments[-1] - moments[0] == pytest.approx(20 / 20, abs=0.2)
