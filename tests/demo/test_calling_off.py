"""Whoever waits can be called off in any moment, also in the one in which what they wait for comes."""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random

from bot.demo.pastime import Pastime
from bot.domain.clock import ScaledClock
from playground import Playground


async def is_called_off(waiting: Awaitable[object], happens: Callable[[], object]) -> bool:
    """Whether they stop when that happens and they are called off before they notice."""
    task = asyncio.ensure_future(waiting)
    for _ in range(3):
        await asyncio.sleep(0)
    happens()
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait({task}, timeout=1)
    was = task.cancelled()
    task.cancel()
    return was


async def test_from_a_chat() -> None:
    async with Playground() as playground:
        anna = playground.person("Anna")
        told = lambda: playground.world.tell("message", anna.id, None)  # noqa: E731 - said when it is time
        assert await is_called_off(anna.chat.until(lambda: None, 60), told)


async def test_from_a_pastime() -> None:
    pastime = Pastime(ScaledClock(1), Random(1))
    assert await is_called_off(pastime.passes(60), pastime.reconsiders)
