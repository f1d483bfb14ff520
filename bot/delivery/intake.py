"""The inbox at work: stores updates, then gives each its turn, in order within a lane, lanes side by side."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Protocol

import structlog
from structlog.contextvars import bind_contextvars, clear_contextvars

from bot.domain.clock import Clock
from bot.meters import UPDATES
from db import inbox
from db.database import Database
from db.inbox import Received
from db.trouble import is_trouble

MOST_TRIES = 3
BEFORE_NEXT_TRY = (0.2, 2.0, 5.0)
"""Real seconds to wait after the first, the second and any later failure in a row."""
LONGEST_TURN = 120.0
"""Real seconds after which a turn counts as failed: whoever wrote must not wait for ever behind a hanging call."""
AT_ONCE = 64
"""Turns under way at the same time; more would only wait for the one writer."""
PAGE = 500
log = structlog.get_logger(__name__)

Handle = Callable[[Received], Awaitable[None]]
GiveUp = Callable[[Received], Awaitable[None]]


class Sharing(Protocol):
    """What an intake tells whoever claims updates for it."""

    def stored(self) -> None:
        """Updates were stored."""

    def wake(self) -> None:
        """There is room for more."""


class Intake:
    """Keeps the promise that a stored update takes effect exactly once."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        handle: Handle,
        give_up: GiveUp,
        sharing: Sharing | None = None,
    ) -> None:
        """`handle` runs the update's turn; `give_up` tells its sender that the last try failed.

        `sharing`: other processes have the same inbox. Then only what is claimed and admitted gets its turn here.
        """
        self._sharing = sharing
        self._database = database
        self._clock = clock
        self._handle = handle
        self._give_up = give_up
        self._lanes: defaultdict[int, deque[Received]] = defaultdict(deque)
        self._tasks: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(AT_ONCE)
        self._known: set[int] = set()
        self._stopping = asyncio.Event()

    async def take(self, updates: Sequence[Received]) -> None:
        """Store the updates; they are safe when this returns. Their turns come by themselves."""
        now = self._clock.now()
        await self._database.write(lambda connection: inbox.store(connection, updates, now))
        if self._sharing is None:
            self.admit(updates)
        else:
            self._sharing.stored()

    async def resume(self) -> None:
        """Give all those their turn that were stored before the last stop."""
        if self._sharing is not None:
            self._sharing.wake()
            return
        after = -1
        while waiting := await self._database.read(partial(inbox.pending, most=PAGE, after=after)):
            self.admit(waiting)
            after = waiting[-1].update_id

    async def stop(self) -> None:
        """Let the turns under way finish; what has not begun stays stored for the next start."""
        self._stopping.set()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def idle(self) -> bool:
        """Whether every update that was taken has had its turn."""
        return not self._tasks

    @property
    def room(self) -> int:
        """How many more updates could have their turn now."""
        return 0 if self._stopping.is_set() else max(AT_ONCE - len(self._tasks), 0)

    @property
    def under_way(self) -> frozenset[int]:
        """The updates that were admitted and are not done."""
        return frozenset(self._known)

    def admit(self, updates: Sequence[Received]) -> None:
        """Give these their turns, each after those of its lane."""
        for update in updates:
            if update.update_id in self._known or self._stopping.is_set():
                continue
            self._known.add(update.update_id)
            lane = self._lanes[update.lane]
            lane.append(update)
            if len(lane) == 1:
                self._start(update.lane)

    def _start(self, lane: int) -> None:
        task = asyncio.create_task(self._drain(lane))
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if self._sharing is not None:
            self._sharing.wake()

    async def _drain(self, lane: int) -> None:
        waiting = self._lanes[lane]
        while waiting and not self._stopping.is_set():
            await self._turn(waiting[0])
            self._known.discard(waiting.popleft().update_id)
        del self._lanes[lane]

    async def _turn(self, update: Received) -> None:
        """Until it is done or given up. A database in trouble is no fault of the update's and counts as no try: whoever
        wrote waits until it works again, because what they wrote next must not overtake this.
        """
        clear_contextvars()
        bind_contextvars(update=update.update_id)
        tries, failures = update.attempts, 0
        while (error := await self._try(update)) is not None:
            tries += await self._failed(update, error, last_try=tries + 1 >= MOST_TRIES)
            UPDATES.labels("given_up" if tries >= MOST_TRIES else "failed").inc()
            pause = BEFORE_NEXT_TRY[min(failures, len(BEFORE_NEXT_TRY) - 1)]
            failures += 1
            if tries >= MOST_TRIES or await self._stopped_within(pause):
                return
        UPDATES.labels("done").inc()

    async def _try(self, update: Received) -> Exception | None:
        try:
            async with self._places, asyncio.timeout(LONGEST_TURN):
                await self._handle(update)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is kept with the update and tried again
            return error
        return None

    async def _stopped_within(self, seconds: float) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        return self._stopping.is_set()

    async def _failed(self, update: Received, error: Exception, *, last_try: bool) -> bool:
        """Keep the failure; whether it counts."""
        if is_trouble(error):
            log.warning("database_in_trouble", update=update.update_id, error=str(error))
            return False
        log.error("turn_failed", update=update.update_id, last_try=last_try, exc_info=error)
        try:
            await self._keep_failure(update, f"{type(error).__name__}: {error}", last_try=last_try)
        except Exception as failure:
            log.exception("failure_not_kept", update=update.update_id)
            return not is_trouble(failure)
        if last_try:
            await self._apologise(update)
        return True

    async def _apologise(self, update: Received) -> None:
        try:
            await self._give_up(update)
        except Exception:  # the lane's next update must have its turn all the same
            log.exception("not_apologised", update=update.update_id)

    async def _keep_failure(self, update: Received, words: str, *, last_try: bool) -> None:
        now = self._clock.now()
        await self._database.write(
            lambda connection: inbox.record_failure(connection, update.update_id, words, last_try, now)
        )
