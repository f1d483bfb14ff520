"""Every act of the staff, kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.domain.ids import PersonId
from db.tables import audit
from db.transaction import Transaction


def record(tx: Transaction, actor: PersonId, act: str, subject: str, details: Mapping[str, Any] | None = None) -> None:
    """Keep who did what to whom: `subject` is 'order:12' or 'person:34'."""
    tx.execute(audit.insert().values(at=tx.now, actor_id=actor, act=act, subject=subject, details=dict(details or {})))


def about(connection: Connection, subject: str, most: int = 20) -> list[Row[Any]]:
    """The latest acts on one subject, newest first."""
    query = select(audit).where(audit.c.subject == subject).order_by(audit.c.id.desc()).limit(most)
    return list(connection.execute(query))
