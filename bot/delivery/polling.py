"""Long polling: an update is confirmed to Telegram only after it is a row in the inbox.

Telegram forgets an update when a later getUpdates carries a higher offset, and that one is sent after the commit.
"""

import asyncio
import json
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramConflictError, TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod

from bot.delivery.intake import Intake
from bot.delivery.lanes import lane_of
from db.inbox import Received
from db.trouble import is_trouble

LONGEST_WAIT = 30
"""Seconds a poll waits for something to happen."""
BEFORE_NEXT_TRY = (1, 2, 4, 8, 15)
"""Seconds to wait after failed polls in a row; the last one repeats."""
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member", "pre_checkout_query"]
WEBHOOK_IS_SET = "webhook is active"
"""What Telegram says to a poller while updates are posted somewhere."""
log = structlog.get_logger(__name__)


class RawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates with the updates as they came: the inbox keeps them word for word."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int = LONGEST_WAIT
    allowed_updates: list[str] = ALLOWED_UPDATES


HELD = Response[list[dict[str, Any]]]
"""Held for the same reason as in `messages.py`."""


class Poller:
    """Fetches updates for ever, through whatever Telegram and the network come up with."""

    def __init__(self, bot: Bot, intake: Intake, longest_wait: int = LONGEST_WAIT) -> None:
        """Hand what comes to the intake."""
        self._bot = bot
        self._intake = intake
        self._wait = longest_wait
        self._offset: int | None = None
        self._failures = 0
        self._conflicts = 0

    async def run(self) -> None:
        """Poll until cancelled. What was not stored is not confirmed, so Telegram sends it again."""
        while True:
            try:
                await self._poll()
                self._failures = self._conflicts = 0
            except Exception as error:
                if not (isinstance(error, TelegramAPIError | ClientDecodeError) or is_trouble(error)):
                    raise
                await asyncio.sleep(self._pause_after(error))

    async def _poll(self) -> None:
        request = RawUpdates(offset=self._offset, timeout=self._wait)
        try:
            updates = await self._bot(request, request_timeout=self._wait + 15)
        except TelegramConflictError as error:
            if WEBHOOK_IS_SET not in error.message:
                raise
            log.warning("webhook_deleted", advice="updates are fetched, because delivery.webhook.url is not set")
            await self._bot.delete_webhook()
            return
        if updates:
            await self._intake.take([received(update) for update in updates])
            self._offset = max(update["update_id"] for update in updates) + 1

    def _pause_after(self, error: Exception) -> float:
        """Real seconds until the next try. Two bots with one token interrupt each other for ever: it is said once."""
        self._failures += 1
        pause: float = BEFORE_NEXT_TRY[min(self._failures, len(BEFORE_NEXT_TRY)) - 1]
        if isinstance(error, TelegramConflictError):
            self._conflicts += 1
            if self._conflicts == 1:
                log.error("another_process_polls", advice="stop the other bot that runs with this token")
        else:
            pause = error.retry_after if isinstance(error, TelegramRetryAfter) else pause
            log.warning("poll_failed", error=str(error), next_try_in=pause)
        return pause


def received(update: dict[str, Any]) -> Received:
    """The row an update becomes."""
    return Received(update["update_id"], lane_of(update), json.dumps(update, ensure_ascii=False))
