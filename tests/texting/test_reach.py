"""What counts as silence: that Telegram itself gave no answer. Whatever it says, it is there."""

import asyncio
import json
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetMe

from bot.texting.reach import Reach, Watch
from db.database import UnavailableError
from tests.clock import NOON, TestClock

ME = GetMe()
PAGE = ClientDecodeError("no JSON", json.JSONDecodeError("no", "<html>", 0), "<html>")
SILENCES = [TelegramNetworkError(ME, "reset"), TelegramServerError(ME, "Bad Gateway"), PAGE]
ANSWERS = [
    TelegramBadRequest(ME, "chat not found"),
    TelegramForbiddenError(ME, "blocked"),
    TelegramRetryAfter(ME, "slow down", 5),
    TelegramUnauthorizedError(ME, "Unauthorized"),
    ClientDecodeError("a new field", ValueError("unknown"), {}),
]


async def ends(reach: Reach, error: Exception | None) -> None:
    """One call ends so."""

    async def call(*_: object) -> Any:
        if error is not None:
            raise error

    with pytest.raises(type(error)) if error else nullcontext():
        await reach(call, None, ME)  # type: ignore[arg-type]  # no bot is needed to make no call


@pytest.mark.parametrize("error", SILENCES, ids=repr)
async def test_no_answer_is_silence(error: Exception, clock: TestClock) -> None:
    reach = Reach(clock)
    await ends(reach, error)
    clock.advance(minutes=3)
    await ends(reach, error)
    assert reach.silent_since == NOON
    await ends(reach, None)
    assert reach.silent_since is None


@pytest.mark.parametrize("error", ANSWERS, ids=repr)
async def test_a_refusal_is_an_answer(error: Exception, clock: TestClock) -> None:
    reach = Reach(clock)
    await ends(reach, SILENCES[0])
    await ends(reach, error)
    assert reach.silent_since is None


async def test_said_once_each_and_again_when_the_database_was_away(clock: TestClock) -> None:
    reach, said = Reach(clock), list[str]()
    fails = [UnavailableError("gone")]

    async def silent(since: object) -> None:
        said.append("silent")
        if fails:
            raise fails.pop()

    async def back() -> None:
        said.append("back")

    watching = asyncio.create_task(Watch(reach, clock, timedelta(minutes=5), silent, back).run())
    away = [(SILENCES[0], minutes) for minutes in (4, 1, 1, 1, 1)]
    for error, minutes in ((None, 0), *away, (None, 0), (None, 0)):
        await ends(reach, error)
        clock.advance(minutes=minutes)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    assert said == ["back", "silent", "silent", "back"]
