"""What PostgreSQL does with decisions: begun again when something passes, raised when nothing does."""

import asyncio
import gc

import pytest
from sqlalchemy import Connection, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from db import patience
from db.database import ClosedError, Database, UnavailableError
from db.postgresql import CONNECTIONS, PostgresqlDatabase
from tests.db.sketch import Decision, counters, note, notes, responses, texts
from tests.keys import KEYRING

BREAK = text("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.fixture
def engine() -> str:
    return "postgresql"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "PATIENCE_S", 0.1)


def a_counter(value: int = 0, name: str = "orders") -> Decision:
    return lambda connection: connection.execute(insert(counters).values(name=name, value=value)).rowcount


async def value_of(database: Database, name: str = "orders") -> int:
    query = select(counters.c.value).where(counters.c.name == name)
    return await database.read(lambda connection: int(connection.execute(query).scalar_one()))


async def test_a_decision_that_fails_leaves_nothing(database: Database) -> None:
    def fails_half_way(connection: Connection) -> None:
        note("half")(connection)
        raise LookupError("changed my mind")

    with pytest.raises(LookupError):
        await database.write(fails_half_way)
    assert await texts(database) == []


async def test_a_commit_that_fails_is_told(database: Database) -> None:
    with pytest.raises(IntegrityError):
        await database.write(lambda c: c.execute(insert(responses).values(note_id=999)).rowcount)
    assert await database.write(note("afterwards")) == 1


async def test_a_cancelled_caller_does_not_undo_the_decision(database: Database) -> None:
    task = asyncio.create_task(database.write(note("kept")))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await database.close()
    reopened = await database_again(database)
    assert await texts(reopened) == ["kept"]
    await reopened.close()


async def database_again(database: Database) -> PostgresqlDatabase:
    assert isinstance(database, PostgresqlDatabase)
    return PostgresqlDatabase(database._engine.url.render_as_string(hide_password=False), KEYRING)


async def test_the_failure_of_a_cancelled_caller_stays_quiet(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_connection: Connection) -> None:
        raise LookupError("nobody listens")

    task = asyncio.create_task(database.write(fails))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    del task
    assert await database.write(note("later")) == 1
    gc.collect()
    assert caplog.records == []


@pytest.mark.parametrize("leaving", [StopIteration, SystemExit])
async def test_a_decision_that_wants_to_leave_stops_nobody_else(
    database: Database, leaving: type[BaseException]
) -> None:
    def leaves(_connection: Connection) -> None:
        raise leaving

    with pytest.raises(RuntimeError, match=leaving.__name__):
        await asyncio.wait_for(database.write(leaves), 10)
    assert await database.write(note("still here")) == 1


async def test_two_that_wait_for_each_other_both_get_through(database: Database) -> None:
    """PostgreSQL ends one of them; it begins again."""
    await database.write(a_counter(name="a"))
    await database.write(a_counter(name="b"))

    def both(*order: str) -> Decision:
        def adds(connection: Connection) -> None:
            for name in order:
                connection.execute(update(counters).where(counters.c.name == name).values(value=counters.c.value + 1))

        return adds

    await asyncio.gather(*(database.write(both(*order)) for order in [("a", "b"), ("b", "a")]))
    assert (await value_of(database, "a"), await value_of(database, "b")) == (2, 2)


async def test_who_holds_the_row_first_reads_what_the_one_before_wrote(database: Database) -> None:
    await database.write(a_counter())

    def one_more(connection: Connection) -> None:
        value = connection.execute(select(counters.c.value).with_for_update()).scalar_one()
        connection.execute(update(counters).values(value=value + 1))

    await asyncio.gather(*(database.write(one_more) for _ in range(100)))
    assert await value_of(database) == 100


async def test_a_connection_that_breaks_before_the_commit_costs_nothing(database: Database) -> None:
    broken = iter([True, True, False])

    def breaks_twice(connection: Connection) -> None:
        note("once")(connection)
        if next(broken):
            connection.execute(BREAK)

    await database.write(breaks_twice)
    assert await texts(database) == ["once"]


async def test_a_connection_that_breaks_in_the_commit_is_said(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knows whether it holds: beginning again might do it twice."""
    monkeypatch.setattr(AsyncConnection, "commit", breaking_commit)
    with pytest.raises(UnavailableError, match="nobody knows"):
        await database.write(note("perhaps"))
    monkeypatch.undo()
    assert await database.write(note("later")) == 1


async def breaking_commit(connection: AsyncConnection) -> None:
    await connection.execute(BREAK)


async def test_idle_connections_that_broke_are_replaced(database: Database) -> None:
    await asyncio.gather(*(database.write(note(str(number))) for number in range(20)))
    others = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'onsite' "
        "AND datname = current_database() AND pid <> pg_backend_pid()"
    )
    await database.read(lambda connection: len(connection.execute(others).all()))
    await asyncio.gather(*(database.write(note(str(number))) for number in range(20, 40)))
    assert len(await texts(database)) == 40


async def test_a_server_that_is_not_there_is_said_after_a_while(impatient: None) -> None:
    nowhere = PostgresqlDatabase("postgresql+asyncpg://postgres@/market?host=/nowhere", KEYRING)
    with pytest.raises(UnavailableError):
        await nowhere.read(lambda connection: connection.execute(select(1)).scalar())
    await nowhere.close()


async def test_a_pool_whose_connections_all_hang_is_an_unavailable_database(
    database: Database, impatient: None
) -> None:
    """Nobody who waits for a connection is to blame for a server that stalls."""
    assert isinstance(database, PostgresqlDatabase)
    database._engine.pool._timeout = 0.05  # type: ignore[attr-defined]
    free = asyncio.Event()

    def hangs(connection: Connection) -> None:
        while not free.is_set():
            connection.execute(select(1))

    hanging = [asyncio.create_task(database.read(hangs)) for _ in range(CONNECTIONS)]
    await asyncio.sleep(0.3)
    for ask in (database.read, database.write):
        with pytest.raises(UnavailableError):
            await ask(lambda connection: connection.execute(select(1)).scalar())
    free.set()
    await asyncio.gather(*hanging)
    assert await database.write(note("afterwards")) == 1


async def test_a_cancelled_query_is_asked_again(database: Database) -> None:
    """An administrator who is in a hurry, or a limit of the server's, is nobody's mistake here."""
    cancelled = iter([True, False])

    def is_cancelled_once(connection: Connection) -> None:
        note("once")(connection)
        if next(cancelled):
            connection.execute(text("SET LOCAL statement_timeout = '1ms'"))
            connection.execute(text("SELECT pg_sleep(5)"))

    await database.write(is_cancelled_once)
    assert await texts(database) == ["once"]


async def test_a_server_that_became_read_only_is_left_for_another(database: Database) -> None:
    """After a failover the connection may lead to the one that serves no longer: the next one is made anew."""
    await database.write(lambda c: c.execute(text("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")).close())
    assert await asyncio.wait_for(database.write(note("elsewhere")), 10) == 1


async def test_one_that_stays_read_only_is_unavailable(database: Database, impatient: None) -> None:
    def refused(connection: Connection) -> None:
        connection.execute(text("SET TRANSACTION READ ONLY"))
        note("nowhere")(connection)

    with pytest.raises(UnavailableError):
        await database.write(refused)


async def test_a_wrong_statement_is_not_tried_again(database: Database) -> None:
    with pytest.raises(DBAPIError, match="does not exist"):
        await asyncio.wait_for(database.read(lambda c: c.execute(text("SELECT * FROM nothing")).all()), 10)


async def test_a_read_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match="read-only"):
        await database.read(note("sneaky"))
    assert await database.write(note("honest")) == 1


async def test_reads_see_one_moment(database: Database) -> None:
    loop = asyncio.get_running_loop()
    looked, written = asyncio.Event(), asyncio.Event()

    def looks_twice(connection: Connection) -> tuple[int, int]:
        count = select(func.count()).select_from(notes)
        before = connection.execute(count).scalar_one()
        looked.set()
        while not written.is_set():  # each statement lets the others go on
            connection.execute(select(1))
        return before, connection.execute(count).scalar_one()

    reading = loop.create_task(database.read(looks_twice))
    await looked.wait()
    await database.write(note("meanwhile"))
    written.set()
    assert await reading == (0, 0)
    assert await texts(database) == ["meanwhile"]


async def test_closing_finishes_what_is_under_way_and_refuses_what_comes_later(database: Database) -> None:
    writing = [asyncio.create_task(database.write(note(str(number)))) for number in range(50)]
    await asyncio.sleep(0)
    await database.close()
    assert await asyncio.gather(*writing) == [1] * 50
    with pytest.raises(ClosedError):
        await database.write(note("late"))
    with pytest.raises(ClosedError):
        await database.read(lambda connection: connection.execute(select(1)).scalar())
    await database.close()
