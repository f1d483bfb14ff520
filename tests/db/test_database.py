"""The writer and the readers beside it: who waits for whom, and what no caller can break."""

import asyncio
import gc
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import OperationalError

from db.database import ClosedError
from db.sqlite import SqliteDatabase
from tests.db.sketch import held, note, notes, sketch, texts


@pytest.fixture
def engine() -> str:
    return "sqlite"


async def test_a_cancelled_caller_does_not_undo_the_decision(database: SqliteDatabase) -> None:
    async with held(database):
        task = asyncio.create_task(database.write(note("kept")))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    await database.write(note("later"))
    assert await texts(database) == ["kept", "later"]


async def test_the_failure_of_a_cancelled_caller_stays_quiet(
    database: SqliteDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_connection: Connection) -> None:
        raise LookupError("nobody listens")

    async with held(database):
        task = asyncio.create_task(database.write(fails))
        await asyncio.sleep(0)
        task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    del task
    assert await database.write(note("later")) == 1
    gc.collect()
    assert caplog.records == []


async def test_an_exhausted_iterator_in_a_decision_reaches_its_caller(database: SqliteDatabase) -> None:
    """A future cannot hold a StopIteration; whoever waits for it would wait for ever."""
    with pytest.raises(RuntimeError, match="StopIteration"):
        await asyncio.wait_for(database.write(lambda _connection: next(iter([]))), 10)


async def test_an_exhausted_iterator_in_a_read_reaches_its_caller(database: SqliteDatabase) -> None:
    with pytest.raises(RuntimeError, match="StopIteration"):
        await asyncio.wait_for(database.read(lambda _connection: next(iter([]))), 10)
    assert await texts(database) == []


async def test_a_whole_read_runs_on_one_other_thread(database: SqliteDatabase) -> None:
    def threads(connection: Connection) -> set[int]:
        seen = set()
        for _ in range(3):
            connection.exec_driver_sql("SELECT 1").all()
            seen.add(threading.get_ident())
        return seen

    (thread,) = await database.read(threads)
    assert thread != threading.get_ident()


async def test_reads_go_on_beside_a_long_read(database: SqliteDatabase) -> None:
    begun, release = threading.Event(), threading.Event()

    def long(_connection: Connection) -> None:
        begun.set()
        release.wait(30)

    task = asyncio.create_task(database.read(long))
    await asyncio.to_thread(begun.wait, 30)
    assert await asyncio.wait_for(asyncio.gather(*(texts(database) for _ in range(5))), 10) == [[]] * 5
    release.set()
    await task


async def test_closing_waits_for_a_read_that_nobody_waits_for(database: SqliteDatabase) -> None:
    begun, release, finished = threading.Event(), threading.Event(), threading.Event()

    def long(_connection: Connection) -> None:
        begun.set()
        release.wait(30)
        finished.set()

    task = asyncio.create_task(database.read(long))
    await asyncio.to_thread(begun.wait, 30)
    task.cancel()
    closing = asyncio.create_task(database.close())
    await asyncio.sleep(0)
    release.set()
    await asyncio.wait_for(closing, 10)
    assert finished.is_set()


async def test_a_decision_that_wants_to_exit_does_not_stop_the_writer(database: SqliteDatabase) -> None:
    def leaves(_connection: Connection) -> None:
        raise SystemExit(3)

    async with held(database):
        task = asyncio.create_task(database.write(leaves))
        await asyncio.sleep(0)
        follower = asyncio.create_task(database.write(note("still here")))
    with pytest.raises(RuntimeError, match="SystemExit"):
        await asyncio.wait_for(task, 10)
    assert await asyncio.wait_for(follower, 10) == 1


async def test_a_locked_file_is_an_error_and_the_writer_goes_on(database: SqliteDatabase) -> None:
    await database.write(lambda c: c.exec_driver_sql("PRAGMA busy_timeout=20").scalar())
    intruder = sqlite3.connect(database.path, isolation_level=None)
    intruder.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        await database.write(note("not now"))
    intruder.execute("ROLLBACK")
    intruder.close()
    assert await database.write(note("now")) == 1
    assert await texts(database) == ["now"]


async def test_reads_see_the_last_commit_and_one_moment(database: SqliteDatabase) -> None:
    await database.write(note("one"))

    def looks_twice(connection: Connection) -> tuple[int, int]:
        count = select(func.count()).select_from(notes)
        before = connection.execute(count).scalar_one()
        with sqlite3.connect(database.path) as other:
            other.execute("INSERT INTO notes (text) VALUES ('meanwhile')")
        other.close()
        return before, connection.execute(count).scalar_one()

    assert await database.read(looks_twice) == (1, 1)
    assert await texts(database) == ["one", "meanwhile"]


async def test_a_read_cannot_write(database: SqliteDatabase) -> None:
    with pytest.raises(OperationalError, match="readonly"):
        await database.read(note("sneaky"))


async def test_reads_go_on_while_the_writer_is_busy(database: SqliteDatabase) -> None:
    await database.write(note("there"))
    async with held(database):
        assert await asyncio.wait_for(texts(database), 10) == ["there"]


async def test_closing_finishes_what_is_queued_and_refuses_what_comes_later(tmp_path: Path) -> None:
    database = SqliteDatabase(tmp_path / "closing.db")
    await database.write(sketch.create_all)
    queued = [asyncio.create_task(database.write(note(str(number)))) for number in range(100)]
    await asyncio.sleep(0)
    await database.close()
    assert await asyncio.gather(*queued) == [1] * 100
    with pytest.raises(ClosedError):
        await asyncio.wait_for(database.write(note("late")), 10)
    with sqlite3.connect(tmp_path / "closing.db") as file:
        assert file.execute("SELECT count(*) FROM notes").fetchone() == (100,)
    file.close()


async def test_closing_twice_is_harmless(tmp_path: Path) -> None:
    database = SqliteDatabase(tmp_path / "closing.db")
    await database.close()
    await asyncio.wait_for(database.close(), 10)


def test_a_caller_whose_loop_is_gone_does_not_stop_the_writer(tmp_path: Path) -> None:
    database = SqliteDatabase(tmp_path / "loops.db")
    begun, release = threading.Event(), threading.Event()

    def holds(connection: Connection) -> None:
        begun.set()
        release.wait(30)

    async def asks_and_leaves() -> None:
        task = asyncio.create_task(database.write(holds))
        await asyncio.to_thread(begun.wait, 30)
        task.cancel()

    async def comes_later() -> int | None:
        counted = await asyncio.wait_for(database.write(lambda c: c.exec_driver_sql("SELECT 7").scalar()), 10)
        await database.close()
        return counted

    asyncio.run(asks_and_leaves())
    release.set()
    assert asyncio.run(comes_later()) == 7


def test_a_file_that_cannot_be_opened_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(OperationalError, match="unable to open"):
        SqliteDatabase(tmp_path)


async def test_what_is_told_done_is_on_the_disk(database: SqliteDatabase) -> None:
    def pragmas(connection: Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]

    assert await database.write(pragmas) == ["wal", 2, 1]


async def test_closing_waits_for_what_is_being_read(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    database = SqliteDatabase(tmp_path / "market.db")
    await database.write(sketch.create_all)
    release = threading.Event()

    def slow(connection: Connection) -> int:
        release.wait(30)
        return len(connection.execute(select(notes)).all())

    reading = asyncio.create_task(database.read(slow))
    await asyncio.sleep(0)
    closing = asyncio.create_task(database.close())
    release.set()
    await closing
    assert await reading == 0
    gc.collect()
    assert [str(warning.message) for warning in recwarn] == []
    with pytest.raises(ClosedError):
        await database.read(slow)
