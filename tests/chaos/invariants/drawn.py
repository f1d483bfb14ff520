"""What a message of the outbox or a card looks like on a screen when it is drawn anew, in any of the languages."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from aiogram.types import InlineKeyboardMarkup
from sqlalchemy import Row

from bot.domain.ids import ChatId
from bot.domain.languages import Language
from bot.ui.registry import CardRequest, NoticeRequest, render_card, render_notice
from bot.ui.view import View
from db import people
from playground.reading import plain
from playground.world.formatting import Source, formatted_text
from playground.world.state import Message
from tests.chaos.invariants.sight import Sight

Buttons = list[list[tuple[str, str]]]
Look = tuple[str, Buttons]
"""The words and the buttons, row by row, each with its label and its data."""


def notice_views(sight: Sight, row: Row[Any]) -> Iterator[View]:
    """The notice of an outbox row in each language (people change theirs), the reader's present one first."""
    for language in _languages(sight, row.chat_id):
        about = NoticeRequest(fields=row.fields, **_about(sight, row.chat_id, 0, language, sight.now))
        if (view := render_notice(row.view, about)) is not None:
            yield view


def card_views(sight: Sight, chat: int, view: str, subject: int, at: datetime) -> Iterator[View | None]:
    """The card at that moment in each language; older cards keep the one that their reader had then."""
    for language in _languages(sight, chat):
        yield render_card(view, CardRequest(**_about(sight, chat, subject, language, at)))


def _languages(sight: Sight, chat: int) -> list[Language]:
    person = people.find(sight.connection, chat)
    own = person.language if person else sight.market.language
    return sorted(Language, key=lambda language: language is not own)


def _about(sight: Sight, chat: int, subject: int, language: Language, now: datetime) -> dict[str, Any]:
    return {
        "connection": sight.connection,
        "chat_id": ChatId(chat),
        "subject_id": subject,
        "language": language,
        "market": sight.market,
        "now": now,
    }


def words_of(view: View) -> str:
    """A view's text as people read it; '' for a pin."""
    return plain(formatted_text(Source(str(view.text), "HTML")).text) if view.text else ""


def look_of_view(view: View) -> Look:
    """What the view would show."""
    if not isinstance(view.keyboard, InlineKeyboardMarkup):
        return words_of(view), []
    rows = view.keyboard.inline_keyboard
    return words_of(view), [[(button.text, button.callback_data or "") for button in row] for row in rows]


def look_of_message(message: Message) -> Look:
    """What the message shows."""
    rows = message.inline_keyboard or ()
    return plain(message.text), [[(button["text"], button.get("callback_data", "")) for button in row] for row in rows]
