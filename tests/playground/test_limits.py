"""Coming too fast."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter

from playground import Limits, ManualClock, Person, Playground, Settings
from playground.limits import Turnstile
from tests.playground.conftest import Api, Reply

CHAT, GROUP = 1, -1


@pytest.fixture
def settings() -> Settings:
    return Settings()


def passed(turnstile: Turnstile, chat: int, count: int, now: float, **more: Any) -> int:
    return sum(turnstile.charge(chat, 1, now, in_group=chat < 0, **more) == 0 for _ in range(count))


def test_a_chat_takes_a_burst_and_then_one_a_second() -> None:
    turnstile = Turnstile(Limits())
    assert passed(turnstile, CHAT, 10, now=0) == 5
    assert [passed(turnstile, CHAT, 10, now=second) for second in (1, 2, 4)] == [1, 1, 2]


def test_a_chat_that_rested_takes_a_burst_again() -> None:
    turnstile = Turnstile(Limits())
    passed(turnstile, CHAT, 5, now=0)
    assert passed(turnstile, CHAT, 10, now=60) == 5


def test_thirty_a_second_overall() -> None:
    turnstile = Turnstile(Limits())
    assert sum(passed(turnstile, chat, 1, now=0) for chat in range(1, 50)) == 30
    assert sum(passed(turnstile, chat, 1, now=0.5) for chat in range(100, 150)) == 15


def test_twenty_a_minute_in_a_group() -> None:
    turnstile = Turnstile(Limits())
    assert sum(passed(turnstile, GROUP, 1, now=second) for second in range(60)) == 20
    assert passed(turnstile, GROUP, 5, now=60) == 1
    assert turnstile.charge(GROUP, 1, 60, in_group=True) == 1


def test_who_is_refused_takes_nothing_from_others() -> None:
    turnstile = Turnstile(Limits())
    passed(turnstile, CHAT, 500, now=0)
    assert sum(passed(turnstile, chat, 1, now=0) for chat in range(2, 50)) == 25


def test_paid_broadcasts_pass_faster() -> None:
    turnstile = Turnstile(Limits())
    assert sum(passed(turnstile, chat, 1, now=0, paid=True) for chat in range(1, 1500)) <= 1000
    turnstile = Turnstile(Limits())
    assert sum(passed(turnstile, chat, 1, now=1, paid=True) for chat in range(1, 500)) == 499


def test_scaled_limits_suit_a_faster_world() -> None:
    turnstile = Turnstile(Limits().scaled(60))
    passed(turnstile, CHAT, 5, now=0)
    assert passed(turnstile, CHAT, 10, now=1 / 12) == 5


def test_limits_can_be_off() -> None:
    assert passed(Turnstile(Limits.off()), CHAT, 1000, now=0) == 1000


def test_the_wait_is_what_is_missing() -> None:
    turnstile = Turnstile(Limits(chat_rate=0.1, chat_burst=1))
    assert turnstile.charge(CHAT, 1, 0, in_group=False) == 0
    assert turnstile.charge(CHAT, 1, 2, in_group=False) == 8


async def flood(api: Api, chat_id: int) -> Reply:
    for _ in range(5):
        assert (await api("sendMessage", chat_id=chat_id, text="x")).status == 200
    return await api("sendMessage", chat_id=chat_id, text="x")


async def test_429_says_how_long_to_wait(api: Api, anna: Person, clock: ManualClock) -> None:
    refused = await flood(api, anna.id)
    assert refused.refusal == (429, "Too Many Requests: retry after 1")
    assert refused.body["parameters"] == {"retry_after": 1}
    assert refused.headers["Retry-After"] == "1"
    clock.advance(1)
    assert (await api("sendMessage", chat_id=anna.id, text="x")).status == 200


async def started(playground: Playground, count: int) -> list[Person]:
    people = [playground.person(f"Person {number}") for number in range(count)]
    for person in people:
        await person.starts()
    return people


@pytest.mark.parametrize(("paid", "passed"), [(False, 30), (True, 40)])
async def test_thirty_a_second_pass_unless_more_are_paid_for(
    api: Api, playground: Playground, clock: ManualClock, paid: bool, passed: int
) -> None:
    people = await started(playground, 40)
    replies = [await api("sendMessage", chat_id=to.id, text="x", allow_paid_broadcast=paid) for to in people]
    assert [reply.status for reply in replies] == [200] * passed + [429] * (40 - passed)
    assert all(reply.body["parameters"]["retry_after"] == 1 for reply in replies[passed:])
    clock.advance(1)
    assert (await api("sendMessage", chat_id=people[-1].id, text="x")).status == 200


async def test_a_group_takes_twenty_a_minute(
    api: Api, anna: Person, playground: Playground, clock: ManualClock
) -> None:
    group = await playground.group("Team", [anna])
    for _ in range(20):
        assert (await api("sendMessage", chat_id=group.id, text="x")).status == 200
        clock.advance(1)
    refused = await api("sendMessage", chat_id=group.id, text="x")
    assert refused.refusal == (429, "Too Many Requests: retry after 40")
    assert (await api("sendMessage", chat_id=anna.id, text="others go on")).status == 200
    clock.advance(40)
    assert (await api("sendMessage", chat_id=group.id, text="x")).status == 200


async def test_edits_count_too_unless_told_otherwise(api: Api, anna: Person, playground: Playground) -> None:
    await flood(api, anna.id)
    place = {"chat_id": anna.id, "message_id": anna.chat.from_bot[0].message_id}
    assert (await api("editMessageText", **place, text="new")).status == 429
    playground.limits = Limits(edits_count=False)
    assert (await api("editMessageText", **place, text="new")).status == 200


async def test_answers_and_typing_do_not_count(api: Api, anna: Person) -> None:
    await flood(api, anna.id)
    assert (await api("sendChatAction", chat_id=anna.id, action="typing")).status == 200
    assert (await api("deleteMessage", chat_id=anna.id, message_id=anna.chat.from_bot[0].message_id)).status == 200


async def test_an_album_counts_its_pictures(api: Api, anna: Person) -> None:
    photo = await api.upload("sendPhoto", "photo", b"p", chat_id=anna.id)
    media = [{"type": "photo", "media": photo.result["photo"][-1]["file_id"]}] * 4
    assert (await api("sendMediaGroup", chat_id=anna.id, media=media)).status == 200
    assert (await api("sendMessage", chat_id=anna.id, text="x")).status == 429


async def test_what_is_wrong_anyway_does_not_count(api: Api, anna: Person) -> None:
    for _ in range(20):
        assert (await api("sendMessage", chat_id=anna.id, text="")).status == 400
    assert (await api("sendMessage", chat_id=anna.id, text="x")).status == 200


async def test_aiogram_hears_how_long(bot: Bot, anna: Person) -> None:
    for _ in range(5):
        await bot.send_message(anna.id, "x")
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(anna.id, "x")
    assert caught.value.retry_after == 1
