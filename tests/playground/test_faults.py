"""Things that go wrong on purpose."""

import asyncio
import random
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError, TelegramNetworkError, TelegramServerError

from playground import Faults, Person, Playground
from tests.playground.conftest import Api


async def test_429(api: Api, anna: Person, playground: Playground) -> None:
    playground.faults.too_many_requests(retry_after=7)
    reply = await api("sendMessage", chat_id=anna.id, text="x")
    assert reply.refusal == (429, "Too Many Requests: retry after 7")
    assert reply.headers["Retry-After"] == "7"


async def test_400(api: Api, anna: Person, playground: Playground) -> None:
    playground.faults.bad_request("message to edit not found", method="editMessageText")
    reply = await api("editMessageText", chat_id=anna.id, message_id=1, text="x")
    assert reply.sentence == "message to edit not found"


async def test_blocked_for_one_chat(bot: Bot, anna: Person, playground: Playground) -> None:
    ben = playground.person("Ben")
    await ben.starts()
    playground.faults.blocked(chat=anna.id)
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(anna.id, "x")
    await bot.send_message(ben.id, "x")


BLOCKED: dict[str, dict[str, Any]] = {
    "sendMessage": {"text": "x"},
    "sendChatAction": {"action": "typing"},
    "editMessageText": {"message_id": 1, "text": "x"},
    "copyMessage": {"from_chat_id": 1, "message_id": 1},
    "pinChatMessage": {"message_id": 1},
}


async def test_only_what_goes_to_a_person_hears_that_it_is_blocked(
    api: Api, anna: Person, playground: Playground
) -> None:
    """Telegram says so of nothing else: a poll, a menu or the answer to a press is never 'blocked', nor is a group."""
    group = await playground.group("Team", [anna])
    playground.faults.blocked()
    for method, arguments in BLOCKED.items():
        reply = await api(method, chat_id=anna.id, **arguments)
        assert reply.refusal == (403, "Forbidden: bot was blocked by the user"), method
    answers = [
        await api("getMe"),
        await api("getUpdates"),
        await api("setMyCommands", commands=[{"command": "help", "description": "Help"}]),
        await api("getChat", chat_id=anna.id),
        await api("sendMessage", chat_id=group.id, text="x"),
    ]
    assert [reply.status for reply in answers] == [200] * 5
    assert "query is too old" in (await api("answerCallbackQuery", callback_query_id="1")).sentence


@pytest.mark.parametrize("code", [500, 502, 504])
async def test_server_errors(bot: Bot, anna: Person, playground: Playground, code: int) -> None:
    playground.faults.server_error(code)
    with pytest.raises(TelegramServerError):
        await bot.send_message(anna.id, "x")


async def test_500_in_telegrams_words(api: Api, playground: Playground) -> None:
    playground.faults.server_error()
    assert (await api("getMe")).refusal == (500, "Internal Server Error: restart")


async def test_the_next_few_only(api: Api, playground: Playground) -> None:
    fault = playground.faults.server_error(times=2)
    assert [(await api("getMe")).status for _ in range(4)] == [500, 500, 200, 200]
    assert fault.happened == 2


async def test_one_method_only(api: Api, anna: Person, playground: Playground) -> None:
    playground.faults.server_error(method="sendMessage")
    assert (await api("getMe")).status == 200
    assert (await api("SENDMESSAGE", chat_id=anna.id, text="x")).status == 500


def test_a_share_of_calls() -> None:
    faults = Faults(random.Random(1))
    faults.server_error(rate=0.3)
    struck = sum(bool(faults.strike("getme", None)) for _ in range(2000))
    assert 500 < struck < 700


async def test_slow_answers(api: Api, playground: Playground) -> None:
    playground.faults.slow(0.05)
    started = asyncio.get_running_loop().time()
    assert (await api("getMe")).status == 200
    assert asyncio.get_running_loop().time() - started >= 0.05


async def test_a_connection_dropped_before_the_effect(bot: Bot, anna: Person, playground: Playground) -> None:
    playground.faults.dropped_before(method="sendMessage", times=1)
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(anna.id, "lost")
    await anna.does_not_see("lost")


async def test_a_connection_dropped_after_the_effect(bot: Bot, anna: Person, playground: Playground) -> None:
    playground.faults.dropped_after(method="sendMessage", times=1)
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(anna.id, "arrived")
    await anna.sees("arrived")
    (call,) = playground.calls.of("sendMessage")
    assert (call.status, call.refused) == (0, "connection dropped after it was done")


async def test_a_refusal_stays_a_refusal_when_dropped_after(api: Api, playground: Playground) -> None:
    playground.faults.dropped_after(times=1)
    assert (await api("sendMessage", chat_id=1, text="x")).sentence == "chat not found"


async def test_a_dropped_poll_loses_nothing(api: Api, anna: Person, playground: Playground) -> None:
    await anna.says("hello")
    playground.faults.dropped_after(method="getUpdates", times=1)
    with pytest.raises(aiohttp.ClientError):
        await api("getUpdates")
    assert len((await api("getUpdates")).result) == 1


async def test_faults_end(api: Api, playground: Playground) -> None:
    fault = playground.faults.server_error()
    playground.faults.remove(fault)
    assert (await api("getMe")).status == 200
    playground.faults.server_error()
    playground.faults.clear()
    assert (await api("getMe")).status == 200
    assert list(playground.faults) == []
