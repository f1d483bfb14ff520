"""Several replicas and one inbox: each update is worked on once, a person's one after the other."""

import asyncio
from functools import partial

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from db import claims, inbox
from db.database import Database
from db.inbox import Received
from db.postgresql_replica import PostgresqlReplica
from db.tables import inbox as rows
from tests.clock import TestClock

ONE, TWO = 1, 2


@pytest.fixture
def engine() -> str:
    return "postgresql"


async def store(database: Database, *updates: tuple[int, int]) -> None:
    """(number, lane) each."""
    received = [Received(number, lane, "{}") for number, lane in updates]
    await database.write(partial(inbox.store, updates=received, now=TestClock().now()))


async def claim(database: Database, replica: int, most: int = 10) -> list[int]:
    claimed = await database.write(partial(claims.claim, replica=replica, most=most))
    return [received.update_id for received in claimed]


async def done(database: Database, update: int) -> None:
    await database.write(partial(inbox.mark_done, update_id=update, now=TestClock().now()))


async def marks(database: Database) -> dict[int, int | None]:
    query = select(rows.c.update_id, rows.c.claimed_by).where(rows.c.status == "pending")
    return dict(await database.read(lambda connection: [tuple(row) for row in connection.execute(query)]))


async def test_a_lane_has_one_update_under_way_and_they_come_in_order(database: Database) -> None:
    await store(database, (3, 10), (1, 10), (2, 20))
    assert await claim(database, ONE) == [1, 2]
    assert await claim(database, TWO) == []
    await done(database, 1)
    assert await claim(database, TWO) == [3]


async def test_an_earlier_update_that_comes_late_waits_for_the_one_under_way(database: Database) -> None:
    await store(database, (7, 10))
    assert await claim(database, ONE) == [7]
    await store(database, (6, 10))
    assert await claim(database, TWO) == []
    await done(database, 7)
    assert await claim(database, TWO) == [6]


async def test_many_at_once_claim_each_update_once(database: Database) -> None:
    await store(database, *((number, number % 40) for number in range(120)))
    seen: list[int] = []

    async def works(replica: int) -> None:
        while True:
            try:
                mine = await claim(database, replica, 5)
            except IntegrityError:
                continue
            if not mine and await database.read(lambda c: not inbox.pending(c, 1)):
                return
            for update in mine:
                await done(database, update)
            seen.extend(mine)

    await asyncio.gather(*(works(replica) for replica in range(1, 5)))
    assert sorted(seen) == list(range(120))
    for lane in range(40):
        assert [update for update in seen if update % 40 == lane] == [lane, lane + 40, lane + 80]


async def test_nobody_takes_more_than_there_is_room_for(database: Database) -> None:
    """What was claimed and not begun is let go; a second claim of a lane is refused by the database itself."""
    await store(database, (1, 10), (2, 20), (3, 30), (4, 10))
    assert await claim(database, ONE, 2) == [1, 2]
    assert await claim(database, TWO, 100) == [3]
    assert await database.write(partial(claims.let_go, replica=ONE, but=[2])) == 1
    assert await marks(database) == {1: None, 2: ONE, 3: TWO, 4: None}
    assert await claim(database, TWO) == [1]
    with pytest.raises(IntegrityError):
        await database.write(lambda c: c.execute(text("UPDATE inbox SET claimed_by = 2 WHERE update_id = 4")).rowcount)


async def test_the_claims_of_the_dead_are_freed_and_those_of_the_living_stay(
    database: Database, database_url: str
) -> None:
    living, dead = PostgresqlReplica(database_url), PostgresqlReplica(database_url)
    await living.join(lambda _news: None)
    await dead.join(lambda _news: None)
    await store(database, (1, 10), (2, 20))
    assert await claim(database, living.number, 1) == [1]
    assert await claim(database, dead.number) == [2]
    assert await database.write(claims.free_the_dead) == 0
    await dead.leave()
    assert await database.write(claims.free_the_dead) == 1
    assert await marks(database) == {1: living.number, 2: None}
    await living.leave()
