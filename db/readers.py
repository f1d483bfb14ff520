"""Reads beside the writer, each whole in one hop: on aiosqlite's threads, with SQLAlchemy's statements."""

import asyncio
import sqlite3
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Self, TypeVar

import aiosqlite
from sqlalchemy import Connection, StaticPool, create_engine

from db.keyring import Keyring
from db.sealed_columns import give_keys

T = TypeVar("T")
AT_ONCE = 4
"""Connections. Two are enough for what is quick; the others so that a long report holds up nobody's card."""
PRAGMAS = ("busy_timeout=10000", "query_only=ON")


class Reader(aiosqlite.Connection):
    """An aiosqlite connection whose thread runs a whole read, where aiosqlite's own methods run a statement.

    SQLAlchemy's async layer over aiosqlite changes threads three times for each statement; here it is once for all the
    statements of a card. `_execute` is what those methods are made of; the version in `pyproject.toml` is held for it.
    """

    def __init__(self, path: Path, keyring: Keyring) -> None:
        """Nothing is opened before it is awaited. With the keys, sealed columns are read like any other."""
        super().__init__(self._open, iter_chunk_size=64)
        self._thread.daemon = True
        self._path, self._keyring = path, keyring

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    async def opened(self) -> Self:
        """Start the thread and connect."""
        await self
        return self

    async def read(self, query: Callable[[Connection], T]) -> T:
        """Run the query on the connection's own thread."""
        result: T = await self._execute(self._whole, query)  # type: ignore[no-untyped-call]  # protected, untyped
        return result

    def _whole(self, query: Callable[[Connection], T]) -> T:
        connection = self._statements
        # A card is drawn from several queries: they should all see the same moment.
        self._conn.execute("BEGIN")
        try:
            return query(connection)
        except StopIteration as error:
            raise RuntimeError("the query raised StopIteration") from error  # which a future refuses
        finally:
            self._conn.rollback()

    @cached_property
    def _statements(self) -> Connection:
        """SQLAlchemy's face of the connection. Made once: beginning and ending is ours, statement by statement."""
        # Errors without the rows: they end up in the log.
        engine = create_engine("sqlite://", creator=lambda: self._conn, poolclass=StaticPool, hide_parameters=True)
        give_keys(engine, self._keyring)
        return engine.connect()


class Readers:
    """As many readers as are of use. A read takes whichever is free, so that a long one holds up none but its own."""

    def __init__(self, path: Path, keyring: Keyring) -> None:
        """They are opened at the first read."""
        self._path, self._keyring = path, keyring
        self._free: asyncio.LifoQueue[Reader] = asyncio.LifoQueue()
        self._are_open = False
        self._opening = asyncio.Lock()

    async def read(self, query: Callable[[Connection], T]) -> T:
        """Run it beside whatever else is read and written; its statements see one moment."""
        if not self._are_open:
            await self._open()
        reader = await self._free.get()
        try:
            return await reader.read(query)
        finally:
            self._free.put_nowait(reader)

    async def _open(self) -> None:
        async with self._opening:
            if not self._are_open:
                for _ in range(AT_ONCE):
                    self._free.put_nowait(await Reader(self._path, self._keyring).opened())
                self._are_open = True

    async def close(self) -> None:
        """What has been asked is answered first."""
        async with self._opening:
            for _ in range(AT_ONCE if self._are_open else 0):
                reader = await self._free.get()
                await reader.close()
