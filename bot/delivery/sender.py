"""The outbox at work: the most urgent chat first, in order within a chat, within Telegram's limits, until delivered."""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from datetime import datetime, timedelta

import structlog
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from sqlalchemy import Connection

from bot.delivery.courier import Courier
from bot.delivery.order_in_log import name_order
from bot.delivery.pace import Pace, Passage
from bot.domain.clock import Clock
from bot.domain.ids import ChatId
from bot.meters import FLOOD_WAITS, SENDS
from db import outbox, resuming
from db.database import Database
from db.doubt import doubt_what_waits
from db.outbox import Outgoing
from db.trouble import is_trouble, through_trouble

HEADS = 16
"""Chats found at a look: more would be found again at the next, before their turn."""
AT_ONCE = 200
"""Messages on their way at the same time; only a Telegram that hardly answers lets it come to that."""
FIRST_BACKOFF = 1.0
LONGEST_BACKOFF = 60.0
"""Real seconds before a failed delivery is tried again; they double from the first to the longest."""
BEFORE_NEXT_LOOK = 0.01
"""Real seconds for which what was found is sent without looking again: less than lies between two messages."""
ARRIVES_WITHIN = 1.5
"""Real seconds after which a message of a process that is gone has come, or never will."""
FALLBACK_LOOK = 5.0
"""Real seconds after which the outbox is looked at even when nobody woke the sender."""
AN_HOUR = timedelta(hours=1)
PASSING = (TelegramNetworkError, TelegramServerError, TelegramUnauthorizedError)
"""What says nothing about the message: it is tried again (also while the token is wrong: no message is to blame)."""
log = structlog.get_logger(__name__)

Unreachable = Callable[[Outgoing, datetime, str], Awaitable[bool]]
Moved = Callable[[ChatId, ChatId], Awaitable[None]]
Tasks = set["asyncio.Task[None]"]


class Sender:
    """Takes rows out of the outbox one chat at a time until each is sent, dropped or dead."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        courier: Courier,
        pace: Pace,
        unreachable: Unreachable,
        moved: Moved,
    ) -> None:
        """`unreachable` gives up what goes to a chat that refused a row after that moment, with those words, unless
        somebody has written from there since; `moved` hears of groups that got a new id.
        """
        self._database = database
        self._clock = clock
        self._courier = courier
        self._pace = pace
        self._unreachable = unreachable
        self._moved = moved
        self._changed = asyncio.Event()
        self._heads: deque[Outgoing] = deque()
        self._busy: set[ChatId] = set()
        self._on_their_way: Tasks = set()
        self._resting: Tasks = set()
        self._nothing_due = False
        self._looked_at = 0.0
        self._looked_when: datetime | None = None

    def wake(self) -> None:
        """There may be something new to send, or something more urgent."""
        self._changed.set()

    @property
    def idle(self) -> bool:
        """Whether nothing is due to be sent and nothing is on its way."""
        return self._nothing_due and not (self._changed.is_set() or self._on_their_way)

    async def serve(self, *, others_sent: bool) -> None:
        """Run, however long the database is away: whoever follows would find it no better."""
        if others_sent:
            await through_trouble(self.take_over)
        await through_trouble(self.run)

    async def take_over(self) -> None:
        """Another process sent until now: what it still has on its way arrives first, then its chats go on."""
        now = self._clock.now()
        for item in await self._database.read(lambda connection: outbox.heads(connection, now, (), AT_ONCE)):
            self._busy.add(item.chat)
            _keep(self._lets_arrive(item.chat), self._resting)

    async def _lets_arrive(self, chat: ChatId) -> None:
        await asyncio.sleep(ARRIVES_WITHIN)
        self._busy.discard(chat)
        self.wake()

    async def run(self) -> None:
        """Send for ever, until cancelled. What was begun before, here or elsewhere, may have arrived or not."""
        await self._database.write(doubt_what_waits)
        while True:
            await self._until_something_is_due()
            await self._pace.next_message()
            # Something more urgent may have come meanwhile, or what was found may have been changed or given up.
            await self._until_something_is_due()
            self._start(self._heads.popleft())

    async def stop(self) -> None:
        """Let what is on its way arrive; call it when `run` is cancelled. It may run again, and begins anew then."""
        await asyncio.gather(*self._on_their_way, return_exceptions=True)
        for task in self._resting:
            task.cancel()
        await asyncio.gather(*self._resting, return_exceptions=True)
        self._busy.clear()
        self._heads.clear()

    async def _until_something_is_due(self) -> None:
        while not self._heads or self._must_look_again():
            self._changed.clear()
            self._nothing_due = False
            self._looked_at = asyncio.get_running_loop().time()
            now = await self._now()
            self._heads = deque(await self._look(now))
            if not self._heads:
                await self._sleep(now)

    async def _now(self) -> datetime:
        """The present moment; what was put off is tried now at the start, and whenever the clock was set back."""
        now = self._clock.now()
        if self._looked_when is None or now < self._looked_when:
            await self._database.write(lambda connection: resuming.retry_all(connection, now))
        self._looked_when = now
        return now

    def _must_look_again(self) -> bool:
        # A look costs a good part of a message: what was found a moment ago may be sent before the next one.
        return self._changed.is_set() and asyncio.get_running_loop().time() - self._looked_at > BEFORE_NEXT_LOOK

    async def _look(self, now: datetime) -> list[Outgoing]:
        most, busy = min(HEADS, AT_ONCE - len(self._on_their_way)), frozenset(self._busy)
        if most <= 0:
            return []
        return await self._database.read(lambda connection: outbox.heads(connection, now, busy, most))

    async def _sleep(self, looked_at: datetime) -> None:
        """Until somebody wakes us or the next postponed row is due, also one that fell due since we looked."""

        def waiting(connection: Connection) -> tuple[bool, datetime | None]:
            return outbox.is_due(connection, looked_at), outbox.next_retry(connection, looked_at)

        due, retry = await self._database.read(waiting)
        self._nothing_due = not due
        wait = min(FALLBACK_LOOK, self._clock.seconds_until(retry)) if retry else FALLBACK_LOOK
        with suppress(TimeoutError):
            # Not wait_for: before Python 3.12 it swallows a cancellation that comes together with the wake-up.
            async with asyncio.timeout(max(wait, 0.001)):
                await self._changed.wait()

    def _start(self, item: Outgoing) -> None:
        self._busy.add(item.chat)
        _keep(self._deliver(item), self._on_their_way)

    async def _deliver(self, item: Outgoing) -> None:
        passage, pause = Passage(self._pace, item.chat), 0.0
        try:
            await self._try(item, passage)
        except Exception:  # the database failed: what was sent could not be marked as sent
            log.exception("delivery_broke", row=item.id, chat=item.chat)
            pause = LONGEST_BACKOFF  # sent again at once and again, it would flood the chat
        _keep(self._rest(item.chat, passage, pause), self._resting)

    async def _rest(self, chat: ChatId, passage: Passage, pause: float) -> None:
        if pause:
            await asyncio.sleep(pause)
        await passage.settle()
        self._busy.discard(chat)
        self.wake()

    async def _try(self, item: Outgoing, passage: Passage) -> None:
        begun = self._clock.now()
        try:
            await self._carry(item, passage)
            SENDS.labels("sent").inc()
        except TelegramRetryAfter as error:
            FLOOD_WAITS.inc()
            await self._postpone(item, error.retry_after, error)
        except TelegramForbiddenError as error:
            if await self._unreachable(item, begun, _words(error)):
                self._tell("dropped", item, error)
            else:
                await self._postpone(item, FIRST_BACKOFF, error)
        except TelegramMigrateToChat as error:
            await self._moved(item.chat, ChatId(error.migrate_to_chat_id))
        except Exception as error:
            if is_trouble(error):
                raise
            if _will_pass(error):  # a view that cannot be drawn must not stop the others: it is given up
                await self._postpone(item, min(FIRST_BACKOFF * 2.0**item.attempts, LONGEST_BACKOFF), error)
            else:
                await self._finish(item, "dead", error)

    async def _carry(self, item: Outgoing, passage: Passage) -> None:
        try:
            await self._courier.carry(item, passage)
        except Exception:
            await name_order(self._database, item)
            raise

    async def _postpone(self, item: Outgoing, seconds: float, error: Exception) -> None:
        # Real seconds, told in the market's own time, which may run faster than the world's.
        until = _after(self._clock, seconds)
        SENDS.labels("postponed").inc()
        log.warning("delivery_postponed", row=item.id, chat=item.chat, view=item.view, error=str(error))
        await self._database.write(lambda connection: outbox.postpone(connection, item, until, str(error)))

    async def _finish(self, item: Outgoing, status: str, error: Exception) -> None:
        self._tell(status, item, error)
        now, words = self._clock.now(), _words(error)
        await self._database.write(lambda connection: outbox.finish(connection, item, now, status, words))

    def _tell(self, status: str, item: Outgoing, error: Exception) -> None:
        tell = log.info if status == "dropped" else log.error  # who blocks the bot is no error of anybody's
        tell("delivery_failed", row=item.id, chat=item.chat, view=item.view, status=status, exc_info=error)
        SENDS.labels(status).inc()


def _keep(work: Coroutine[None, None, None], among: Tasks) -> None:
    task = asyncio.create_task(work)
    among.add(task)
    task.add_done_callback(among.discard)


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _will_pass(error: Exception) -> bool:
    """Whether another try may do; a gateway's page instead of JSON says that Telegram itself was not reached."""
    if isinstance(error, ClientDecodeError):
        return isinstance(error.original, json.JSONDecodeError | UnicodeDecodeError)
    return isinstance(error, PASSING)


def _after(clock: Clock, seconds: float) -> datetime:
    """The market's moment that the world reaches in so many seconds.

    The clock's speed is measured over an hour ahead: a process that stalls between two looks at a clock would take
    the rest of a short stretch for all of it, and wait for days.
    """
    real = clock.seconds_until(clock.now() + AN_HOUR)
    speed = AN_HOUR.total_seconds() / real if real else 1.0
    return clock.now() + timedelta(seconds=seconds * speed)
