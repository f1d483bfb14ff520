"""Interviews as rows: a time is offered, chosen, given free again, and at last something is noted about it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, select, update

from bot.domain.ids import InterviewId, PersonId
from bot.domain.interviews import INTERVIEW_MAY_BECOME, RESULTS, Interview, InterviewStatus
from bot.domain.technicians import UNDECIDED
from db.tables import interviews, people, technicians
from db.transaction import Transaction

FREE, CHOSEN = InterviewStatus.FREE.value, InterviewStatus.CHOSEN.value


def offer(tx: Transaction, operator: PersonId, begins_at: datetime, ends_at: datetime) -> InterviewId:
    """Keep a time at which this operator can talk with somebody."""
    row = {"operator_id": operator, "begins_at": begins_at, "ends_at": ends_at}
    return InterviewId(tx.insert(interviews, {**row, "status": FREE, "note": "", "version": 0}))


def find(connection: Connection, interview: int) -> Interview | None:
    """The interview of that number."""
    row = connection.execute(select(interviews).where(interviews.c.id == interview)).first()
    return None if row is None else _interview(row)


def of_applicant(connection: Connection, applicant: int) -> list[Interview]:
    """All that this person ever chose, and did not give free again, newest first."""
    query = select(interviews).where(interviews.c.applicant_id == applicant)
    return [_interview(row) for row in connection.execute(query.order_by(interviews.c.begins_at.desc()))]


def of_operator(connection: Connection, operator: int, start: datetime, end: datetime) -> list[Interview]:
    """An operator's own times that overlap this stretch, free or chosen."""
    within = (interviews.c.begins_at < end, interviews.c.ends_at > start)
    return _listed(connection, interviews.c.operator_id == operator, interviews.c.status.in_([FREE, CHOSEN]), *within)


def free_from(connection: Connection, moment: datetime) -> list[Interview]:
    """Every time from then on that nobody has chosen yet, soonest first."""
    return _listed(connection, interviews.c.status == FREE, interviews.c.begins_at >= moment)


def coming(connection: Connection, now: datetime) -> list[Interview]:
    """Every interview that was chosen and is still to come, soonest first."""
    return _listed(connection, interviews.c.status == CHOSEN, interviews.c.begins_at >= now)


def chosen_of_operator(connection: Connection, operator: int) -> list[Interview]:
    """Those that applicants count on this operator for."""
    return _listed(connection, interviews.c.operator_id == operator, interviews.c.status == CHOSEN)


def choose(tx: Transaction, interview: InterviewId, applicant: PersonId) -> bool:
    """Let the applicant have this time; False when somebody was faster."""
    free = [interviews.c.id == interview, interviews.c.status == FREE, interviews.c.begins_at > tx.now]
    chosen = {"status": CHOSEN, "applicant_id": applicant, "version": interviews.c.version + 1}
    return tx.changed(update(interviews).where(*free).values(chosen))


def set_free(tx: Transaction, interview: InterviewId, applicant: PersonId) -> bool:
    """Give the time back, for others to choose; False when it was not theirs (any more)."""
    theirs = [interviews.c.id == interview, interviews.c.status == CHOSEN, interviews.c.applicant_id == applicant]
    freed = {"status": FREE, "applicant_id": None, "version": interviews.c.version + 1}
    return tx.changed(update(interviews).where(*theirs).values(freed))


def take_back(tx: Transaction, operator: PersonId, interview: int | None = None) -> int:
    """Offer this time no longer, or (None) none of this operator's that nobody has chosen; how many these were."""
    own = [interviews.c.operator_id == operator, interviews.c.status == FREE]
    if interview is not None:
        own.append(interviews.c.id == interview)
    return tx.execute(delete(interviews).where(*own)).rowcount


def conclude(tx: Transaction, interview: InterviewId, new: InterviewStatus, operator: PersonId) -> bool:
    """Keep how it ended; False when that had been noted, or there was nobody to talk with."""
    allowed = [status.value for status in INTERVIEW_MAY_BECOME[new]]
    which = [interviews.c.id == interview, interviews.c.status.in_(allowed), interviews.c.applicant_id.is_not(None)]
    decided = {"decided_by": operator, "decided_at": tx.now, "version": interviews.c.version + 1}
    return tx.changed(update(interviews).where(*which).values(status=new.value, **decided))


def keep_note(tx: Transaction, interview: InterviewId, words: str) -> bool:
    """Keep what an operator wrote down about it."""
    over = interviews.c.status.in_([status.value for status in RESULTS])
    return tx.changed(update(interviews).where(interviews.c.id == interview, over).values(note=words))


def undecided_applicants(connection: Connection) -> list[PersonId]:
    """Everybody whose application waits and who can be written to, the longest waiting first."""
    waiting = technicians.c.status.in_([status.value for status in UNDECIDED])
    query = select(technicians.c.person_id).join(people, people.c.id == technicians.c.person_id)
    query = query.where(waiting, people.c.banned_at.is_(None)).order_by(technicians.c.applied_at)
    return [PersonId(person) for person in connection.execute(query).scalars()]


def count_free(connection: Connection, moment: datetime) -> int:
    """How many times from then on nobody has chosen yet."""
    which = [interviews.c.status == FREE, interviews.c.begins_at >= moment]
    return int(connection.execute(select(func.count()).select_from(interviews).where(*which)).scalar_one())


def _listed(connection: Connection, *conditions: ColumnElement[bool]) -> list[Interview]:
    query = select(interviews).where(*conditions).order_by(interviews.c.begins_at, interviews.c.id)
    return [_interview(row) for row in connection.execute(query)]


def _interview(row: Row[Any]) -> Interview:
    return Interview(
        InterviewId(row.id),
        PersonId(row.operator_id),
        row.begins_at,
        row.ends_at,
        InterviewStatus(row.status),
        None if row.applicant_id is None else PersonId(row.applicant_id),
        row.note,
        row.decided_by,
        row.decided_at,
        row.version,
    )
