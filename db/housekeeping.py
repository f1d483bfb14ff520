"""Deleting what was done long ago, some rows at a time."""

from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, select

from bot.domain.interviews import InterviewStatus
from db.desk_pages import DESK_PAGE
from db.geocodes import LASTS
from db.tables import (
    cards,
    claim_attempts,
    desk_pages,
    geocodes,
    inbox,
    interviews,
    online_spells,
    outage_notices,
    outages,
    outbox,
    sms,
    timers,
    unheard,
)
from db.transaction import Transaction

OUTAGE, DESK_INTERVIEW = "outage", "desk_interview"
"""Cards whose subject is a notice of an outage, and an interview."""


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


def forget_desk_pages(tx: Transaction, before: datetime, most: int) -> int:
    """Delete lists that operators opened before then, with the notes of which messages show them.

    One that is about to be drawn stays: somebody leafs through it.
    """
    drawn = select(outbox.c.subject_id).where(outbox.c.view == DESK_PAGE, outbox.c.status == "pending")
    old = (desk_pages.c.opened_at < before, desk_pages.c.id.not_in(drawn))
    return _delete_shown(tx, desk_pages, DESK_PAGE, most, *old)


def forget_online_spells(tx: Transaction, before: datetime, most: int) -> int:
    """Delete when technicians were online, where that ended before then."""
    return _delete(tx, online_spells, most, online_spells.c.ended_at < before)


def forget_unheard(tx: Transaction, before: datetime, most: int) -> int:
    """Delete what answered nothing before then and was not sent on."""
    return _delete(tx, unheard, most, unheard.c.at < before)


def forget_sms(tx: Transaction, before: datetime, most: int) -> int:
    """Delete what is known of text messages that were decided before then."""
    return _delete(tx, sms, most, sms.c.decided_at < before)


def forget_outage_notices(tx: Transaction, before: datetime, most: int) -> int:
    """Delete who was told of which job in outages that were over before then, with the notes of these messages."""
    over = select(outages.c.id).where(outages.c.ended_at < before)
    return _delete_shown(tx, outage_notices, OUTAGE, most, outage_notices.c.outage_id.in_(over))


def forget_free_times(tx: Transaction, before: datetime, most: int) -> int:
    """Delete times for an interview that were over before then and that nobody has chosen."""
    unused = (interviews.c.status == InterviewStatus.FREE.value, interviews.c.ends_at < before)
    return _delete_shown(tx, interviews, DESK_INTERVIEW, most, *unused)


def forget_geocodes(tx: Transaction, most: int) -> int:
    """Delete addresses that were looked up too long ago to be of use."""
    return _delete(tx, geocodes, most, geocodes.c.at < tx.now - LASTS)


def _delete_shown(tx: Transaction, table: Table, view: str, most: int, *conditions: ColumnElement[bool]) -> int:
    """Rows that are the subjects of a card, with the notes of which messages show them."""
    shown = select(table.c.id).where(*conditions).order_by(table.c.id).limit(most)
    tx.execute(delete(cards).where(cards.c.view == view, cards.c.subject_id.in_(shown)))
    return _delete(tx, table, most, *conditions)


def _delete(tx: Transaction, table: Table, most: int, *conditions: ColumnElement[bool]) -> int:
    (key,) = table.primary_key.columns
    old = select(key).where(*conditions).order_by(key).limit(most)
    return tx.execute(delete(table).where(key.in_(old))).rowcount
