"""Calls as rows: who was asked to come, what they said, whether they came."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select, true, update

from bot.domain.calls import Call, CallAnswer, CallRecord
from bot.domain.ids import CallId, PersonId
from bot.domain.technicians import TechnicianStatus
from db.tables import calls, people, technicians
from db.transaction import Transaction


def add(tx: Transaction, technician: PersonId, jobs: int, until: datetime) -> CallId:
    """Write that this person is asked."""
    row = {"technician_id": technician, "jobs": jobs, "made_at": tx.now, "until": until}
    return CallId(tx.insert(calls, row))


def find(connection: Connection, call: int) -> Call | None:
    """The call of that number."""
    row = connection.execute(select(calls).where(calls.c.id == call)).first()
    return None if row is None else _call(row)


def answer(tx: Transaction, call: CallId, technician: PersonId, said: CallAnswer | None) -> bool:
    """Keep what the called person has said now; False when they had said the same, or were not called."""
    word = said and said.value
    theirs = [calls.c.id == call, calls.c.technician_id == technician, calls.c.answer.is_distinct_from(word)]
    return tx.changed(update(calls).where(*theirs).values(answer=word, answered_at=tx.now))


def come(tx: Transaction, technician: PersonId) -> list[CallId]:
    """Whoever has gone online has come to every call that is still good; which ones these were."""
    good = [calls.c.technician_id == technician, calls.c.until > tx.now, calls.c.came_at.is_(None)]
    came = [CallId(call) for call in tx.execute(select(calls.c.id).where(*good)).scalars()]
    if came:
        tx.execute(update(calls).where(*good).values(came_at=tx.now))
    return came


def may_be_called(connection: Connection, technician: PersonId, now: datetime) -> bool:
    """Whether they are off duty, can be written to and have not asked to be left alone."""
    query = select(technicians.c.person_id).join(people, people.c.id == technicians.c.person_id)
    conditions = [
        technicians.c.person_id == technician,
        technicians.c.status == TechnicianStatus.APPROVED.value,
        technicians.c.online != true(),
        people.c.reachable == true(),
        people.c.banned_at.is_(None),
        ~_wants_peace(now),
    ]
    return connection.execute(query.where(*conditions)).first() is not None


def in_peace(connection: Connection, now: datetime) -> frozenset[PersonId]:
    """All who have asked to be left alone, for today or for good."""
    query = select(technicians.c.person_id).where(_wants_peace(now))
    return frozenset(PersonId(person) for person in connection.execute(query).scalars())


def records(connection: Connection, since: datetime, lately: datetime) -> dict[PersonId, CallRecord]:
    """How each person called since then has taken it."""
    made = func.max(calls.c.made_at, type_=calls.c.made_at.type)
    recent = func.count().filter(calls.c.made_at >= lately)
    query = select(calls.c.technician_id, func.count(), func.count(calls.c.came_at), recent, made)
    found = connection.execute(query.where(calls.c.made_at >= since).group_by(calls.c.technician_id))
    return {PersonId(person): CallRecord(*counted) for person, *counted in found}


def called_and_came(connection: Connection, since: datetime) -> tuple[int, int]:
    """How many calls were made since then, and to how many of them somebody came."""
    query = select(func.count(), func.count(calls.c.came_at)).where(calls.c.made_at >= since)
    called, came = connection.execute(query).one()
    return int(called), int(came)


def _wants_peace(now: datetime) -> Any:
    not_yet = technicians.c.no_calls_before > now
    return or_(technicians.c.calls_muted == true(), func.coalesce(not_yet, False))


def _call(row: Row[Any]) -> Call:
    return Call(
        CallId(row.id),
        PersonId(row.technician_id),
        row.jobs,
        row.made_at,
        row.until,
        None if row.answer is None else CallAnswer(row.answer),
        row.came_at,
    )
