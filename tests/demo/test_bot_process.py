"""The bot of the playground is a process of its own: it dies at once, is missed, and keeps the city's time."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import Connection, select

from bot.config import load_settings
from bot.demo.bot_process import BotDiedError
from bot.demo.town import Town
from db.tables import people


@pytest_asyncio.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with Town(load_settings(), tmp_path, seed=1) as town:
        yield town


def _is_there(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def _seen(connection: Connection) -> dict[str, datetime]:
    """When everybody was here last, by the bot's clock."""
    return {row.name: row.seen_at for row in connection.execute(select(people.c.name, people.c.seen_at))}


async def test_it_keeps_the_citys_time_and_what_people_do_while_it_is_dead_waits(town: Town) -> None:
    pid = town.bot_pid
    assert pid is not None
    assert _is_there(pid)
    await town.kills_bot()
    assert not _is_there(pid)
    await town.jumps(timedelta(days=3))
    anna = town.playground.person("Anna", "en")
    await anna.starts()
    await anna.does_not_see("Hello, Anna!", during=0.2)
    await town.starts_bot()
    await anna.sees("Hello, Anna!", timeout=30)
    await town.jumps(timedelta(days=4))
    boris = town.playground.person("Boris", "en")
    await boris.starts()
    await boris.sees("Hello, Boris!", timeout=30)
    assert boris.chat.messages[0].date - anna.chat.messages[0].date >= timedelta(days=4).total_seconds()
    assert abs(town.clock.now().timestamp() - boris.chat.messages[-1].date) < 60
    seen = await town.database.read(_seen)
    assert seen["Boris"] - seen["Anna"] > timedelta(days=4)
    assert abs(town.clock.now() - seen["Boris"]) < timedelta(minutes=1)


async def test_whoever_runs_the_town_hears_that_it_has_died_by_itself(town: Town) -> None:
    town.check()
    assert town.bot_pid is not None
    os.kill(town.bot_pid, signal.SIGKILL)
    with pytest.raises(BotDiedError, match="-9"):
        await asyncio.wait_for(_checks(town), 30)


async def _checks(town: Town) -> None:
    while True:
        town.check()
        await asyncio.sleep(0.05)
