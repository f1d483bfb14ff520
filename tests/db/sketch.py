"""A small database of its own, and a way to have several decisions committed together."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Integer, MetaData, String, Table, insert, select

from db.database import Database

sketch = MetaData()
notes = Table("notes", sketch, Column("id", Integer, primary_key=True), Column("text", String))
counters = Table("counters", sketch, Column("name", String, primary_key=True), Column("value", Integer))
responses = Table(
    "responses",
    sketch,
    Column("id", Integer, primary_key=True),
    Column("note_id", ForeignKey("notes.id", deferrable=True, initially="DEFERRED")),
)

Decision = Callable[[Connection], Any]


@asynccontextmanager
async def held(database: Database) -> AsyncIterator[None]:
    """Keeps the writer busy, so that what is written inside waits and then shares one commit."""
    begun, release = threading.Event(), threading.Event()

    def hold(_connection: Connection) -> None:
        begun.set()
        release.wait(30)

    holding = asyncio.create_task(database.write(hold))
    await asyncio.to_thread(begun.wait, 30)
    try:
        yield
    finally:
        release.set()
        await holding


async def in_one_commit(database: Database, *decisions: Decision) -> list[Any]:
    """The results (or errors) of decisions that were committed together."""
    async with held(database):
        tasks = [asyncio.create_task(database.write(decision)) for decision in decisions]
        await asyncio.sleep(0)
    return await asyncio.gather(*tasks, return_exceptions=True)


def note(text: str) -> Decision:
    return lambda connection: connection.execute(insert(notes).values(text=text)).rowcount


async def texts(database: Database) -> list[str]:
    return await database.read(lambda c: list(c.execute(select(notes.c.text).order_by(notes.c.id)).scalars()))
