"""What people are to be told, written with the change it tells of.

Use cases call `show_card` and `notify`; the sender takes it from there with the other functions.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, bindparam, case, delete, exists, func, null, select, union, update

from bot.domain.ids import ChatId
from db.tables import cards, outbox
from db.tables.delivery import PENDING_CARD
from db.transaction import Transaction
from db.upsert import insert, insert_into

Fields = Mapping[str, Any]
"""What a notice's template needs: only what JSON can carry."""


LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)  # whatever the clock says: it may be set back before the sender looks


class Priority(IntEnum):
    """Who is served first when Telegram's limits make people wait."""

    ANSWER = 0
    NEWS = 1
    OFFER = 2
    BROADCAST = 3


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One row on its way out. `version` grows whenever the card changes before it has been sent.

    `fresh`: what comes is a new message, not an edit.
    """

    id: int
    chat: ChatId
    kind: str
    view: str
    subject: int
    fields: dict[str, Any]
    fresh: bool
    priority: Priority
    version: int
    attempts: int


@dataclass(frozen=True, slots=True)
class SentCard:
    """The message that shows a card, and a hash of what it shows, to spare an edit that changes nothing."""

    message_id: int
    content_hash: str
    has_inline_keyboard: bool
    editable: bool


# The statements of every turn and message are built once: building one takes longer than running it.
_INSERT = outbox.insert()
_OWN = (outbox.c.id == bindparam("item"), outbox.c.status == "pending")
_WANTED = select(outbox.c.id).where(*_OWN).with_for_update()
_NEXT_RETRY = select(func.min(outbox.c.not_before)).where(
    outbox.c.status == "pending", outbox.c.not_before > bindparam("now")
)
_DUE = select(outbox.c.id).where(outbox.c.status == "pending", outbox.c.not_before <= bindparam("now")).limit(1)
_FINISH = (
    update(outbox)
    .where(*_OWN, outbox.c.version == bindparam("drawn"))
    .values(status=bindparam("outcome"), sent_at=bindparam("now"), error=bindparam("words"))
)
_SENT_CARD = select(cards).where(
    cards.c.chat_id == bindparam("chat"), cards.c.view == bindparam("view"), cards.c.subject_id == bindparam("subject")
)

_OF_CARD = select(cards.c.chat_id).where(cards.c.view == bindparam("view"), cards.c.subject_id == bindparam("subject"))
_WAITING = (PENDING_CARD, outbox.c.view == bindparam("view"), outbox.c.subject_id == bindparam("subject"))
_CHATS_WITH_CARD = union(_OF_CARD, select(outbox.c.chat_id).where(*_WAITING))


def show_card(
    tx: Transaction,
    chat: int,
    view: str,
    subject: int,
    *,
    priority: Priority = Priority.NEWS,
    fresh: bool = False,
) -> None:
    """Let this chat's card of the subject be drawn (again). Several wishes before it is sent make one message."""
    asked_fresh = 0 if fresh else None
    row = _row(tx, chat, "card", view, priority, subject_id=int(subject), fields={}, fresh_version=asked_fresh)
    tx.connection.execute(_showing(tx.connection.dialect.name), row)


@cache
def _showing(dialect: str) -> Any:
    """A waiting card becomes by one more wish: a newer version, fresh if either asked for it, the more urgent."""
    statement = insert_into(dialect, outbox)
    wish = statement.excluded
    merged = {
        "version": outbox.c.version + 1,
        "fresh_version": case((wish.fresh_version.is_not(None), outbox.c.version + 1), else_=outbox.c.fresh_version),
        "priority": case((outbox.c.priority < wish.priority, outbox.c.priority), else_=wish.priority),
    }
    one_a_card = ["chat_id", "view", "subject_id"]
    return statement.on_conflict_do_update(index_elements=one_a_card, index_where=PENDING_CARD, set_=merged)


def notify(
    tx: Transaction, chat: int, view: str, fields: Fields | None = None, *, priority: Priority = Priority.NEWS
) -> None:
    """Queue a one-off message. `fields` hold what the view needs, by name."""
    row = _row(tx, chat, "notice", view, priority, subject_id=0, fields=dict(fields or {}), fresh_version=0)
    tx.connection.execute(_INSERT, row)


def _row(tx: Transaction, chat: int, kind: str, view: str, priority: Priority, **values: Any) -> dict[str, Any]:
    return {
        "chat_id": int(chat),
        "kind": kind,
        "view": view,
        "priority": int(priority),
        "version": 0,
        "status": "pending",
        "attempts": 0,
        "not_before": LONG_AGO,
        "created_at": tx.now,
        **values,
    }


_CHATS = (
    select(func.min(outbox.c.id).label("id"), func.min(outbox.c.priority).label("urgency"))
    .where(outbox.c.status == "pending", outbox.c.chat_id.not_in(bindparam("busy", expanding=True)))
    .group_by(outbox.c.chat_id)
    .subquery()
)
_HEADS = (
    select(outbox)
    .join(_CHATS, _CHATS.c.id == outbox.c.id)
    .where(outbox.c.not_before <= bindparam("now"))
    .order_by(_CHATS.c.urgency, outbox.c.id)
    .limit(bindparam("most"))
)


def heads(connection: Connection, now: datetime, busy: Collection[int], most: int) -> list[Outgoing]:
    """The oldest waiting row of each chat that is not busy, the chats with the most urgent business first.

    A chat whose oldest row was postponed waits with all that it has, and stands in nobody else's way.
    """
    rows = connection.execute(_HEADS, {"now": now, "busy": list(busy), "most": most})
    return [_outgoing(row) for row in rows]


def _outgoing(row: Row[Any]) -> Outgoing:
    return Outgoing(
        row.id,
        ChatId(row.chat_id),
        row.kind,
        row.view,
        row.subject_id,
        row.fields,
        row.fresh_version is not None,
        Priority(row.priority),
        row.version,
        row.attempts,
    )


def next_retry(connection: Connection, now: datetime) -> datetime | None:
    """When the earliest of the postponed rows may be tried again."""
    return connection.execute(_NEXT_RETRY, {"now": now}).scalar()


def is_due(connection: Connection, now: datetime) -> bool:
    """Whether anything waits to be sent that was not postponed until later."""
    return connection.execute(_DUE, {"now": now}).first() is not None


def finish(connection: Connection, item: Outgoing, now: datetime, status: str, error: str | None = None) -> None:
    """Mark the row `sent`, `dropped` or `dead`, unless the card changed meanwhile: then it stays for another edit."""
    outcome = {"item": item.id, "drawn": item.version, "outcome": status, "now": now, "words": error}
    if connection.execute(_FINISH, outcome).rowcount == 0 and status == "sent":
        # It has just got what was asked for until it was drawn; a new message asked for since then is still owed.
        owed = case((outbox.c.fresh_version > item.version, outbox.c.fresh_version), else_=null())
        left = update(outbox).where(outbox.c.id == item.id, outbox.c.status == "pending")
        connection.execute(left.values(fresh_version=owed, attempts=0, error=None))


def is_wanted(connection: Connection, item: Outgoing) -> bool:
    """Whether the row still waits to be sent: it may have been given up while it was on its way."""
    return connection.execute(_WANTED, {"item": item.id}).first() is not None


def postpone(connection: Connection, item: Outgoing, until: datetime, error: str) -> None:
    """Keep the row for another try."""
    connection.execute(
        update(outbox)
        .where(outbox.c.id == item.id, outbox.c.status == "pending")
        .values(not_before=until, attempts=outbox.c.attempts + 1, error=error)
    )


def sent_card(connection: Connection, chat: int, view: str, subject: int) -> SentCard | None:
    """The message that shows this card now."""
    row = connection.execute(_SENT_CARD, {"chat": chat, "view": view, "subject": subject}).first()
    if row is None:
        return None
    return SentCard(row.message_id, row.content_hash, row.has_inline_keyboard, row.editable)


def chats_with_card(connection: Connection, view: str, subject: int) -> list[int]:
    """The chats that have been shown this card, or are about to be: it may be on its way as it was a moment ago."""
    return sorted(connection.execute(_CHATS_WITH_CARD, {"view": view, "subject": subject}).scalars())


def is_shown_since(connection: Connection, chat: int, view: str, subject: int, since: datetime) -> bool:
    """Whether this chat was sent the card then or later, or is about to be."""
    key = [cards.c.chat_id == chat, cards.c.view == view, cards.c.subject_id == subject]
    waiting = [outbox.c.chat_id == chat, outbox.c.view == view, outbox.c.subject_id == subject]
    shown = select(cards.c.sent_at).where(*key, cards.c.sent_at >= since)
    wanted = select(outbox.c.id).where(*waiting, outbox.c.status == "pending")
    return any(connection.execute(query).first() is not None for query in (shown, wanted))


def latest_cards(connection: Connection, chat: int, most: int) -> list[tuple[str, int]]:
    """The cards that this chat was sent last, newest first: view and subject of each."""
    query = (
        select(cards.c.view, cards.c.subject_id)
        .where(cards.c.chat_id == chat)
        .order_by(cards.c.sent_at.desc())
        .limit(most)
    )
    return [(view, subject) for view, subject in connection.execute(query)]


def remember_card(connection: Connection, item: Outgoing, card: SentCard, now: datetime) -> None:
    """Keep which message shows the card, for the next edit."""
    values = {
        "message_id": card.message_id,
        "content_hash": card.content_hash,
        "has_inline_keyboard": card.has_inline_keyboard,
        "editable": card.editable,
        "sent_at": now,
    }
    key = {"chat_id": item.chat, "view": item.view, "subject_id": item.subject}
    statement = insert(connection, cards).values(**key, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))


def forget(connection: Connection, chat: int, view: str, subject: int) -> None:
    """The card's message is no longer the card's: the next `show_card` begins a new one."""
    of_card = (cards.c.chat_id == chat, cards.c.view == view, cards.c.subject_id == subject)
    connection.execute(delete(cards).where(*of_card))


def hand_over_card(tx: Transaction, chat: int, old: tuple[str, int], new: tuple[str, int]) -> None:
    """Let the message that shows the old card show the new one from now on (each a view and its subject)."""
    # What waits to be sent goes first: a sender that is just keeping the old card's message has done so afterwards.
    pending_old = [outbox.c.chat_id == chat, outbox.c.view == old[0], outbox.c.subject_id == old[1]]
    tx.execute(update(outbox).where(*pending_old, outbox.c.status == "pending").values(status="dropped"))
    forget(tx.connection, chat, *new)
    of_old = [cards.c.chat_id == chat, cards.c.view == old[0], cards.c.subject_id == old[1]]
    tx.execute(update(cards).where(*of_old).values(view=new[0], subject_id=new[1]))


def drop_for(tx: Transaction, chat: int, reason: str) -> None:
    """Nothing pending reaches this chat any more (the bot is blocked there)."""
    tx.execute(
        update(outbox)
        .where(outbox.c.chat_id == chat, outbox.c.status == "pending")
        .values(status="dropped", error=reason)
    )


def move_chat(tx: Transaction, old: int, new: int) -> None:
    """A group got a new id: what waits for it goes there; its cards begin anew."""
    pending = outbox.c.status == "pending"
    there = select(outbox.c.view, outbox.c.subject_id).where(outbox.c.chat_id == new, PENDING_CARD).subquery()
    twin = exists().where(there.c.view == outbox.c.view, there.c.subject_id == outbox.c.subject_id)
    of_old = (outbox.c.chat_id == old, pending)
    tx.execute(update(outbox).where(*of_old, outbox.c.kind == "card", twin).values(status="dropped"))
    tx.execute(update(outbox).where(*of_old).values(chat_id=new))
    tx.execute(delete(cards).where(cards.c.chat_id == old))


def count_by_status(connection: Connection) -> dict[str, int]:
    """How many rows are pending, sent, dropped and dead (the dead-letter list)."""
    query = select(outbox.c.status, func.count()).group_by(outbox.c.status)
    return dict(connection.execute(query).all())
