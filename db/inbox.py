"""Updates as they came from Telegram: stored before they are acknowledged, done exactly once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from db.tables import inbox
from db.upsert import insert_into


@dataclass(frozen=True, slots=True)
class Received:
    """One update. `lane` is whoever sent it: the updates of a lane are handled in order, lanes side by side."""

    update_id: int
    lane: int
    payload: str
    attempts: int = 0


@cache
def _storing(dialect: str) -> Any:
    """Built once, because it runs with every batch of updates."""
    return insert_into(dialect, inbox).on_conflict_do_nothing(index_elements=["update_id"])


def store(connection: Connection, updates: Iterable[Received], now: datetime) -> None:
    """Keep the updates; one that was kept before is not kept twice, whatever order they come in."""
    rows = [
        {
            "update_id": u.update_id,
            "lane": u.lane,
            "payload": u.payload,
            "status": "pending",
            "attempts": 0,
            "received_at": now,
        }
        for u in updates
    ]
    if rows:
        connection.execute(_storing(connection.dialect.name), rows)


def pending(connection: Connection, most: int, after: int = -1) -> list[Received]:
    """The oldest updates that still want their turn."""
    query = (
        select(inbox.c.update_id, inbox.c.lane, inbox.c.payload, inbox.c.attempts)
        .where(inbox.c.status == "pending", inbox.c.update_id > after)
        .order_by(inbox.c.update_id)
        .limit(most)
    )
    return [Received(*row) for row in connection.execute(query)]


_MARK_DONE = (
    update(inbox)
    .where(inbox.c.update_id == bindparam("number"), inbox.c.status == "pending")
    .values(status="done", done_at=bindparam("now"))
)
"""Built once, because it runs with every update."""


def mark_done(connection: Connection, update_id: int, now: datetime) -> bool:
    """Mark it done; False when it was done before, and then its effects must not happen again."""
    return connection.execute(_MARK_DONE, {"number": update_id, "now": now}).rowcount > 0


def record_failure(connection: Connection, update_id: int, error: str, last_try: bool, now: datetime) -> None:
    """Keep what went wrong; after the last try the row is `failed`, counted, and stands in nobody's way."""
    status = "failed" if last_try else "pending"
    connection.execute(
        update(inbox)
        .where(inbox.c.update_id == update_id, inbox.c.status == "pending")
        .values(status=status, attempts=inbox.c.attempts + 1, error=error, done_at=now if last_try else None)
    )


def count_by_status(connection: Connection) -> dict[str, int]:
    """How many updates are pending, done and failed."""
    query = select(inbox.c.status, func.count()).group_by(inbox.c.status)
    return dict(connection.execute(query).all())
