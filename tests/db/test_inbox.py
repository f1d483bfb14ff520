"""Updates as rows: kept once whatever order they come in, done once whoever tries."""

import pytest
from sqlalchemy import Connection, select

from db import inbox
from db.database import Database
from db.inbox import Received
from db.tables import inbox as rows
from tests.clock import NOON, TestClock


def received(*numbers: int) -> list[Received]:
    return [Received(number, lane=number % 3, payload=f'{{"update_id": {number}}}') for number in numbers]


async def store(database: Database, *numbers: int) -> None:
    await database.write(lambda c: inbox.store(c, received(*numbers), NOON))


async def pending(database: Database, most: int = 100, after: int = -1) -> list[int]:
    return [r.update_id for r in await database.read(lambda c: inbox.pending(c, most, after))]


async def test_each_update_is_kept_once_in_whatever_order_it_comes(database: Database) -> None:
    await store(database, 7, 9)
    await store(database, 8, 9, 5)
    await store(database, 5, 6, 7)
    assert await pending(database) == [5, 6, 7, 8, 9]


async def test_the_same_update_twice_in_one_batch_is_kept_once(database: Database) -> None:
    await store(database, 4, 4, 4)
    assert await pending(database) == [4]


async def test_an_older_update_that_comes_late_is_not_taken_for_known(database: Database) -> None:
    await store(database, 100)
    await database.write(lambda c: inbox.mark_done(c, 100, NOON))
    await store(database, 99)
    assert await pending(database) == [99]


async def test_what_is_done_stays_done_when_it_comes_again(database: Database) -> None:
    await store(database, 1)
    assert await database.write(lambda c: inbox.mark_done(c, 1, NOON))
    await store(database, 1)
    assert await pending(database) == []
    assert not await database.write(lambda c: inbox.mark_done(c, 1, NOON))


async def test_what_was_never_stored_cannot_be_done(database: Database) -> None:
    assert not await database.write(lambda c: inbox.mark_done(c, 404, NOON))


async def test_nothing_to_store_is_fine(database: Database) -> None:
    await store(database)
    assert await pending(database) == []


async def test_pending_comes_in_pages_and_whole(database: Database) -> None:
    await store(database, *range(10))
    assert await pending(database, most=4) == [0, 1, 2, 3]
    assert await pending(database, most=4, after=3) == [4, 5, 6, 7]
    first = (await database.read(lambda c: inbox.pending(c, 1)))[0]
    assert first == Received(0, 0, '{"update_id": 0}', 0)


async def test_a_failure_is_kept_and_the_last_one_ends_it(database: Database, clock: TestClock) -> None:
    await store(database, 1)

    async def fails(*, last_try: bool) -> None:
        await database.write(lambda c: inbox.record_failure(c, 1, "LookupError: no", last_try, clock.now()))

    def row(connection: Connection) -> tuple[object, ...]:
        return tuple(connection.execute(select(rows.c.status, rows.c.attempts, rows.c.error)).one())

    await fails(last_try=False)
    assert await database.read(row) == ("pending", 1, "LookupError: no")
    assert (await database.read(lambda c: inbox.pending(c, 1)))[0].attempts == 1
    await fails(last_try=True)
    assert await database.read(row) == ("failed", 2, "LookupError: no")
    assert await pending(database) == []
    assert not await database.write(lambda c: inbox.mark_done(c, 1, NOON))


async def test_a_failure_that_is_reported_after_the_turn_was_done_changes_nothing(database: Database) -> None:
    await store(database, 1)
    await database.write(lambda c: inbox.mark_done(c, 1, NOON))
    await database.write(lambda c: inbox.record_failure(c, 1, "too late", True, NOON))
    assert await database.read(inbox.count_by_status) == {"done": 1}


@pytest.mark.parametrize("numbers", [(1, 2, 3), (3, 2, 1)])
async def test_counts_by_status(database: Database, numbers: tuple[int, ...]) -> None:
    await store(database, *numbers)
    await database.write(lambda c: inbox.mark_done(c, 1, NOON))
    await database.write(lambda c: inbox.record_failure(c, 2, "no", True, NOON))
    assert await database.read(inbox.count_by_status) == {"done": 1, "failed": 1, "pending": 1}
