"""The ways to accept an offer that are measured: the same use case, or its very statements, carried differently."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from sqlalchemy import Connection, Engine, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from benchmarks.contest import Attempt
from bot.domain.clock import SystemClock
from bot.domain.errors import Refusal
from bot.domain.market import Market
from bot.turn import Turns
from bot.usecases.dispatch import accept_offer
from db.database import Database
from db.keyring import Keyring
from db.sealed_columns import give_keys
from db.sqlite import SqliteDatabase

T = TypeVar("T")
AT_ONCE = 128
"""Attempts under way at the same time."""
DURABLE = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=60000")
BRACKETS = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT")
Statement = tuple[str, Any]
Recorded = list[tuple[list[Statement], bool]]
"""What each attempt said to the database, and whether it won."""


async def attempts(turns: Turns, wanted: Sequence[Attempt], at_once: int = AT_ONCE) -> tuple[float, int]:
    """Seconds that all attempts take, and how many of them won."""
    places = asyncio.Semaphore(at_once)

    async def tries(attempt: Attempt) -> bool:
        async with places:
            return await accepts(turns, attempt)

    began = time.perf_counter()
    won = await asyncio.gather(*map(tries, wanted))
    return time.perf_counter() - began, sum(won)


async def accepts(turns: Turns, attempt: Attempt) -> bool:
    """Whether this one won."""
    offer, technician = attempt
    try:
        await turns.run(lambda tx: accept_offer(tx, offer, technician))
    except Refusal:
        return False
    return True


@asynccontextmanager
async def onsite(path: Path, keyring: Keyring, market: Market) -> AsyncIterator[Turns]:
    """Our own way: one writer, one hop a decision, one commit for those who wait."""
    database = SqliteDatabase(path, keyring)
    yield Turns(database, SystemClock(), market)
    await database.close()


class AlchemyDatabase:
    """The usual way: SQLAlchemy's AsyncEngine over aiosqlite, a transaction a decision."""

    def __init__(self, path: Path, keyring: Keyring) -> None:
        """As durable as ours, and with transactions that are immediate, without which most would fail."""
        self.engine: AsyncEngine = create_async_engine(f"sqlite+aiosqlite:///{path}", pool_size=8)
        event.listen(self.engine.sync_engine, "connect", _configure)
        event.listen(self.engine.sync_engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
        give_keys(self.engine.sync_engine, keyring)

    async def write(self, decision: Callable[[Connection], T]) -> T:
        """In a transaction of its own."""
        async with self.engine.begin() as connection:
            return await connection.run_sync(decision)

    async def read(self, query: Callable[[Connection], T]) -> T:
        """The same: nothing is read here beside the decisions."""
        return await self.write(query)

    async def close(self) -> None:
        """Let go of the file."""
        await self.engine.dispose()


def _configure(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in DURABLE:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@asynccontextmanager
async def alchemy(path: Path, keyring: Keyring, market: Market) -> AsyncIterator[Turns]:
    """The market over SQLAlchemy's asyncio."""
    database: Database = AlchemyDatabase(path, keyring)
    yield Turns(database, SystemClock(), market)
    await database.close()


async def recorded(path: Path, keyring: Keyring, market: Market, wanted: Sequence[Attempt]) -> Recorded:
    """What the attempts say to the database, one after the other."""
    said: list[Statement] = []

    def listen(*about: Any) -> None:
        _connection, _cursor, statement, parameters, *_ = about
        if not statement.startswith(BRACKETS):
            said.append((statement, parameters))

    made: Recorded = []
    async with onsite(path, keyring, market) as turns:
        event.listen(Engine, "before_cursor_execute", listen)
        for attempt in wanted:
            won = await accepts(turns, attempt)
            made.append((said.copy(), won))
            said.clear()
        event.remove(Engine, "before_cursor_execute", listen)
    return made


async def plainly(path: Path, what: Recorded) -> float:
    """Seconds that plain aiosqlite takes to say it all again: a hop a statement, one transaction at a time."""
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        for pragma in DURABLE:
            await connection.execute(f"PRAGMA {pragma}")
        began = time.perf_counter()
        for statements, won in what:
            await connection.execute("BEGIN IMMEDIATE")
            for statement, parameters in statements:
                cursor = await connection.execute(statement, parameters)
                await cursor.fetchall()
            await connection.execute("COMMIT" if won else "ROLLBACK")
        return time.perf_counter() - began
