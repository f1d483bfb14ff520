"""Which skills a technician has, which they want, and their tries at quizzes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, update

from bot.domain.ids import PersonId
from bot.domain.quizzes import Attempt
from bot.domain.technicians import TechnicianStatus
from db.tables import quiz_attempts, technician_skills, technicians, wanted_skills
from db.transaction import Transaction
from db.upsert import insert


def grant(tx: Transaction, person: PersonId, skill: str) -> bool:
    """Let the technician have the skill; False when they have it already."""
    tx.execute(delete(wanted_skills).where(*_which(wanted_skills, person, skill)))
    row = {"technician_id": person, "skill": skill, "granted_at": tx.now}
    statement = insert(tx.connection, technician_skills).values(row)
    columns = ["technician_id", "skill"]
    ungranted = technician_skills.c.granted_at.is_(None)
    return tx.changed(statement.on_conflict_do_update(index_elements=columns, set_=row, where=ungranted))


def renew(tx: Transaction, person: PersonId, skill: str) -> None:
    """It is proved again, by today's questions."""
    tx.execute(update(technician_skills).where(*_which(technician_skills, person, skill)).values(granted_at=tx.now))


def take_dated(tx: Transaction, skill: str, changed: datetime, most: int) -> list[PersonId]:
    """Whoever was granted it before and was not told since that its questions are new; from now on they are."""
    row = technician_skills.c
    untold = or_(row.told_at.is_(None), row.told_at < changed)
    approved = technicians.c.status == TechnicianStatus.APPROVED.value
    query = select(row.technician_id).join(technicians, technicians.c.person_id == row.technician_id)
    query = query.where(row.skill == skill, row.granted_at < changed, untold, approved).limit(most)
    found = [PersonId(person) for person in tx.execute(query).scalars()]
    theirs = [row.skill == skill, row.technician_id.in_(found)]
    tx.execute(update(technician_skills).where(*theirs).values(told_at=tx.now))
    return found


def withdraw(tx: Transaction, person: PersonId, skill: str) -> bool:
    """Take it away; False when they do not have it."""
    return tx.changed(delete(technician_skills).where(*_which(technician_skills, person, skill)))


def grant_said(tx: Transaction, person: PersonId) -> None:
    """Let all skills of the application count."""
    said = [technician_skills.c.technician_id == person, technician_skills.c.granted_at.is_(None)]
    tx.execute(update(technician_skills).where(*said).values(granted_at=tx.now))


def hold_back_said(tx: Transaction, person: PersonId) -> None:
    """Let the skills of the application that nobody has granted be wishes."""
    said = [technician_skills.c.technician_id == person, technician_skills.c.granted_at.is_(None)]
    want(tx, person, tx.execute(select(technician_skills.c.skill).where(*said)).scalars().all())
    tx.execute(delete(technician_skills).where(*said))


def want(tx: Transaction, person: PersonId, skills: Iterable[str]) -> bool:
    """Keep what the technician would like to do; False when that was known."""
    rows = [{"technician_id": person, "skill": skill, "at": tx.now} for skill in skills]
    if not rows:
        return False
    return tx.changed(insert(tx.connection, wanted_skills).values(rows).on_conflict_do_nothing())


def wanted(connection: Connection, person: int) -> frozenset[str]:
    """What the technician would like to do and may not yet."""
    query = select(wanted_skills.c.skill).where(wanted_skills.c.technician_id == person)
    return frozenset(connection.execute(query).scalars())


def granted_at(connection: Connection, person: int) -> dict[str, datetime]:
    """When each of the technician's skills was granted; what is only said is not among them."""
    having = [technician_skills.c.technician_id == person, technician_skills.c.granted_at.is_not(None)]
    query = select(technician_skills.c.skill, technician_skills.c.granted_at).where(*having)
    return {row.skill: row.granted_at for row in connection.execute(query)}


def granted(connection: Connection, person: int) -> frozenset[str]:
    """What a quiz or an operator has granted: of an applicant, the rest is only said."""
    return frozenset(granted_at(connection, person))


# ---------------------------------------------------------------- tries


def begin_attempt(tx: Transaction, person: PersonId, skill: str) -> int:
    """Write the try down before its first question is shown."""
    row = {"technician_id": person, "skill": skill, "began_at": tx.now, "right": 0}
    return tx.insert(quiz_attempts, row)


def end_attempt(tx: Transaction, attempt: int, right: int, *, passed: bool) -> bool:
    """Write its result down; False when it has one."""
    still = [quiz_attempts.c.id == attempt, quiz_attempts.c.passed.is_(None)]
    return tx.changed(update(quiz_attempts).where(*still).values(right=right, passed=passed))


def latest_attempts(connection: Connection, person: int) -> dict[str, Attempt]:
    """The technician's last try at each quiz."""
    query = select(quiz_attempts).where(quiz_attempts.c.technician_id == person).order_by(quiz_attempts.c.id)
    return {row.skill: _attempt(row) for row in connection.execute(query)}


def _attempt(row: Row[Any]) -> Attempt:
    return Attempt(row.id, row.skill, row.began_at, row.passed, row.right)


def _which(table: Any, person: int, skill: str) -> list[Any]:
    return [table.c.technician_id == person, table.c.skill == skill]
