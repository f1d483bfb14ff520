"""A person's traces: what is erased, and what stays under a name that nobody can lead back to them.

The ledger (orders, jobs, what they paid, stars) needs somebody to have been there. So the rows are handed over to a
pseudonym: a person of a number that is none of Telegram's, without a name.
"""

import secrets
from typing import Any

from sqlalchemy import Column, Connection, Text, cast, delete, insert, or_, select, update

from bot.domain.cases import CaseStatus
from bot.domain.employment import Employment
from bot.domain.ids import FIRST_PSEUDONYM, PersonId
from bot.domain.names import NAMELESS
from bot.domain.offers import RUNNING
from bot.domain.orders import OPEN, OrderStatus
from bot.domain.records import REVIEW
from bot.domain.technicians import TechnicianStatus
from db.personal_rows import references
from db.tables import (
    amends,
    audit,
    book_entries,
    book_links,
    cards,
    case_messages,
    cases,
    cautions,
    claim_attempts,
    claim_codes,
    continuations,
    conversations,
    credentials,
    dispatchers,
    documents,
    habits,
    handovers,
    inbox,
    interviews,
    job_photos,
    jobs,
    on_duty,
    online_spells,
    order_events,
    orders,
    outage_notices,
    outages,
    outbox,
    people,
    places,
    preferences,
    quiz_attempts,
    ratings,
    relayed_messages,
    replies,
    sms,
    technician_skills,
    technicians,
    timers,
    unheard,
    wanted_skills,
)
from db.transaction import Transaction

LOOSE: tuple[Column[Any], ...] = (
    amends.c.giver_id,
    audit.c.actor_id,
    cautions.c.answered_by,
    claim_codes.c.used_by,
    credentials.c.decided_by,
    order_events.c.actor_id,
    orders.c.favourite_id,
    cases.c.owner_id,
    outages.c.by_id,
    interviews.c.decided_by,
    interviews.c.operator_id,
    technicians.c.decided_by,
)
"""Columns that name a person without a reference: the person may be gone, or was never one of ours."""
NAMING = frozenset({"technician", "asked", "waiting", "held_back"})
"""Details of the history under which people's numbers stand."""
ERASED = (
    (documents, documents.c.technician_id),
    (cautions, cautions.c.technician_id),
    (credentials, credentials.c.technician_id),
    (interviews, interviews.c.applicant_id),
    (quiz_attempts, quiz_attempts.c.technician_id),
    (wanted_skills, wanted_skills.c.technician_id),
    (technician_skills, technician_skills.c.technician_id),
    (online_spells, online_spells.c.technician_id),
    (habits, habits.c.technician_id),
    (preferences, preferences.c.customer_id),
    (preferences, preferences.c.technician_id),
    (relayed_messages, relayed_messages.c.author_id),
    (replies, replies.c.technician_id),
    (case_messages, case_messages.c.author_id),
    (unheard, unheard.c.person_id),
    (on_duty, on_duty.c.person_id),
    (outage_notices, outage_notices.c.person_id),
    (sms, sms.c.person_id),
    (conversations, conversations.c.person_id),
    (dispatchers, dispatchers.c.person_id),
    (claim_attempts, claim_attempts.c.person_id),
    (outbox, outbox.c.chat_id),
    (cards, cards.c.chat_id),
)
"""Tables whose rows of the person go altogether."""


def open_orders(connection: Connection, person: int) -> list[int]:
    """The person's own orders that somebody still works at, or looks into."""
    still = [status.value for status in OPEN | {OrderStatus.DISPUTED}]
    query = select(orders.c.id).where(orders.c.customer_id == person, orders.c.status.in_(still))
    return list(connection.execute(query.order_by(orders.c.id)).scalars())


def running_jobs(connection: Connection, person: int) -> list[int]:
    """The orders that the person has a running job of."""
    still = [status.value for status in RUNNING]
    query = select(jobs.c.order_id).where(jobs.c.technician_id == person, jobs.c.status.in_(still))
    return list(connection.execute(query.order_by(jobs.c.order_id)).scalars())


def erase(tx: Transaction, person: PersonId) -> None:
    """Erase what may be erased, and hand the rest over to a pseudonym."""
    _empty_orders(tx, person)
    _empty_work(tx, person)
    _empty_ratings(tx, person)
    _empty_cases(tx, person)
    tx.execute(update(inbox).where(inbox.c.lane == person).values(payload="", error=None))
    tx.execute(delete(inbox).where(inbox.c.lane == person, inbox.c.status == "failed"))
    tx.execute(delete(timers).where(timers.c.kind == REVIEW, timers.c.subject_id == person))
    _close_books(tx, person)
    for table, column in ERASED:
        tx.execute(delete(table).where(column == person))
    _hand_over(tx, person, PersonId(FIRST_PSEUDONYM + secrets.randbelow(FIRST_PSEUDONYM)))


def _close_books(tx: Transaction, person: int) -> None:
    """The person's places with the service books and links that hang on them."""
    theirs = select(places.c.id).where(places.c.person_id == person)
    for table in (book_links, book_entries):
        tx.execute(delete(table).where(table.c.place_id.in_(theirs)))
    tx.execute(delete(places).where(places.c.person_id == person))


def _empty_orders(tx: Transaction, person: int) -> None:
    """What was ordered, when and for how much stays; where, by which number and in which words goes."""
    own = orders.c.customer_id == person
    empty: dict[str, Any] = {"attachments": [], "point": None, "phone": None}
    empty |= dict.fromkeys(("description", "note", "words"), "")
    tx.execute(update(orders).where(own).values(**empty))
    theirs = select(jobs.c.id).join(orders, orders.c.id == jobs.c.order_id).where(own)
    for table in (job_photos, handovers):
        tx.execute(delete(table).where(table.c.job_id.in_(theirs)))
    tx.execute(update(continuations).where(continuations.c.job_id.in_(theirs)).values(words=""))


def _empty_work(tx: Transaction, person: int) -> None:
    own = select(jobs.c.id).where(jobs.c.technician_id == person)
    tx.execute(delete(job_photos).where(job_photos.c.job_id.in_(own)))
    tx.execute(update(continuations).where(continuations.c.job_id.in_(own)).values(words=""))


def _empty_ratings(tx: Transaction, person: int) -> None:
    """Stars count on; words, which may name somebody, do not stay."""
    either = or_(ratings.c.author_id == person, ratings.c.subject_id == person)
    answered = select(ratings.c.id).where(either)
    tx.execute(delete(replies).where(replies.c.rating_id.in_(answered)))
    tx.execute(update(ratings).where(either).values(comment=""))


def _empty_cases(tx: Transaction, person: int) -> None:
    """Nobody is left to answer: what was said goes, and that there was a case stays."""
    own = select(cases.c.id).where(cases.c.person_id == person)
    tx.execute(delete(case_messages).where(case_messages.c.case_id.in_(own)))
    over = {"status": CaseStatus.SOLVED.value, "answer_by": None, "version": cases.c.version + 1}
    tx.execute(update(cases).where(cases.c.person_id == person).values(over))


def _hand_over(tx: Transaction, person: PersonId, pseudonym: PersonId) -> None:
    """First somebody to refer to, then every reference, then nobody is left who could be referred to."""
    _copy(tx, people, people.c.id, person, pseudonym, _NOBODY)
    _copy(tx, technicians, technicians.c.person_id, person, pseudonym, _NO_TECHNICIAN)
    for column in (*references(), *LOOSE):
        if column is not technicians.c.person_id:
            tx.execute(update(column.table).where(column == person).values({column: pseudonym}))
    _rename_in_history(tx, person, pseudonym)
    tx.execute(delete(technicians).where(technicians.c.person_id == person))
    tx.execute(delete(people).where(people.c.id == person))


_NOBODY: dict[str, Any] = {
    "name": NAMELESS,
    "language_chosen": False,
    "consent_at": None,
    "phone": None,
    "phone_index": None,
    "may_be_called": None,
    "call_asked_at": None,
    "quiet_hours": None,
    "reachable": False,
    "banned_at": None,
    "ban_reason": None,
}
_NO_TECHNICIAN: dict[str, Any] = {
    "name": NAMELESS,
    "phone": "",
    "phone_index": None,
    "photo": None,
    "status": TechnicianStatus.REJECTED.value,
    "status_reason": None,
    "languages": [],
    "experience": "",
    "employment": Employment.FREELANCE.value,
    "partner_id": None,
    "base_lat": 0.0,
    "base_lon": 0.0,
    "base_words": "",
    "online": False,
    "position_lat": None,
    "position_lon": None,
    "position_at": None,
    "hours": {},
}


def _copy(tx: Transaction, table: Any, key: Column[Any], person: int, pseudonym: int, changes: dict[str, Any]) -> None:
    row = tx.execute(select(table).where(key == person)).mappings().first()
    if row is not None:
        tx.execute(insert(table).values({**row, **changes, key.name: pseudonym}))


def _rename_in_history(tx: Transaction, person: int, pseudonym: int) -> None:
    """The person's number inside the details of the history and of the audit log, and as the subject there."""
    about = audit.c.subject == f"person:{person}"
    tx.execute(update(audit).where(about).values(subject=f"person:{pseudonym}", details={}))
    for table in (order_events, audit):
        mentioned = cast(table.c.details, Text).like(f"%{person}%")
        for row in tx.execute(select(table.c.id, table.c.details).where(mentioned)).all():
            details = _renamed(row.details, person, pseudonym, named=False)
            tx.execute(update(table).where(table.c.id == row.id).values(details=details))


def _renamed(value: Any, person: int, pseudonym: int, *, named: bool) -> Any:
    """The same with the pseudonym where a person is `named`: amounts and job numbers may be equal to the number."""
    if isinstance(value, dict):
        return {
            key: _renamed(inner, person, pseudonym, named=key in NAMING or (named and isinstance(inner, list)))
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_renamed(inner, person, pseudonym, named=named) for inner in value]
    return pseudonym if named and value == person else value
