"""A deadline that meets a database in trouble: it waits, and happens all the same, once."""

import sqlite3

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot import scheduler as scheduling
from bot.domain.clock import SystemClock
from bot.domain.market import Market
from bot.scheduler import Scheduler
from bot.turn import Turns
from bot.usecases.deadlines import MOST_ATTEMPTS, Timer
from db.database import Database
from db.tables import timers
from db.timers import set_timer
from db.transaction import Transaction


@pytest.fixture
async def turns(database: Database, market: Market) -> Turns:
    """A market in which one deadline is due."""
    turns = Turns(database, SystemClock(), market)
    await turns.run(lambda tx: set_timer(tx, "ring", 1, 0, tx.now))
    return turns


async def standing(turns: Turns) -> tuple[str, int]:
    """Whether it has fired, and how many tries were counted."""
    (row,) = await turns.database.read(lambda c: c.execute(select(timers)).all())
    return row.status, row.attempts


async def test_a_database_in_trouble_is_no_fault_of_the_deadlines(
    turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduling, "TROUBLE_S", 0.0)
    locked = sqlite3.OperationalError("database is locked")
    locked.sqlite_errorcode = sqlite3.SQLITE_BUSY
    failures, rung = [OperationalError("BEGIN IMMEDIATE", {}, locked)] * (MOST_ATTEMPTS + 1), 0

    def ring(_tx: Transaction, _timer: Timer) -> None:
        nonlocal rung
        if failures:
            raise failures.pop()
        rung += 1

    await Scheduler(turns, {"ring": ring}).run_due()
    assert rung == 1
    assert await standing(turns) == ("fired", 0)
