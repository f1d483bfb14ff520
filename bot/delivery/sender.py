"""The outbox at work: the most urgent chat first, in order within a chat, within Telegram's limits, until delivered."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from bot.delivery.courier import Courier
from bot.delivery.pace import Pace
from bot.domain.clock import Clock
from bot.domain.ids import ChatId
from db import outbox
from db.database import Database
from db.outbox import Outgoing

HEADS = 50
AT_ONCE = 200
LONGEST_BACKOFF = 60.0
FALLBACK_LOOK = 5.0
"""Real seconds after which the outbox is looked at even when nobody woke the sender."""
log = structlog.get_logger(__name__)

Unreachable = Callable[[ChatId], Awaitable[None]]
Moved = Callable[[ChatId, ChatId], Awaitable[None]]


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
        """`unreachable` hears of chats that blocked the bot, `moved` of groups that got a new id."""
        self._database = database
        self._clock = clock
        self._courier = courier
        self._pace = pace
        self._unreachable = unreachable
        self._moved = moved
        self._awake = asyncio.Event()
        self._busy: set[ChatId] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = False

    def wake(self) -> None:
        """There may be something new to send."""
        self._idle = False
        self._awake.set()

    @property
    def idle(self) -> bool:
        """Whether nothing is waiting to be sent and nothing is on its way."""
        return self._idle and not self._tasks

    async def run(self) -> None:
        """Send for ever, until cancelled."""
        while True:
            self._awake.clear()
            heads = await self._heads()
            for item in heads:
                await self._pace.next_message()
                self._start(item)
                if self._awake.is_set():
                    break
            if not heads:
                self._idle = not self._awake.is_set()
                await self._sleep()

    async def stop(self) -> None:
        """Let what is on its way arrive."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _heads(self) -> list[Outgoing]:
        now, busy = self._clock.now(), frozenset(self._busy)
        if len(self._tasks) >= AT_ONCE:
            return []
        return await self._database.read(lambda connection: outbox.heads(connection, now, busy, HEADS))

    async def _sleep(self) -> None:
        retry = await self._database.read(outbox.next_retry)
        wait = min(FALLBACK_LOOK, self._clock.seconds_until(retry)) if retry else FALLBACK_LOOK
        try:
            await asyncio.wait_for(self._awake.wait(), max(wait, 0.05))
        except TimeoutError:
            return

    def _start(self, item: Outgoing) -> None:
        self._busy.add(item.chat)
        task = asyncio.create_task(self._deliver(item))
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("delivery_broke", exc_info=error)
        self.wake()

    async def _deliver(self, item: Outgoing) -> None:
        try:
            await self._try(item)
            await self._pace.rest(item.chat)
        finally:
            self._busy.discard(item.chat)

    async def _try(self, item: Outgoing) -> None:
        try:
            await self._courier.carry(item)
        except TelegramRetryAfter as error:
            await self._postpone(item, error.retry_after, error)
        except (TelegramNetworkError, TelegramServerError) as error:
            await self._postpone(item, min(2.0**item.attempts, LONGEST_BACKOFF), error)
        except TelegramForbiddenError as error:
            await self._finish(item, "dropped", error)
            await self._unreachable(item.chat)
        except TelegramMigrateToChat as error:
            await self._moved(item.chat, ChatId(error.migrate_to_chat_id))
        except TelegramAPIError as error:
            await self._finish(item, "dead", error)
        except Exception as error:  # noqa: BLE001 - a view that cannot be drawn must not stop the others
            await self._finish(item, "dead", error)

    async def _postpone(self, item: Outgoing, seconds: float, error: Exception) -> None:
        # Real seconds, told in the market's own time, which may run faster than the world's.
        until = _after(self._clock, seconds)
        log.warning("delivery_postponed", row=item.id, chat=item.chat, view=item.view, error=str(error))
        await self._database.write(lambda connection: outbox.postpone(connection, item, until, str(error)))

    async def _finish(self, item: Outgoing, status: str, error: Exception) -> None:
        log.error("delivery_failed", row=item.id, chat=item.chat, view=item.view, status=status, exc_info=error)
        now, words = self._clock.now(), f"{type(error).__name__}: {error}"
        await self._database.write(lambda connection: outbox.finish(connection, item, now, status, words))


def _after(clock: Clock, seconds: float) -> datetime:
    """The market's moment that the world reaches in so many seconds."""
    moment = clock.now() + timedelta(seconds=seconds)
    real = clock.seconds_until(moment)
    return clock.now() + timedelta(seconds=seconds * (seconds / real if real else 1.0))
