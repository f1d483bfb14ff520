"""Deadlines as rows: due in order, taken once."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from db import timers
from db.database import Database
from db.timers import Timer, set_timer
from db.transaction import Transaction
from tests.clock import NOON

Transact = Callable[[Callable[[Transaction], Any]], Awaitable[Any]]


def at(minutes: int) -> Callable[[Transaction], None]:
    return lambda tx: set_timer(tx, "wave", subject=minutes, version=3, due=NOON + timedelta(minutes=minutes))


async def due(database: Database, minutes: int = 0) -> list[Timer]:
    return await database.read(lambda c: timers.due_timers(c, NOON + timedelta(minutes=minutes)))


async def test_what_is_due_comes_the_oldest_first(transact: Transact, database: Database) -> None:
    for minutes in (10, -5, 0, 5):
        await transact(at(minutes))
    assert [timer.subject for timer in await due(database)] == [-5, 0]
    assert [timer.subject for timer in await due(database, 5)] == [-5, 0, 5]


async def test_the_next_deadline_is_the_earliest_that_waits(transact: Transact, database: Database) -> None:
    assert await database.read(timers.next_due) is None
    for minutes in (10, 5):
        await transact(at(minutes))
    assert await database.read(timers.next_due) == NOON + timedelta(minutes=5)
    (first,) = await due(database, 5)
    assert await transact(lambda tx: timers.mark_fired(tx, first))
    assert await database.read(timers.next_due) == NOON + timedelta(minutes=10)


async def test_a_deadline_is_taken_by_one(transact: Transact, database: Database) -> None:
    await transact(at(0))
    (timer,) = await due(database)
    assert await transact(lambda tx: timers.mark_fired(tx, timer))
    assert not await transact(lambda tx: timers.mark_fired(tx, timer))
    assert await due(database, 60) == []


async def test_a_failed_deadline_comes_again_and_then_never(transact: Transact, database: Database) -> None:
    await transact(at(0))
    (timer,) = await due(database)
    later = NOON + timedelta(minutes=1)
    await transact(lambda tx: timers.record_failure(tx, timer, "LookupError: no", later))
    assert await due(database) == []
    (again,) = await due(database, 1)
    assert (again.attempts, again.version, again.due) == (1, 3, later)
    await transact(lambda tx: timers.record_failure(tx, again, "LookupError: no", None))
    assert await due(database, 60) == []
    assert await database.read(timers.count_failed) == 1


async def test_a_failure_that_comes_after_the_deadline_was_taken_does_not_revive_it(
    transact: Transact, database: Database
) -> None:
    await transact(at(0))
    (timer,) = await due(database)
    await transact(lambda tx: timers.mark_fired(tx, timer))
    await transact(lambda tx: timers.record_failure(tx, timer, "lost a race", NOON))
    assert await due(database, 60) == []
