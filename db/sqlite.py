"""The SQLite database: one writer that commits several decisions together, readers beside it.

Why a writer thread: SQLite has one writer anyway, and a decision that runs whole in one hop spares a thread hop a
statement. Decisions that wait while one commits share the next commit (and so its fsync), each in a savepoint of its
own, so that one that fails takes nothing else with it.
"""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine, create_engine, event

from db.database import ClosedError
from db.keyring import Keyring, key_file_of, keys_in
from db.raising import for_a_future, noticed
from db.readers import Readers
from db.sealed_columns import give_keys

SCHEME = "sqlite:///"
T = TypeVar("T")
MOST_AT_ONCE = 64
"""Decisions in one commit; more would only make the first one wait longer."""


@dataclass(slots=True)
class _Job:
    decision: Callable[[Connection], Any]
    loop: asyncio.AbstractEventLoop
    future: "asyncio.Future[Any]"
    context: Context = field(default_factory=copy_context)
    """What is logged in the writer's thread names the same order as what is logged around it."""
    result: Any = None
    error: BaseException | None = None


def path_of(url: str) -> Path:
    """The file that such a URL names."""
    return Path(url.removeprefix(SCHEME))


class TransactionLostError(RuntimeError):
    """SQLite gave the whole transaction up (a full or broken disk): nothing that was done in it holds."""


class SqliteDatabase:
    """Writes through one thread, reads through others (WAL lets both go on at once)."""

    def __init__(self, path: Path | str, keyring: Keyring | None = None) -> None:
        """Open the file (it is made when missing) and start the writer. No keyring: the keys that lie beside it."""
        self.path = Path(path)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._writer_engine = _writer_engine(self.path)
        keyring = keyring or Keyring(keys_in(key_file_of(self.path)))
        give_keys(self._writer_engine, keyring)
        self._readers = Readers(self.path, keyring)
        self._writer = self._writer_engine.connect()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._write_for_ever, name="database-writer", daemon=True)
        self._thread.start()

    async def write(self, decision: Callable[[Connection], T]) -> T:
        """Run the decision in a transaction; returns after the commit, raises what the decision raised.

        A decision may run a second time, when what it was to be committed with could not be: it changes nothing
        but the database.
        """
        if self._closed:
            raise ClosedError("the database is closed")
        loop = asyncio.get_running_loop()
        job = _Job(decision, loop, loop.create_future())
        job.future.add_done_callback(noticed)
        self._jobs.put(job)
        # Shielded: a decision that is under way commits even when its caller is cancelled meanwhile.
        result: T = await asyncio.shield(job.future)
        return result

    async def read(self, query: Callable[[Connection], T]) -> T:
        """Run a reading query beside the writer; it sees the last commit."""
        if self._closed:
            raise ClosedError("the database is closed")
        return await self._readers.read(query)

    async def close(self) -> None:
        """Finish what is queued or being read, then close; whatever comes later is refused."""
        if self._closed:
            return
        self._closed = True
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)
        self._writer_engine.dispose()
        await self._readers.close()

    def _write_for_ever(self) -> None:
        with self._writer:
            while (first := self._jobs.get()) is not None:
                batch, closing = self._take_more(first)
                _commit_together(self._writer, batch)
                _tell_callers(batch)
                if closing:
                    return

    def _take_more(self, first: _Job) -> tuple[list[_Job], bool]:
        batch = [first]
        while len(batch) < MOST_AT_ONCE:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return batch, False
            if job is None:
                return batch, True
            batch.append(job)
        return batch, False


def _commit_together(connection: Connection, batch: list[_Job]) -> None:
    try:
        with connection.begin():
            for job in batch:
                _run_in_savepoint(connection, job)
    except Exception as error:  # noqa: BLE001 - nobody's decision holds: each is tried alone, so only the guilty fails
        _end_transaction(connection)
        if len(batch) == 1:
            batch[0].error = batch[0].error or error
            return
        for job in batch:
            _commit_together(connection, [job])


def _run_in_savepoint(connection: Connection, job: _Job) -> None:
    job.error = None
    below = _below(connection)
    below.execute("SAVEPOINT decision")
    try:
        job.result = job.context.run(job.decision, connection)
    except BaseException as error:  # it is raised to whoever asked for the decision
        job.error = for_a_future(error)
        if not below.in_transaction:
            raise TransactionLostError("the transaction was rolled back by SQLite itself") from error
        below.execute("ROLLBACK TO decision")
    below.execute("RELEASE decision")


def _below(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection: a savepoint of SQLAlchemy costs as much as the statements of a small decision."""
    return cast("sqlite3.Connection", connection.connection.dbapi_connection)


def _end_transaction(connection: Connection) -> None:
    """SQLite keeps the transaction open when its COMMIT fails; the next BEGIN would be refused."""
    if _below(connection).in_transaction:
        connection.connection.rollback()


def _tell_callers(batch: list[_Job]) -> None:
    for loop in {job.loop for job in batch}:
        theirs = [job for job in batch if job.loop is loop]
        with suppress(RuntimeError):  # the loop of the callers is closed: nobody waits any more
            loop.call_soon_threadsafe(_settle, theirs)


def _settle(jobs: list[_Job]) -> None:
    for job in jobs:
        if job.future.cancelled():
            continue
        if job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.result)


def _writer_engine(path: Path) -> Engine:
    # Errors without the rows: they end up in the log.
    engine = create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        # The driver's own transaction handling would begin deferred transactions: two of those deadlock at once.
        connection.isolation_level = None
        durable = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=FAST")
        for pragma in (*durable, "foreign_keys=ON", "busy_timeout=10000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
