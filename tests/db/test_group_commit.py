"""Several decisions in one commit: what holds, what falls, and who hears of it."""

import asyncio
import sqlite3

import pytest
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from db.sqlite import MOST_AT_ONCE, SqliteDatabase
from tests.db.sketch import Decision, counters, in_one_commit, note, responses, texts


@pytest.fixture
def engine() -> str:
    return "sqlite"


async def test_a_decision_that_fails_takes_nothing_else_with_it(database: SqliteDatabase) -> None:
    def fails_half_way(connection: Connection) -> None:
        note("half")(connection)
        raise LookupError("changed my mind")

    results = await in_one_commit(database, note("one"), fails_half_way, note("two"))
    assert results[0] == results[2] == 1
    assert isinstance(results[1], LookupError)
    assert await texts(database) == ["one", "two"]


async def test_what_is_held_back_shares_a_commit(database: SqliteDatabase) -> None:
    commits = await commits_seen(database, [note(str(number)) for number in range(20)])
    assert commits == 1
    assert len(await texts(database)) == 20


async def commits_seen(database: SqliteDatabase, decisions: list[Decision]) -> int:
    """How many different states somebody beside the writer could have seen: the file's own change counter."""
    watcher = sqlite3.connect(database.path)

    def version() -> int:
        return int(watcher.execute("PRAGMA data_version").fetchone()[0])

    await asyncio.sleep(0)
    before = version()
    await in_one_commit(database, *decisions)
    after = version()
    watcher.close()
    return after - before


async def test_more_than_one_commit_takes_are_all_written(database: SqliteDatabase) -> None:
    wanted = [str(number) for number in range(3 * MOST_AT_ONCE + 1)]
    await in_one_commit(database, *map(note, wanted))
    assert await texts(database) == wanted


async def test_a_commit_that_fails_leaves_only_the_guilty_without(database: SqliteDatabase) -> None:
    def orphan(connection: Connection) -> None:
        connection.execute(insert(responses).values(note_id=999))

    results = await in_one_commit(database, note("innocent"), orphan, note("innocent too"))
    assert results[0] == results[2] == 1
    assert isinstance(results[1], IntegrityError)
    assert await texts(database) == ["innocent", "innocent too"]


async def test_a_decision_alone_hears_that_its_commit_failed(database: SqliteDatabase) -> None:
    with pytest.raises(IntegrityError):
        await database.write(lambda c: c.execute(insert(responses).values(note_id=999)).rowcount)
    assert await database.write(note("afterwards")) == 1
    assert await texts(database) == ["afterwards"]


def most_pages(pages: int) -> Decision:
    """A disk that is full after so many pages."""
    return lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count={pages}").scalar()


async def pages(database: SqliteDatabase) -> int:
    return int(await database.read(lambda c: c.exec_driver_sql("PRAGMA page_count").scalar_one()))


async def test_on_a_full_disk_nobody_is_told_of_a_success_that_is_none(database: SqliteDatabase) -> None:
    await database.write(most_pages(await pages(database)))
    results = await in_one_commit(database, note("small"), note("x" * 100_000), note("small too"))
    assert isinstance(results[1], OperationalError)
    assert results[0] == results[2] == 1
    assert await texts(database) == ["small", "small too"]
    assert all(isinstance(r, OperationalError) for r in await in_one_commit(database, *[note("x" * 9_000)] * 3))
    await database.write(most_pages(1_000_000))
    assert await database.write(note("room again")) == 1
    assert await texts(database) == ["small", "small too", "room again"]


async def test_a_transaction_that_sqlite_gave_up_by_itself_is_nobodys_success(database: SqliteDatabase) -> None:
    """Some errors (a broken disk) roll the whole transaction back under the feet of all in it."""

    def rolled_back_below(connection: Connection) -> None:
        connection.exec_driver_sql("ROLLBACK")
        raise OperationalError("INSERT", {}, sqlite3.OperationalError("disk I/O error"))

    results = await in_one_commit(database, note("before"), rolled_back_below, note("after"))
    assert results[0] == results[2] == 1
    assert isinstance(results[1], OperationalError)
    assert await texts(database) == ["before", "after"]


async def test_200_read_then_write_decisions_at_once_lose_nothing(database: SqliteDatabase) -> None:
    await database.write(lambda c: c.execute(insert(counters).values(name="orders", value=0)).rowcount)

    def one_more(connection: Connection) -> None:
        value = connection.execute(select(counters.c.value)).scalar_one()
        connection.execute(update(counters).values(value=value + 1))

    await asyncio.gather(*(database.write(one_more) for _ in range(200)))
    assert await database.read(lambda c: c.execute(select(counters.c.value)).scalar()) == 200


async def test_two_processes_do_not_lose_each_others_updates(database: SqliteDatabase) -> None:
    """Another writer on the same file: a transaction that began with reading must not be told 'locked' at writing."""
    await database.write(lambda c: c.execute(insert(counters).values(name="orders", value=0)).rowcount)
    other = SqliteDatabase(database.path)

    def one_more(connection: Connection) -> None:
        value = connection.execute(select(counters.c.value)).scalar_one()
        connection.execute(update(counters).values(value=value + 1))

    await asyncio.gather(*(owner.write(one_more) for _ in range(50) for owner in (database, other)))
    assert await other.read(lambda c: c.execute(select(counters.c.value)).scalar()) == 100
    await other.close()
