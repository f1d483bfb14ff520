"""Whether Telegram can be reached, from every call that is made anyway; and what happens when it can't for long."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramServerError
from aiogram.methods import Response, TelegramMethod

from bot.domain.clock import Clock
from db.trouble import is_trouble

log = structlog.get_logger(__name__)


class Reach(BaseRequestMiddleware):
    """Stands at the bot's door and sees which of its calls Telegram answers, whatever the answer is."""

    def __init__(self, clock: Clock) -> None:
        """Nothing is known yet; `silent_since`: of the calls since then Telegram has answered none."""
        self._clock = clock
        self.silent_since: datetime | None = None
        self._heard_anything = asyncio.Event()

    async def __call__(
        self, make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
    ) -> Response[Any]:
        """Let the call pass, and learn from how it ends."""
        try:
            answer = await make_request(bot, method)
        except Exception as error:
            self._learn(reached=not _is_silence(error))
            raise
        self._learn(reached=True)
        return answer

    async def next_call(self) -> None:
        """Wait until a call has ended."""
        await self._heard_anything.wait()
        self._heard_anything.clear()

    def _learn(self, *, reached: bool) -> None:
        if reached:
            self.silent_since = None
        elif self.silent_since is None:
            self.silent_since = self._clock.now()
        self._heard_anything.set()


def _is_silence(error: Exception) -> bool:
    """Whether Telegram itself was not reached; a gateway's page instead of JSON says so too. A refusal is an answer."""
    if isinstance(error, ClientDecodeError):
        return isinstance(error.original, json.JSONDecodeError | UnicodeDecodeError)
    return isinstance(error, TelegramNetworkError | TelegramServerError)


class Watch:
    """Says once that Telegram is silent for long, and once that it is there again."""

    def __init__(
        self,
        reach: Reach,
        clock: Clock,
        after: timedelta,
        silent: Callable[[datetime], Awaitable[object]],
        back: Callable[[], Awaitable[object]],
    ) -> None:
        """Both are called again when they failed, and may be called for what the process before us has said."""
        self._reach, self._clock, self._after = reach, clock, after
        self._silent, self._back = silent, back
        self._said_silent: bool | None = None

    async def run(self) -> None:
        """Look after every call, until cancelled; the poller makes one every half minute at least."""
        while True:
            await self._reach.next_call()
            try:
                await self._look()
            except Exception as error:
                if not is_trouble(error):
                    raise
                log.warning("silence_not_kept", error=str(error))

    async def _look(self) -> None:
        since = self._reach.silent_since
        if since is None:
            if self._said_silent is not False:
                await self._back()
                self._said_silent = False
        elif self._said_silent is not True and self._clock.now() - since >= self._after:
            await self._silent(since)
            self._said_silent = True
