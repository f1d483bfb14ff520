"""Keeping time: what is due is done once, a failure stops nobody, and real waiting is as short as the clock says."""

import asyncio
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from bot.domain.clock import ScaledClock
from bot.domain.market import Market
from bot.scheduler import CalendarJob, Scheduler
from bot.turn import Turns
from bot.usecases.deadlines import FIRST_RETRY, MOST_ATTEMPTS, Timer
from db.database import Database
from db.tables import inbox, outbox, timers
from db.timers import set_timer
from db.transaction import Transaction
from tests.clock import TestClock


class Rings:
    """What has rung, in order; a kind called 'bad' fails as long as it is told to."""

    def __init__(self) -> None:
        self.rung: list[int] = []
        self.failures = 0
        self.heard = asyncio.Event()

    def ring(self, tx: Transaction, timer: Timer) -> None:
        self.rung.append(timer.subject)
        self.heard.set()

    def fail(self, tx: Transaction, timer: Timer) -> None:
        if self.failures:
            self.failures -= 1
            set_timer(tx, "ring", 666, 0, tx.now)
            raise RuntimeError("the line is dead")
        self.ring(tx, timer)

    def again(self, tx: Transaction, timer: Timer) -> None:
        """Three times in a row, each due at once."""
        self.ring(tx, timer)
        if len(self.rung) < 3:
            set_timer(tx, "again", timer.subject, 0, tx.now)

    @property
    def deadlines(self) -> dict[str, Callable[[Transaction, Timer], None]]:
        return {"ring": self.ring, "bad": self.fail, "again": self.again}


@pytest.fixture
def rings() -> Rings:
    return Rings()


@pytest.fixture
def turns(database: Database, market: Market, clock: TestClock) -> Turns:
    return Turns(database, clock, market)


async def rows(turns: Turns, *columns: Any) -> list[Any]:
    return list(await turns.database.read(lambda c: c.execute(select(*columns).order_by(timers.c.id)).all()))


async def put(turns: Turns, subject: int, due: datetime, kind: str = "ring") -> None:
    await turns.run(lambda tx: set_timer(tx, kind, subject, 0, due))


def ring_now(tx: Transaction, times: int) -> None:
    for subject in range(times):
        set_timer(tx, "ring", subject, 0, tx.now)


async def test_what_is_due_happens_and_the_rest_waits(turns: Turns, rings: Rings, clock: TestClock) -> None:
    now = clock.now()
    for subject, seconds in ((3, 1), (2, 0), (1, -60)):
        await put(turns, subject, now + timedelta(seconds=seconds))
    scheduler = Scheduler(turns, rings.deadlines)
    assert await scheduler.run_due() == 2
    assert rings.rung == [1, 2]
    assert await scheduler.run_due() == 0
    clock.advance(seconds=1)
    await scheduler.run_due()
    assert rings.rung == [1, 2, 3]


async def test_what_falls_due_by_it_happens_too(turns: Turns, rings: Rings, clock: TestClock) -> None:
    await put(turns, 1, clock.now(), "again")
    assert await Scheduler(turns, rings.deadlines).run_due() == 3


async def test_more_than_one_page_is_done(turns: Turns, rings: Rings, clock: TestClock, engine: str) -> None:
    """One writer takes them in their order; PostgreSQL's several may overtake each other."""
    await turns.run(lambda tx: ring_now(tx, 230))
    assert await Scheduler(turns, rings.deadlines).run_due() == 230
    assert (rings.rung if engine == "sqlite" else sorted(rings.rung)) == list(range(230))


async def test_a_failure_changes_nothing_stops_nobody_and_is_tried_again(
    turns: Turns, rings: Rings, clock: TestClock
) -> None:
    rings.failures = 2
    await put(turns, 1, clock.now(), "bad")
    await put(turns, 2, clock.now())
    scheduler = Scheduler(turns, rings.deadlines)
    await scheduler.run_due()
    assert rings.rung == [2]
    bad = (await rows(turns, timers))[0]
    assert (bad.status, bad.attempts, bad.error) == ("pending", 1, "RuntimeError: the line is dead")
    assert bad.due == clock.now() + FIRST_RETRY
    assert len(await rows(turns, timers.c.id)) == 2, "what the failed one wrote is gone"
    clock.advance(seconds=5)
    await scheduler.run_due()
    assert (await rows(turns, timers))[0].due == clock.now() + 2 * FIRST_RETRY
    clock.advance(seconds=10)
    await scheduler.run_due()
    assert rings.rung == [2, 1]


async def test_after_the_last_try_it_is_left_for_the_operators(turns: Turns, rings: Rings, clock: TestClock) -> None:
    rings.failures = 10**6
    await put(turns, 1, clock.now(), "bad")
    scheduler = Scheduler(turns, rings.deadlines)
    for _ in range(MOST_ATTEMPTS + 3):
        await scheduler.run_due()
        clock.advance(hours=1)
    (row,) = await rows(turns, timers)
    assert (row.status, row.attempts) == ("failed", MOST_ATTEMPTS)


async def test_a_kind_that_nobody_knows_is_a_failure(turns: Turns, rings: Rings, clock: TestClock) -> None:
    await put(turns, 1, clock.now(), "unheard_of")
    await Scheduler(turns, rings.deadlines).run_due()
    (row,) = await rows(turns, timers)
    assert (row.status, row.attempts) == ("pending", 1)
    assert "unheard_of" in row.error


async def test_two_schedulers_share_the_work_without_doing_it_twice(
    turns: Turns, rings: Rings, clock: TestClock
) -> None:
    await turns.run(lambda tx: ring_now(tx, 50))
    await asyncio.gather(*(Scheduler(turns, rings.deadlines).run_due() for _ in range(3)))
    assert sorted(rings.rung) == list(range(50))


async def started(database: Database, market: Market, rings: Rings, speed: float) -> tuple[Turns, Scheduler]:
    """A scheduler that keeps time by a clock that runs so many times as fast as ours."""
    schedulers: list[Scheduler] = []

    def wake() -> None:
        schedulers[0].wake()

    turns = Turns(database, ScaledClock(speed), market, wake)
    scheduler = Scheduler(turns, rings.deadlines)
    schedulers.append(scheduler)
    scheduler.start()
    return turns, scheduler


async def test_it_wakes_by_itself_as_fast_as_the_clock_runs(database: Database, market: Market, rings: Rings) -> None:
    turns, scheduler = await started(database, market, rings, speed=600)
    await put(turns, 1, turns.clock.now() + timedelta(minutes=2))
    began = asyncio.get_running_loop().time()
    await asyncio.wait_for(rings.heard.wait(), 5)
    assert 0.15 < asyncio.get_running_loop().time() - began < 2, "two minutes are a fifth of a second"
    scheduler.stop()


async def test_an_earlier_timer_shortens_the_wait(database: Database, market: Market, rings: Rings) -> None:
    turns, scheduler = await started(database, market, rings, speed=1)
    await put(turns, 1, turns.clock.now() + timedelta(hours=1))
    await asyncio.sleep(0.1)
    await put(turns, 2, turns.clock.now() + timedelta(seconds=0.2))
    await asyncio.wait_for(rings.heard.wait(), 5)
    assert rings.rung == [2]
    scheduler.stop()


async def test_what_fell_due_while_nobody_kept_time_happens_at_the_start(
    database: Database, market: Market, rings: Rings
) -> None:
    quiet = Turns(database, ScaledClock(), market)
    await put(quiet, 1, quiet.clock.now() - timedelta(days=3))
    _, scheduler = await started(database, market, rings, speed=1)
    await asyncio.wait_for(rings.heard.wait(), 5)
    scheduler.stop()


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_many_commits_are_looked_at_together(
    database: Database, market: Market, rings: Rings, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns, scheduler = await started(database, market, rings, speed=1)
    await asyncio.sleep(0.1)
    looks, read = 0, database.read

    async def counted(query: Callable[[Connection], Any]) -> Any:
        nonlocal looks
        looks += 1
        return await read(query)

    monkeypatch.setattr(database, "read", counted)
    await asyncio.gather(*(turns.run(lambda tx: None) for _ in range(300)))
    await asyncio.sleep(0.1)
    assert 1 <= looks < 60
    scheduler.stop()


async def test_after_stop_nothing_rings(database: Database, market: Market, rings: Rings) -> None:
    turns, scheduler = await started(database, market, rings, speed=1)
    scheduler.stop()
    await put(turns, 1, turns.clock.now())
    await asyncio.sleep(0.2)
    assert rings.rung == []
    scheduler.stop()


async def test_at_night_what_is_long_done_is_forgotten(turns: Turns, rings: Rings, clock: TestClock) -> None:
    old, young = clock.now() - timedelta(days=31), clock.now() - timedelta(days=29)

    def keep(tx: Transaction) -> None:
        for number, (status, at) in enumerate(
            [("done", old), ("done", young), ("failed", old), ("pending", old)], start=1
        ):
            row = {"update_id": number, "lane": 1, "payload": "{}", "attempts": 0, "received_at": at}
            tx.execute(inbox.insert().values(status=status, done_at=None if status == "pending" else at, **row))
        for status, at in [("sent", old), ("sent", young), ("dropped", old), ("dead", old), ("pending", old)]:
            row = {"chat_id": 1, "kind": "notice", "view": "x", "subject_id": 0, "fields": {}, "priority": 1}
            row |= {"version": 0, "attempts": 0, "not_before": at, "created_at": at, "status": status}
            tx.execute(outbox.insert().values(row))
        for status, at in [("fired", old), ("fired", young), ("failed", old), ("pending", old)]:
            tx.execute(timers.insert().values(kind="x", subject_id=1, version=0, due=at, status=status, attempts=0))

    await turns.run(keep)
    scheduler = Scheduler(turns, rings.deadlines, keep_days=30)
    await scheduler.run_calendar_job(scheduler.calendar[0])

    def left(connection: Any) -> list[list[str]]:
        return [
            list(connection.execute(select(table.c.status).order_by(next(iter(table.primary_key)))).scalars())
            for table in (inbox, outbox, timers)
        ]

    assert await turns.database.read(left) == [
        ["done", "failed", "pending"],
        ["sent", "dead", "pending"],
        ["fired", "failed", "pending"],
    ]


async def test_pruning_goes_on_until_nothing_is_left(turns: Turns, clock: TestClock) -> None:
    old = clock.now() - timedelta(days=31)
    row = {"kind": "x", "subject_id": 1, "version": 0, "due": old, "status": "fired", "attempts": 0}
    await turns.run(lambda tx: tx.connection.execute(timers.insert(), [row] * 4_500))
    scheduler = Scheduler(turns, keep_days=30)
    await scheduler.run_calendar_job(scheduler.calendar[0])
    assert await turns.database.read(lambda c: c.execute(select(func.count()).select_from(timers)).scalar()) == 0


async def test_calendar_jobs_keep_the_citys_time(turns: Turns, rings: Rings) -> None:
    report = CalendarJob("report", time(8, 5), lambda tx: False)
    scheduler = Scheduler(turns, rings.deadlines, calendar=[report])
    scheduler.start()
    planned = {job.id: job.next_run_time for job in scheduler._ticker.get_jobs()}
    assert {name: (at.hour, at.minute, str(at.tzinfo)) for name, at in planned.items()} == {
        "prune": (3, 40, "Europe/Warsaw"),
        "report": (8, 5, "Europe/Warsaw"),
    }
    scheduler.stop()


async def test_stopping_in_the_middle_is_no_failure(
    turns: Turns, rings: Rings, clock: TestClock, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ticker cancels what goes on and logs every exception of it, a cancellation too."""
    begun = asyncio.Event()

    async def never_ends(_self: Turns, _decision: object) -> None:
        begun.set()
        await asyncio.Event().wait()

    await put(turns, 1, clock.now())
    monkeypatch.setattr(Turns, "run", never_ends)
    scheduler = Scheduler(turns, rings.deadlines)
    scheduler.start()
    await asyncio.wait_for(begun.wait(), 20)
    scheduler.stop()
    await asyncio.sleep(0.05)
    assert caplog.records == []
