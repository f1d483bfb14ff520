"""The PostgreSQL database: every decision a transaction of its own, side by side, over asyncpg.

Decisions and queries are the same synchronous functions as on SQLite; SQLAlchemy runs them in a greenlet, so that
each of their statements waits without holding up the event loop. A transaction is READ COMMITTED: it relies on
conditional updates, which wait for whoever changes the same row and then look at it again. Where several rows decide
together, the use case holds one row first (`db/holding.py`).
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from db.database import ClosedError, UnavailableError
from db.keyring import Keyring
from db.patience import PATIENCE_S, is_gone, is_read_only, persevere
from db.raising import for_a_future, noticed
from db.sealed_columns import give_keys

T = TypeVar("T")
SCHEME = "postgresql+asyncpg://"
CONNECTIONS = 16
"""Of one process at the most: three replicas stay far below the hundred that a server usually allows."""
SESSION = {
    "application_name": "onsite",
    "timezone": "UTC",
    "jit": "off",  # our queries are short: compiling them would take longer than running them
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
}
CONNECT = {"timeout": 5, "command_timeout": 60, "server_settings": SESSION}


class PostgresqlDatabase:
    """Writes and reads through one pool of connections."""

    def __init__(self, url: str, keyring: Keyring) -> None:
        """Nothing is connected before the first decision or query. The keys open and seal what lies sealed in it."""
        self._engine = create_async_engine(
            url,
            isolation_level="READ COMMITTED",
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_timeout=PATIENCE_S,
            connect_args=CONNECT,
            hide_parameters=True,  # errors without the rows: they end up in the log
        )
        give_keys(self._engine.sync_engine, keyring)
        # A card is drawn from several queries: they should all see the same moment.
        self._readers = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._under_way: set[asyncio.Task[Any]] = set()
        self._closed = False

    async def write(self, decision: Callable[[Connection], T]) -> T:
        """Run the decision in a transaction; returns after the commit, raises what the decision raised.

        It runs again when another transaction stood in its way or the connection broke before the commit. When it
        broke during the commit, nobody knows whether it holds: UnavailableError.
        """
        return await self._whole(persevere(lambda: self._decide(decision)))

    async def read(self, query: Callable[[Connection], T]) -> T:
        """Run a reading query; all its statements see the same moment."""
        return await self._whole(persevere(lambda: self._query(query)))

    async def close(self) -> None:
        """Finish what is under way, then close; whatever comes later is refused."""
        self._closed = True
        await asyncio.gather(*self._under_way, return_exceptions=True)
        await self._engine.dispose()

    async def _whole(self, work: Coroutine[Any, Any, T]) -> T:
        """Shielded: what is under way goes on even when its caller is cancelled meanwhile."""
        if self._closed:
            work.close()
            raise ClosedError("the database is closed")
        task = asyncio.ensure_future(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        task.add_done_callback(noticed)
        return await asyncio.shield(task)

    async def _decide(self, decision: Callable[[Connection], T]) -> T:
        async with _connected(self._engine) as connection:
            try:
                result = await connection.run_sync(_carried_out, decision)
            except DBAPIError as error:
                if is_read_only(error):
                    await connection.invalidate()
                    raise ConnectionError("this server takes nothing in: another may") from error
                raise
            await _commit(connection)
            return result

    async def _query(self, query: Callable[[Connection], T]) -> T:
        async with _connected(self._readers) as connection:
            return await connection.run_sync(_carried_out, query)


async def _commit(connection: AsyncConnection) -> None:
    try:
        await connection.commit()
    except Exception as error:
        if is_gone(error):
            raise UnavailableError("the connection broke during a commit: nobody knows if it holds") from error
        raise


@asynccontextmanager
async def _connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    try:
        connection = await engine.connect()
    except OSError as error:  # no such host, no such socket, nobody there
        raise ConnectionError(f"no way to PostgreSQL: {error}") from error
    try:
        yield connection
    finally:
        await connection.close()


def _carried_out(connection: Connection, work: Callable[[Connection], T]) -> T:
    try:
        return work(connection)
    except (StopIteration, SystemExit, KeyboardInterrupt) as error:
        raise for_a_future(error) from error
