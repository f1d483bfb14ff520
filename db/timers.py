"""Deadlines: rows written with the change that wants them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update

from db.order_concerned import order_of, thing_due
from db.tables import timers
from db.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Timer:
    """A deadline and the version its subject had when it was set: a subject that moved on is left alone.

    `order`: the one that it belongs to, for the log.
    """

    id: int
    kind: str
    subject: int
    version: int
    due: datetime
    attempts: int
    order: int | None = None


def set_timer(tx: Transaction, kind: str, subject: int, version: int, due: datetime) -> None:
    """Let `kind` happen to the subject when it is due."""
    tx.execute(
        timers.insert().values(
            kind=kind, subject_id=int(subject), version=version, due=due, status="pending", attempts=0
        )
    )


def is_pending(connection: Connection, kind: str, subject: int = 0) -> bool:
    """Whether a timer of that kind about that subject is still to come."""
    which = [timers.c.status == "pending", timers.c.kind == kind, timers.c.subject_id == subject]
    return connection.execute(select(timers.c.id).where(*which).limit(1)).first() is not None


_DUE = (
    select(timers)
    .where(
        timers.c.status == "pending",
        timers.c.due <= bindparam("now"),
        timers.c.id.not_in(bindparam("under_way", expanding=True)),
    )
    .order_by(timers.c.due, timers.c.id)
    .limit(bindparam("most"))
)


def due_timers(connection: Connection, now: datetime, most: int = 100, under_way: Collection[int] = ()) -> list[Timer]:
    """What is due, the oldest first; `under_way`: what is being done already."""
    found = connection.execute(_DUE, {"now": now, "most": most, "under_way": list(under_way)})
    return [_timer(connection, row) for row in found]


def _timer(connection: Connection, row: Row[Any]) -> Timer:
    order = order_of(connection, thing_due(row.kind, row.subject_id))
    return Timer(row.id, row.kind, row.subject_id, row.version, row.due, row.attempts, order)


_NEXT_DUE = (
    select(timers.c.due)
    .where(timers.c.status == "pending", timers.c.id.not_in(bindparam("under_way", expanding=True)))
    .order_by(timers.c.due)
    .limit(1)
)


def next_due(connection: Connection, under_way: Collection[int] = ()) -> datetime | None:
    """When the next deadline is, besides what is being done already."""
    return connection.execute(_NEXT_DUE, {"under_way": list(under_way)}).scalar()


def mark_fired(tx: Transaction, timer: Timer) -> bool:
    """Take the timer; False when another process was faster."""
    return tx.changed(
        update(timers).where(timers.c.id == timer.id, timers.c.status == "pending").values(status="fired")
    )


def record_failure(tx: Transaction, timer: Timer, error: str, retry_at: datetime | None) -> None:
    """Keep the error; try again then, or never (`failed`, counted by the operators' figures)."""
    tx.execute(
        update(timers)
        .where(timers.c.id == timer.id, timers.c.status == "pending")
        .values(
            status="failed" if retry_at is None else "pending",
            due=retry_at or timer.due,
            attempts=timers.c.attempts + 1,
            error=error,
        )
    )


def count_failed(connection: Connection) -> int:
    """How many deadlines have failed for good."""
    query = select(func.count()).select_from(timers).where(timers.c.status == "failed")
    return int(connection.execute(query).scalar_one())
