"""Carries one outbox row to its chat: a notice as a message, a card as an edit where it can be one."""

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup
from sqlalchemy import Connection

from bot.delivery import messages
from bot.delivery.drawing import content_hash, draw
from bot.domain.clock import Clock
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.ui.keyboards import remove
from bot.ui.texts import texts_of
from bot.ui.view import View
from db import outbox
from db.database import Database
from db.outbox import Outgoing, SentCard

UNCHANGED = "message is not modified"
GONE = ("message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID")
log = structlog.get_logger(__name__)


class Courier:
    """Draws the row, sends or edits, and remembers what the chat now shows."""

    def __init__(self, bot: Bot, database: Database, clock: Clock, market: Market) -> None:
        """Everything is drawn by the market's rules at the clock's time."""
        self._bot = bot
        self._database = database
        self._clock = clock
        self._market = market

    async def carry(self, item: Outgoing) -> None:
        """Deliver the row; Telegram's errors go up to the sender, who knows what to do about them."""
        now = self._clock.now()
        view, known, language = await self._database.read(lambda c: draw(c, item, self._market, now))
        if view is None:
            await self._close(item, known, language)
        elif item.kind == "card":
            await self._show(item, view, known, language)
        else:
            await messages.send(self._bot, item.chat, view)
            await self._done(item, "sent")

    async def _close(self, item: Outgoing, known: SentCard | None, language: Language) -> None:
        """Nothing to show any more: what was shown loses its buttons, what was not sent never is."""
        if known is not None:
            await self._retire(item, known, language)
            await self._database.write(lambda c: outbox.forget(c, item.chat, item.view, item.subject))
        await self._done(item, "dropped")

    async def _show(self, item: Outgoing, view: View, known: SentCard | None, language: Language) -> None:
        in_place = known is not None and known.editable and messages.is_editable(view) and not item.fresh
        if known is not None and in_place and await self._edited(item, view, known):
            message_id = known.message_id
        else:
            replaced = known is not None and not known.editable and isinstance(view.keyboard, ReplyKeyboardMarkup)
            if known is not None and not replaced:
                await self._retire(item, known, language)
            message_id = await messages.send(self._bot, item.chat, view)
        card = SentCard(
            message_id,
            content_hash(view),
            isinstance(view.keyboard, InlineKeyboardMarkup),
            messages.is_editable(view),
        )
        await self._done(item, "sent", card)

    async def _edited(self, item: Outgoing, view: View, known: SentCard) -> bool:
        """Edit the card's message; False when that message is gone and a new one is needed."""
        if known.content_hash == content_hash(view):
            return True
        try:
            await messages.edit(self._bot, item.chat, known.message_id, view)
        except TelegramBadRequest as error:
            if UNCHANGED in error.message:
                return True
            if any(words in error.message for words in GONE):
                return False
            raise
        return True

    async def _retire(self, item: Outgoing, known: SentCard, language: Language) -> None:
        """Take the buttons off the card's old message; a keyboard of ready answers leaves with a short word."""
        if not known.editable:
            await self._bot.send_message(item.chat, texts_of(language).label("Got it."), reply_markup=remove())
        elif known.has_inline_keyboard:
            try:
                await messages.take_buttons_away(self._bot, item.chat, known.message_id)
            except TelegramBadRequest as error:
                log.info("buttons_stay", chat=item.chat, message=known.message_id, error=error.message)

    async def _done(self, item: Outgoing, status: str, card: SentCard | None = None) -> None:
        now = self._clock.now()

        def done(connection: Connection) -> None:
            if card is not None:
                outbox.remember_card(connection, item, card, now)
            outbox.finish(connection, item, now, status)

        await self._database.write(done)
