"""Carries one outbox row to its chat: a notice as a message, a card as an edit where it can be one."""

from dataclasses import replace

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup
from sqlalchemy import Connection

from bot.delivery import messages
from bot.delivery.drawing import UnreachableError, content_hash, draw
from bot.delivery.pace import Passage
from bot.delivery.topics import Topics
from bot.domain.clock import Clock
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.ui.keyboards import remove
from bot.ui.texts import texts_of
from bot.ui.view import View
from db import outbox
from db.database import Database
from db.doubt import UNKNOWN, draw_anyway
from db.outbox import Outgoing, SentCard
from db.resuming import drop_unless_back
from db.transaction import Transaction

UNCHANGED = "message is not modified"
GONE = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "MESSAGE_ID_INVALID",
)
UNREACHABLE = "unreachable"
STAYS = frozenset({"prompt"})
"""Cards whose old messages are part of a conversation and stay in the chat's history."""
PINS = frozenset({"place"})
"""Cards that are a pin on the map: they can't be edited, only taken away."""
log = structlog.get_logger(__name__)


class Courier:
    """Draws the row, sends or edits, and remembers what the chat now shows."""

    def __init__(self, bot: Bot, database: Database, clock: Clock, market: Market) -> None:
        """Everything is drawn by the market's rules at the clock's time."""
        self._bot = bot
        self._database = database
        self._clock = clock
        self._market = market
        self._topics = Topics(bot, database)
        self._in_doubt: set[tuple[int, str, int]] = set()

    async def carry(self, item: Outgoing, passage: Passage) -> None:
        """Deliver the row; Telegram's errors go up to the sender, who knows what to do about them.

        A card is in doubt until what was done about it is kept: where an answer was lost, or the database away, nobody
        knows what the screen shows, and what was remembered of it spares no message.
        """
        now = self._clock.now()
        try:
            view, known, language = await self._database.read(lambda c: draw(c, item, self._market, now))
        except UnreachableError:
            await self._database.write(lambda connection: drop_unless_back(connection, item, now, UNREACHABLE))
            return
        card = (item.chat, item.view, item.subject)
        if known is not None and card in self._in_doubt:
            known = replace(known, content_hash=UNKNOWN)
        self._in_doubt.add(card)
        await self._deliver(item, view, known, language, passage)
        self._in_doubt.discard(card)

    async def _deliver(
        self, item: Outgoing, view: View | None, known: SentCard | None, language: Language, passage: Passage
    ) -> None:
        if view is None:
            await self._close(item, known, language, passage)
        elif item.kind == "card":
            await self._show(item, view, known, language, passage)
        else:
            await self._topics.send(item.chat, view, passage)
            await self._said(item)

    async def _close(self, item: Outgoing, known: SentCard | None, language: Language, passage: Passage) -> None:
        """Nothing to show any more: what was shown loses its buttons, what was not sent never is."""
        if known is not None:
            await self._retire(item, known, language, passage)
        now = self._clock.now()

        def closed(connection: Connection) -> None:
            if outbox.is_wanted(connection, item):
                outbox.forget(connection, item.chat, item.view, item.subject)
                outbox.finish(connection, item, now, "dropped")

        await self._database.write(closed)

    async def _show(
        self, item: Outgoing, view: View, known: SentCard | None, language: Language, passage: Passage
    ) -> None:
        if known is not None and _may_stay(item, view, known):
            if await self._edited(item, view, known, passage):
                await self._showed(item, _shown(view, known.message_id))
                return
        elif known is not None and not _replaces(view, known):
            await self._retire(item, known, language, passage)
        new = _shown(view, await self._topics.send(item.chat, view, passage))
        if not await self._done(item, new):
            await self._retire(item, new, language, passage)

    async def _showed(self, item: Outgoing, card: SentCard) -> None:
        """The edit is there; if another process has sent the row too, nobody knows whose edit came last."""
        if not await self._done(item, card):
            now, market = self._clock.now(), self._market
            await self._database.write(lambda connection: draw_anyway(Transaction(connection, now, market), item))

    async def _edited(self, item: Outgoing, view: View, known: SentCard, passage: Passage) -> bool:
        """Let the card's message show the view; False when that message is gone."""
        if known.content_hash == content_hash(view):
            return True
        await passage.message()
        try:
            await messages.edit(self._bot, item.chat, known.message_id, view)
        except TelegramBadRequest as error:
            if any(words in error.message for words in GONE):
                return False
            if UNCHANGED not in error.message:
                raise
        return True

    async def _retire(self, item: Outgoing, known: SentCard, language: Language, passage: Passage) -> None:
        """What becomes of the card's old message: a question stays as it was asked, without its buttons (a keyboard of
        ready answers leaves with a short word); any other card is deleted, so that only the truth is on the screen.
        """
        if item.view in PINS:
            await self._delete(item, known, passage)
        elif not known.editable:
            await passage.message()
            await self._bot.send_message(item.chat, texts_of(language).label("Got it."), reply_markup=remove())
        elif item.view not in STAYS:
            await self._delete(item, known, passage)
        elif known.has_inline_keyboard:
            await self._disarm(item, known, passage)

    async def _delete(self, item: Outgoing, known: SentCard, passage: Passage) -> None:
        """Telegram lets us delete for two days (and counts it for no limit); an older one can at least be disarmed."""
        try:
            await self._bot.delete_message(item.chat, known.message_id)
        except TelegramBadRequest as error:
            log.info("message_stays", chat=item.chat, message=known.message_id, error=error.message)
            if known.has_inline_keyboard:
                await self._disarm(item, known, passage)

    async def _disarm(self, item: Outgoing, known: SentCard, passage: Passage) -> None:
        await passage.message()
        try:
            await messages.take_buttons_away(self._bot, item.chat, known.message_id)
        except TelegramBadRequest as error:
            log.info("buttons_stay", chat=item.chat, message=known.message_id, error=error.message)

    async def _said(self, item: Outgoing) -> None:
        now = self._clock.now()
        await self._database.write(lambda connection: outbox.finish(connection, item, now, "sent"))

    async def _done(self, item: Outgoing, card: SentCard | None = None) -> bool:
        """Mark the row as sent; False when it was given up meanwhile, and its message is no card's."""
        now = self._clock.now()

        def done(connection: Connection) -> bool:
            wanted = outbox.is_wanted(connection, item)
            if wanted and card is not None:
                outbox.remember_card(connection, item, card, now)
            outbox.finish(connection, item, now, "sent")
            return wanted

        return await self._database.write(done)


def _shown(view: View, message_id: int) -> SentCard:
    inline = isinstance(view.keyboard, InlineKeyboardMarkup)
    return SentCard(message_id, content_hash(view), inline, messages.is_editable(view))


def _may_stay(item: Outgoing, view: View, known: SentCard) -> bool:
    """Whether the card's message can go on showing it, as it is or edited."""
    same = known.content_hash == content_hash(view)
    return not item.fresh and (same or (known.editable and messages.is_editable(view)))


def _replaces(view: View, known: SentCard) -> bool:
    """Whether the new message takes the place of the old one's keyboard by itself."""
    return not known.editable and isinstance(view.keyboard, ReplyKeyboardMarkup)
