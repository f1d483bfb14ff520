"""A calendar job that was due while nobody kept time: done once, as soon as somebody does."""

import asyncio
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from bot.domain.clock import SystemClock
from bot.domain.market import Market
from bot.scheduler import CalendarJob, Errand, Scheduler
from bot.turn import Turns
from bot.usecases.calendar_runs import remember_run
from db.database import Database
from db.transaction import Transaction
from tests.clock import TestClock


@pytest.fixture
def turns(database: Database, market: Market, clock: TestClock) -> Turns:
    return Turns(database, clock, market)


class EveryMorning:
    """A calendar with one job and one errand, started anew as a new leader does; what they did."""

    def __init__(self, turns: Turns) -> None:
        self.done: list[str] = []
        self._turns = turns

    def _work(self, tx: Transaction) -> bool:
        self.done.append("report")
        return self.done.count("report") == 1  # there is more of it to do, once

    async def _copy(self) -> None:
        self.done.append("copy")

    async def starts(self) -> None:
        """Keep time for a moment, stop."""
        hour = SystemClock().now().astimezone(self._turns.market.city.time_zone).time()
        at = (datetime.combine(date(2026, 1, 1), hour) + timedelta(hours=12)).time()
        calendar = [CalendarJob("report", at, self._work)]
        errands = [Errand("copy", at, self._copy, lambda _tx, _why: None)]
        scheduler = Scheduler(self._turns, {}, calendar=calendar, errands=errands)
        scheduler.start()
        assert scheduler._making_up is not None
        await scheduler._making_up
        await asyncio.sleep(0.2)
        scheduler.stop()

    async def last_ran(self, **ago: float) -> None:
        """So much time ago each of them was done."""
        at = SystemClock().now() - timedelta(**ago)
        for name in ("report", "copy", "of old"):
            await self._turns.run(partial(remember_run, name=name, at=at))


async def test_what_was_due_while_nobody_led_is_done_once(turns: Turns) -> None:
    mornings = EveryMorning(turns)
    await mornings.starts()
    assert mornings.done == [], "a new market has missed nothing"
    await mornings.last_ran(hours=11)
    await mornings.starts()
    assert mornings.done == []
    await mornings.last_ran(days=3)
    await mornings.starts()
    assert sorted(mornings.done) == ["copy", "report", "report"], "three days are made up for by one"
    await mornings.starts()
    assert len(mornings.done) == 3, "it is remembered"
