"""Keeps time: wakes at the next due timer, and runs the calendar jobs at their hour.

The timers are rows of ours, written with the change that wants them; APScheduler only waits. Its own store of jobs is
in memory: shared by two processes it fires a job twice, while our rows are taken by a conditional update.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from structlog.contextvars import bind_contextvars, clear_contextvars

from bot.domain.clock import SystemClock
from bot.meters import TIMER_LATE_SECONDS, TIMERS
from bot.studies import STUDIES, Study
from bot.turn import Transaction, Turns
from bot.usecases.calendar_runs import last_runs, remember_run, remembered
from bot.usecases.deadlines import (
    DEADLINES,
    DeadlineHandler,
    Timer,
    due_timers,
    fire,
    is_trouble,
    next_due,
    postpone,
)
from bot.usecases.housekeeping import prune

SETTLE_S = 0.02
"""Commits within so many seconds are looked at together: at most fifty looks a second, whatever goes on."""
LONGEST_WAIT_S = 5.0
"""After so many seconds the timers are looked at in any case: the machine may have slept, another process written."""
TROUBLE_S = 1.0
"""Seconds to wait for a database that is full, locked or out of reach before the timers are tried again."""
AT_ONCE = 100
GRACE = timedelta(hours=12)
"""A calendar job that was missed (the machine slept) is still run within this time."""
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class CalendarJob:
    """Something to do every day at a time of the city's clocks: `work` says whether there is more of it to do."""

    name: str
    at: time
    work: Callable[[Transaction], bool]


@dataclass(frozen=True, slots=True)
class Errand:
    """Something to do every day at a time of the city's clocks that is no transaction, such as a copy of the file.

    `tell_failed` says to whoever has to know that it failed, and why.
    """

    name: str
    at: time
    run: Callable[[], Awaitable[object]]
    tell_failed: Callable[[Transaction, str], None]


class Scheduler:
    """The market's clock hand. `run_due` does all that is due; `start` lets it happen by itself."""

    def __init__(
        self,
        turns: Turns,
        deadlines: Mapping[str, DeadlineHandler] = DEADLINES,
        *,
        studies: Mapping[str, Study] = STUDIES,
        keep_days: int = 30,
        calendar: Iterable[CalendarJob] = (),
        errands: Iterable[Errand] = (),
    ) -> None:
        """`keep_days`: how long what is done stays before the nightly pruning; the others: daily jobs."""
        self._turns = turns
        self._deadlines = deadlines
        self._studies = studies
        self._zone = turns.market.city.time_zone
        keep = timedelta(days=keep_days)
        self.calendar = (CalendarJob("prune", time(3, 40), lambda tx: prune(tx, keep)), *calendar)
        self._errands = tuple(errands)
        self._ticker = AsyncIOScheduler(timezone=self._zone)
        self._running = asyncio.Lock()
        self._studying: dict[int, asyncio.Task[None]] = {}
        self._keeps_time = False
        self._look: asyncio.TimerHandle | None = None
        self._planning: asyncio.Task[None] | None = None
        self._making_up: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to keep time, in the running event loop; what fell due meanwhile happens at once."""
        self._ticker = AsyncIOScheduler(timezone=self._zone)  # one that was shut down keeps no jobs
        for job in self.calendar:
            self._every_day(job.name, job.at, partial(self.run_calendar_job, job))
        for errand in self._errands:
            self._every_day(errand.name, errand.at, partial(self.run_errand, errand))
        self._ticker.start()
        self._keeps_time = True
        self._making_up = asyncio.get_running_loop().create_task(self._make_up(), name="calendar")
        self.wake()

    def stop(self) -> None:
        """Stop keeping time. What is being committed is committed; what is left is due at the next start."""
        self._keeps_time = False
        if self._look is not None:
            self._look.cancel()
        for task in (self._planning, self._making_up, *self._studying.values()):
            if task is not None:
                task.cancel()
        if self._ticker.running:
            self._ticker.shutdown(wait=False)

    def wake(self) -> None:
        """Something was committed: there may be an earlier timer. Cheap; the look at it is shared with others."""
        if self._keeps_time and self._look is None:
            self._look = asyncio.get_running_loop().call_later(SETTLE_S, self._begin_planning)

    async def _unless_stopped(self, work: Callable[[], Awaitable[object]]) -> None:
        """Let the ticker do this. When it is shut down it cancels what goes on, and would log that as a failure."""
        try:
            await work()
        except asyncio.CancelledError:
            if self._keeps_time:
                raise

    async def run_due(self) -> int:
        """Do all that is due now, and what falls due by it, the studies included; how many timers it was.

        Each in a transaction of its own. One that fails is tried again later and stops nobody.
        """
        done = await self._ring()
        while self._studying:
            await asyncio.gather(*self._studying.values())
            done += await self._ring()
        return done

    async def _ring(self) -> int:
        """The same, without waiting for studies: they go on beside whatever falls due meanwhile."""
        try:
            async with self._running:
                return await self._do_all_due()
        finally:
            self.wake()

    async def run_calendar_job(self, job: CalendarJob) -> None:
        """Do the job until nothing of it is left, a transaction at a time."""
        log.info("calendar_job", job=job.name)
        work = remembered(job.work, job.name, SystemClock().now())
        while await self._turns.run(work):
            pass

    async def run_errand(self, errand: Errand) -> None:
        """Run it; a failure is for the log and for those whom it concerns, the next day has another try."""
        log.info("errand", name=errand.name)
        begun = SystemClock().now()
        try:
            await errand.run()
        except Exception as error:
            log.exception("errand_failed", name=errand.name)
            why = f"{type(error).__name__}: {error}"
            await self._turns.run(lambda tx: errand.tell_failed(tx, why))
        await self._turns.run(lambda tx: remember_run(tx, errand.name, begun))

    async def _make_up(self) -> None:
        """Let the ticker do at once, and once, what was due while nobody kept time: a restart, a change of leaders.

        By the world's clock, as the ticker: the market's own may run faster.
        """
        now = SystemClock().now()
        planned = {job.id: job.trigger for job in self._ticker.get_jobs() if isinstance(job.trigger, CronTrigger)}
        try:
            runs = await self._turns.database.read(lambda connection: last_runs(connection, planned))
        except Exception:
            log.exception("calendar_not_read")
            return
        for name, last in runs.items():
            due = planned[name].get_next_fire_time(last, last)
            if due is not None and due <= now:
                log.info("calendar_job_missed", job=name)
                self._ticker.modify_job(name, next_run_time=now)

    def _every_day(self, name: str, at: time, run: Callable[[], Awaitable[None]]) -> None:
        trigger = CronTrigger(hour=at.hour, minute=at.minute, timezone=self._zone)
        grace = int(GRACE.total_seconds())
        self._ticker.add_job(self._unless_stopped, trigger, [run], id=name, coalesce=True, misfire_grace_time=grace)

    async def _do_all_due(self) -> int:
        done = 0
        while due := await self._due():
            for timer in due:
                if timer.kind in self._studies:
                    self._begin_study(timer)
            fired = await asyncio.gather(*(self._fire(timer) for timer in due if timer.kind not in self._studies))
            done += len(due)
            if not all(fired):
                await asyncio.sleep(TROUBLE_S)
        return done

    def _begin_study(self, timer: Timer) -> None:
        task = asyncio.get_running_loop().create_task(self._study(timer), name=f"study-{timer.kind}")
        self._studying[timer.id] = task
        task.add_done_callback(lambda _task: self._end_study(timer))

    async def _study(self, timer: Timer) -> None:
        if not await self._fire(timer):
            await asyncio.sleep(TROUBLE_S)

    def _end_study(self, timer: Timer) -> None:
        del self._studying[timer.id]
        self.wake()

    async def _due(self) -> list[Timer]:
        now, under_way = self._turns.clock.now(), list(self._studying)
        return await self._turns.database.read(lambda connection: due_timers(connection, now, AT_ONCE, under_way))

    async def _fire(self, timer: Timer) -> bool:
        """Do it or put it off; False when the database is in trouble, for which no timer is to blame."""
        clear_contextvars()  # those of the turn that woke the scheduler
        if timer.order is not None:
            bind_contextvars(order=timer.order)
        TIMERS.labels(timer.kind).inc()
        TIMER_LATE_SECONDS.observe(max(0.0, (self._turns.clock.now() - timer.due).total_seconds()))
        try:
            deadlines = await self._deadlines_with(timer)
            await self._turns.run(lambda tx: fire(tx, timer, deadlines))
        except Exception as error:
            if is_trouble(error):
                log.warning("timer_waits_for_database", kind=timer.kind, subject=timer.subject, error=str(error))
                return False
            log.exception("timer_failed", kind=timer.kind, subject=timer.subject, attempts=timer.attempts)
            words = f"{type(error).__name__}: {error}"
            await self._turns.run(lambda tx: postpone(tx, timer, words))
        return True

    async def _deadlines_with(self, timer: Timer) -> Mapping[str, DeadlineHandler]:
        """What is known of deadlines; a study is done first, since nothing may be waited for when it is decided."""
        study = self._studies.get(timer.kind)
        return self._deadlines if study is None else {timer.kind: await study.handler(self._turns)}

    def _begin_planning(self) -> None:
        """One plan at a time, and none while timers are being done: it would be out of date, and one follows."""
        self._look = None
        if self._running.locked():
            return
        if self._planning is not None and not self._planning.done():
            self.wake()
        else:
            self._planning = asyncio.get_running_loop().create_task(self._plan(), name="scheduler-planning")

    async def _plan(self) -> None:
        """Let the ticker ring when the next timer is due by the market's clock, which may run faster than ours."""
        wait = await self._seconds_to_wait()
        if self._running.locked():
            return
        moment = SystemClock().now() + timedelta(seconds=wait)
        self._ticker.add_job(
            self._unless_stopped,
            DateTrigger(moment),
            [self._ring],
            id="deadlines",
            replace_existing=True,
            misfire_grace_time=None,
            max_instances=2,  # a ring while timers are being done waits for its turn
        )

    async def _seconds_to_wait(self) -> float:
        try:
            under_way = list(self._studying)
            due = await self._turns.database.read(lambda connection: next_due(connection, under_way))
        except Exception as error:
            if is_trouble(error):
                log.warning("timers_wait_for_database", error=str(error))
                return TROUBLE_S
            log.exception("timers_not_read")
            return LONGEST_WAIT_S
        return LONGEST_WAIT_S if due is None else min(self._turns.clock.seconds_until(due), LONGEST_WAIT_S)
