"""Emptying what is over of what it need not know any more, some rows at a time."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, Text, cast, delete, select, update

from bot.domain.cases import CaseStatus
from bot.domain.orders import OrderStatus
from bot.domain.technicians import ENDED
from db.tables import (
    case_messages,
    cases,
    credentials,
    documents,
    inbox,
    job_photos,
    jobs,
    orders,
    outbox,
    places,
    relayed_messages,
    technicians,
)
from db.transaction import Transaction

NO_ADDRESS: dict[str, Any] = {"point": None, "words": "", "phone": None}
_DISPUTED = (
    select(jobs.c.id).join(orders, orders.c.id == jobs.c.order_id).where(orders.c.status == OrderStatus.DISPUTED.value)
)


def empty_addresses(tx: Transaction, before: datetime, most: int) -> int:
    """Take address and number from orders that ended before then; the district stays."""
    return _change(tx, orders, NO_ADDRESS, most, orders.c.closed_at < before, orders.c.point.is_not(None))


def forget_address_notes(tx: Transaction, before: datetime, most: int) -> int:
    """Take the notes from places where nothing was ordered since then: gate codes change, and it may be asked again."""
    return _change(tx, places, {"note": None}, most, places.c.used_at < before, places.c.note != "")


def forget_relayed(tx: Transaction, before: datetime, most: int) -> int:
    """Delete messages between customer and technician from before then, but where they are at odds."""
    old = (relayed_messages.c.at < before, relayed_messages.c.job_id.not_in(_DISPUTED))
    return _delete(tx, relayed_messages, relayed_messages.c.id, most, *old)


def forget_said(tx: Transaction, before: datetime, most: int) -> int:
    """Delete what was said before then in cases that are solved."""
    solved = select(cases.c.id).where(cases.c.status == CaseStatus.SOLVED.value)
    old = (case_messages.c.at < before, case_messages.c.case_id.in_(solved))
    return _delete(tx, case_messages, case_messages.c.id, most, *old)


def forget_work_photos(tx: Transaction, before: datetime, most: int) -> int:
    """Delete Telegram's names of photos that technicians took before then, but where they prove something."""
    old = (job_photos.c.at < before, job_photos.c.job_id.not_in(_DISPUTED))
    return _delete(tx, job_photos, job_photos.c.id, most, *old)


def forget_attachments(tx: Transaction, before: datetime, most: int) -> int:
    """Take the photos and recordings from orders that ended before then."""
    has_some = cast(orders.c.attachments, Text) != "[]"
    return _change(tx, orders, {"attachments": []}, most, orders.c.closed_at < before, has_some)


def forget_documents(tx: Transaction, before: datetime, most: int) -> int:
    """Delete the documents of applicants who were rejected, or have withdrawn, before then."""
    return _delete(tx, documents, documents.c.id, most, documents.c.technician_id.in_(_ended(before)))


def forget_credentials(tx: Transaction, before: datetime, most: int) -> int:
    """Delete what they have shown besides, document by document."""
    return _delete(tx, credentials, credentials.c.id, most, credentials.c.technician_id.in_(_ended(before)))


def _ended(before: datetime) -> Select[int]:
    ended = technicians.c.status.in_([status.value for status in ENDED])
    return select(technicians.c.person_id).where(ended, technicians.c.decided_at < before)


def empty_updates(tx: Transaction, before: datetime, most: int, status: str = "done") -> int:
    """Empty updates that came to this end before then of what people wrote."""
    full = (inbox.c.status == status, inbox.c.done_at < before, inbox.c.payload != "")
    return _change(tx, inbox, {"payload": ""}, most, *full)


def empty_messages(tx: Transaction, before: datetime, most: int, *statuses: str) -> int:
    """Empty messages that came to one of these ends and were queued before then."""
    full = (outbox.c.status.in_(statuses), outbox.c.created_at < before, outbox.c.fields != {})
    return _change(tx, outbox, {"fields": {}}, most, *full)


def _change(tx: Transaction, table: Table, values: dict[str, Any], most: int, *which: ColumnElement[bool]) -> int:
    (key,) = table.primary_key.columns
    some = select(key).where(*which).order_by(key).limit(most)
    return tx.execute(update(table).where(key.in_(some)).values(**values)).rowcount


def _delete(tx: Transaction, table: Table, key: Column[Any], most: int, *which: ColumnElement[bool]) -> int:
    some = select(key).where(*which).order_by(key).limit(most)
    return tx.execute(delete(table).where(key.in_(some))).rowcount
