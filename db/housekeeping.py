"""Deleting what was done long ago, some rows at a time."""

from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, select

from db.tables import claim_attempts, inbox, outbox, timers
from db.transaction import Transaction


def forget_updates(tx: Transaction, before: datetime, most: int) -> int:
    """Delete updates that were done before then, at most so many; how many it was."""
    return _delete(tx, inbox, most, inbox.c.status == "done", inbox.c.done_at < before)


def forget_messages(tx: Transaction, before: datetime, most: int) -> int:
    """Delete messages that were sent or dropped and queued before then."""
    over = outbox.c.status.in_(["sent", "dropped"])
    return _delete(tx, outbox, most, over, outbox.c.created_at < before)


def forget_timers(tx: Transaction, before: datetime, most: int) -> int:
    """Delete timers that fired and were due before then."""
    return _delete(tx, timers, most, timers.c.status == "fired", timers.c.due < before)


def forget_claim_attempts(tx: Transaction, before: datetime, most: int) -> int:
    """Delete wrong claim codes that were tried before then."""
    return _delete(tx, claim_attempts, most, claim_attempts.c.at < before)


def _delete(tx: Transaction, table: Table, most: int, *conditions: ColumnElement[bool]) -> int:
    (key,) = table.primary_key.columns
    old = select(key).where(*conditions).order_by(key).limit(most)
    return tx.execute(delete(table).where(key.in_(old))).rowcount
