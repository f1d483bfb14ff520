"""Whose hours are quiet when, and what waits meanwhile: rows of the outbox that no sender looks at yet."""

from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from db.outbox import LONG_AGO, Fields, Priority, notify, show_card
from db.tables import outbox, people
from db.transaction import Transaction

HELD = "held"
"""The status of what waits for the morning."""


def chosen(connection: Connection, person: int) -> str | None:
    """What the person has chosen; None: nothing."""
    return connection.execute(select(people.c.quiet_hours).where(people.c.id == person)).scalar()


def choose(tx: Transaction, person: int, hours: str | None) -> None:
    """Keep it; None: whatever is usual."""
    tx.execute(update(people).where(people.c.id == person).values(quiet_hours=hours))


def hold_card(tx: Transaction, chat: int, view: str, subject: int, priority: Priority) -> None:
    """Let the card wait."""
    _hold(tx, chat, "card", view, priority, subject_id=int(subject), fields={}, fresh_version=0)


def hold_notice(tx: Transaction, chat: int, view: str, fields: Fields, priority: Priority) -> None:
    """Let the news wait."""
    _hold(tx, chat, "notice", view, priority, subject_id=0, fields=dict(fields), fresh_version=0)


def count_held(connection: Connection, chat: int) -> int:
    """How much waits for this chat."""
    query = select(func.count()).where(outbox.c.chat_id == chat, outbox.c.status == HELD)
    return int(connection.execute(query).scalar_one())


def release(tx: Transaction, chat: int) -> None:
    """Send on what has waited, in its order; a card that was asked for several times is drawn once, as it is now."""
    waiting = (outbox.c.chat_id == chat, outbox.c.status == HELD)
    for row in tx.execute(select(outbox).where(*waiting).order_by(outbox.c.id)).all():
        if row.kind == "card":
            show_card(tx, chat, row.view, row.subject_id, priority=Priority(row.priority), fresh=True)
        else:
            notify(tx, chat, row.view, row.fields, priority=Priority(row.priority))
    tx.execute(delete(outbox).where(*waiting))


def _hold(tx: Transaction, chat: int, kind: str, view: str, priority: Priority, **values: Any) -> None:
    row = {"chat_id": int(chat), "kind": kind, "view": view, "priority": int(priority), "status": HELD, **values}
    tx.execute(
        outbox.insert().values(row | {"version": 0, "attempts": 0, "not_before": LONG_AGO, "created_at": tx.now})
    )
