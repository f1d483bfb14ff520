"""Waiting until a bot that nothing breaks any more has done all that there is to do."""

import asyncio
from datetime import timedelta
from functools import partial

from sqlalchemy import Connection, func, select

from bot.domain.clock import SystemClock
from db.database import Database
from db.tables import inbox, outbox, timers
from tests.chaos.town import Town

PATIENCE = 30.0
"""Seconds within which something must be done of what is left to do: a busy machine may take long for all of it."""
LOOK = 0.05
"""Seconds after which somebody looks again in any case."""
STILL = 3
"""Looks in a row that must find nothing left to do: what one step leaves behind the next one takes up."""


class RestlessError(AssertionError):
    """Something never came to an end; the message says what."""


async def quiet(town: Town, database: Database) -> None:
    """Return when no update, turn, deadline or message is waiting any more."""
    loop = asyncio.get_running_loop()
    latest, calm, before = loop.time() + PATIENCE, 0, ""
    while loop.time() < latest:
        left = await _left(town, database)
        calm = 0 if left else calm + 1
        if calm == STILL:
            return
        if left != before:
            latest, before = loop.time() + PATIENCE, left
        await _something_happens(town)
    rows = await database.read(_oldest_left)
    raise RestlessError(f"for {PATIENCE:g} s nothing has changed, and there is still something to do: {before}\n{rows}")


async def _left(town: Town, database: Database) -> str:
    """What is still to be done, in words; '' when nothing is."""
    world, calls = town.playground.world, town.playground.calls
    now = SystemClock().now() + timedelta(seconds=town.levers.clock_offset)
    waiting = {"updates": len(world.state.updates), "calls": calls.in_flight}
    waiting |= await database.read(partial(_rows_left, now=now))
    return ", ".join(f"{count} {what}" for what, count in waiting.items() if count)


def _rows_left(connection: Connection, now: object) -> dict[str, int]:
    def count(table: object, *conditions: object) -> int:
        return int(connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one())  # type: ignore[arg-type]

    return {
        "turns": count(inbox, inbox.c.status == "pending"),
        "messages": count(outbox, outbox.c.status == "pending"),
        "deadlines": count(timers, timers.c.status == "pending", timers.c.due <= now),
    }


def _oldest_left(connection: Connection) -> str:
    """The first of what waits, for whoever has to find out why."""
    tables = (inbox, inbox.c.update_id), (outbox, outbox.c.id), (timers, timers.c.due)
    queries = (select(table).where(table.c.status == "pending").order_by(key).limit(3) for table, key in tables)
    return "\n".join(str(row) for query in queries for row in connection.execute(query))


async def _something_happens(town: Town) -> None:
    """Wait for a happening in the world, a short while at the most: turns end without one."""
    happened = asyncio.Event()
    stop = town.playground.world.happenings.listen(lambda _: happened.set())
    try:
        async with asyncio.timeout(LOOK):
            await happened.wait()
    except TimeoutError:
        return
    finally:
        stop()
