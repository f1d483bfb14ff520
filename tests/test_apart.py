"""A process of its own: what it finds comes back, what goes wrong is told, and nobody is left behind."""

import asyncio
import os
import time

import pytest

import bot.apart
from bot.apart import FailedApartError, apart


async def test_what_is_found_comes_back_from_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await apart(sum, [1, 2, 3]) == 6
    monkeypatch.setattr(bot.apart, "POLITE", 3)
    pid, politeness = await apart(eval, "(__import__('os').getpid(), __import__('os').nice(0))")
    assert pid != os.getpid()
    assert politeness == min(os.nice(0) + 3, 19), "the market goes first"


async def test_what_goes_wrong_is_told() -> None:
    with pytest.raises(FailedApartError, match="invalid literal"):
        await apart(int, "seven")


async def test_whoever_stops_waiting_ends_it() -> None:
    began = time.monotonic()
    waiting = asyncio.create_task(apart(time.sleep, 60))
    await asyncio.sleep(0.5)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert time.monotonic() - began < 30
