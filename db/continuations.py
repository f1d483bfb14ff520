"""Which order goes on from which job."""

from typing import Any

from sqlalchemy import Connection, Row, exists, select, update

from bot.domain.continuations import Continuation, SeniorReason
from bot.domain.ids import JobId, OrderId, PersonId
from bot.domain.levels import Level, level_from
from bot.domain.orders import Order
from bot.domain.technicians import TechnicianStatus
from db.tables import continuations, jobs, orders, technician_skills, technicians
from db.transaction import Transaction


def add(tx: Transaction, job: JobId, order: OrderId, reason: SeniorReason, words: str) -> None:
    """The order goes on from the job; from each job one at most, the database sees to that."""
    row = {"job_id": job, "order_id": order, "reason": reason.value, "words": words, "at": tx.now}
    tx.execute(continuations.insert().values(row))


def ask_for(tx: Transaction, order: OrderId, level: Level | None, like: Order) -> None:
    """Let the order need that level (None: its service's), and the skills that an operator named for the one before."""
    needed = {"level": level and level.value, "skills": sorted(like.skills)}
    tx.execute(update(orders).where(orders.c.id == order).values(**needed))


def leading_to(connection: Connection, order: int) -> Continuation | None:
    """What the order goes on from, if from anything."""
    return _first(connection, continuations.c.order_id == order)


def from_order(connection: Connection, order: int) -> list[Continuation]:
    """The continuations of the order's jobs, oldest first."""
    its_jobs = select(jobs.c.id).where(jobs.c.order_id == order)
    query = select(continuations).where(continuations.c.job_id.in_(its_jobs)).order_by(continuations.c.id)
    return [_continuation(row) for row in connection.execute(query)]


def senior_level(connection: Connection, technician: PersonId, skills: frozenset[str]) -> Level | None:
    """The level above the technician's; None when nobody with these skills has come so far."""
    who = select(technicians.c.level).where(technicians.c.person_id == technician)
    level = level_from(connection.execute(who).scalar_one()).next
    return level if level is not None and _is_anybody_at(connection, level, skills) else None


def _is_anybody_at(connection: Connection, level: Level, skills: frozenset[str]) -> bool:
    """Whether any approved technician with these skills has come that far."""
    far_enough = [one.value for one in Level if one.is_at_least(level)]
    approved = technicians.c.status == TechnicianStatus.APPROVED.value
    having = [_has(skill) for skill in sorted(skills)]
    query = select(technicians.c.person_id).where(approved, technicians.c.level.in_(far_enough), *having).limit(1)
    return connection.execute(query).first() is not None


def _has(skill: str) -> Any:
    theirs = technician_skills.c.technician_id == technicians.c.person_id
    return exists().where(theirs, technician_skills.c.skill == skill)


def _first(connection: Connection, condition: Any) -> Continuation | None:
    row = connection.execute(select(continuations).where(condition)).first()
    return None if row is None else _continuation(row)


def _continuation(row: Row[Any]) -> Continuation:
    return Continuation(JobId(row.job_id), OrderId(row.order_id), SeniorReason(row.reason), row.words, row.at)
