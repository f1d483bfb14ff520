"""What an outbox row looks like to whoever gets it, drawn from the database at the moment it is sent."""

import hashlib
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.languages import Language
from bot.domain.market import Market
from bot.ui.registry import CardRequest, NoticeRequest, render_card, render_notice
from bot.ui.view import View
from db import outbox, people
from db.outbox import Outgoing, SentCard


class UnreachableError(Exception):
    """The reader has blocked the bot: it is not to be tried, and what they still see is not to be touched."""


def draw(
    connection: Connection, item: Outgoing, market: Market, now: datetime
) -> tuple[View | None, SentCard | None, Language]:
    """The view in the reader's language (None: nothing to show any more) and the message that shows the card now."""
    person = people.find(connection, item.chat)
    language = person.language if person else market.language
    if person is not None and not person.reachable:
        raise UnreachableError(item.chat)
    known = outbox.sent_card(connection, item.chat, item.view, item.subject) if item.kind == "card" else None
    about = {
        "connection": connection,
        "chat_id": item.chat,
        "subject_id": item.subject,
        "language": language,
        "market": market,
        "now": now,
    }
    if item.kind == "card":
        return render_card(item.view, CardRequest(**about)), known, language  # type: ignore[arg-type]
    return render_notice(item.view, NoticeRequest(fields=item.fields, **about)), known, language  # type: ignore[arg-type]


def content_hash(view: View) -> str:
    """A fingerprint of what the view shows: an edit to the same is spared."""
    keyboard = view.keyboard.model_dump_json(exclude_none=True) if view.keyboard else ""
    pins = "".join(f"{pin.point}{pin.name}{pin.address}" for pin in view.media)
    return hashlib.sha256(f"{view.text}\0{keyboard}\0{pins}".encode()).hexdigest()
