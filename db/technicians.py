"""Technicians as rows, with their skills."""

from collections.abc import Collection, Iterable
from datetime import datetime, time
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, or_, select, update

from bot.domain.employment import Employment
from bot.domain.ids import PersonId
from bot.domain.levels import Level
from bot.domain.points import Point
from bot.domain.technicians import (
    TECHNICIAN_MAY_BECOME,
    Application,
    Shift,
    Standing,
    Technician,
    TechnicianStatus,
    WeeklyHours,
)
from db import online_spells
from db.tables import offers, technician_skills, technicians
from db.transaction import Transaction
from db.upsert import insert

FIRST_LEVEL = Level.NEW.value
"""The level everybody begins at."""


_FOUND = select(technicians).where(technicians.c.person_id == bindparam("person"))
_SKILLS = select(technician_skills.c.skill).where(technician_skills.c.technician_id == bindparam("person"))


def find(connection: Connection, person: int) -> Technician | None:
    """The technician (or applicant) of that Telegram id."""
    row = connection.execute(_FOUND, {"person": person}).first()
    if row is None:
        return None
    skills = connection.execute(_SKILLS, {"person": person})
    return technician_from(row, frozenset(skills.scalars()))


def names(connection: Connection, people: Collection[int]) -> dict[int, str]:
    """What these technicians are called, by id."""
    query = select(technicians.c.person_id, technicians.c.name).where(technicians.c.person_id.in_(list(people)))
    return {row.person_id: row.name for row in connection.execute(query)}


def standing(connection: Connection, person: int) -> Standing | None:
    """What was decided about this person's application, why and by whom."""
    row = connection.execute(select(technicians).where(technicians.c.person_id == person)).first()
    if row is None:
        return None
    return Standing(TechnicianStatus(row.status), row.status_reason, row.decided_by, row.decided_at, row.applied_at)


def asked_since(connection: Connection, since: datetime) -> list[PersonId]:
    """Approved technicians to whom any offer went since then, by their numbers."""
    asked = select(offers.c.technician_id).where(offers.c.created_at >= since)
    approved = technicians.c.status == TechnicianStatus.APPROVED.value
    query = select(technicians.c.person_id).where(approved, technicians.c.person_id.in_(asked))
    return [PersonId(person) for person in connection.scalars(query.order_by(technicians.c.person_id))]


def add(tx: Transaction, person: PersonId, application: Application) -> bool:
    """Keep a first application, pending; False when this person has applied before."""
    row = {
        "person_id": person,
        "status": TechnicianStatus.PENDING.value,
        "level": FIRST_LEVEL,
        "online": False,
        "hours": {},
        "max_jobs": 1,
        "stars_sum": 0,
        "stars_count": 0,
        "jobs_done": 0,
        "version": 0,
        "applied_at": tx.now,
        **_said(application),
    }
    statement = insert(tx.connection, technicians).values(row)
    added = tx.changed(statement.on_conflict_do_nothing(index_elements=["person_id"]))
    if added:
        _replace_skills(tx, person, application.skills)
    return added


def apply_again(tx: Transaction, person: PersonId, application: Application) -> bool:
    """Put a better application in place of one that was rejected or wanted more; False from any other status."""
    undecided: dict[str, Any] = {"applied_at": tx.now, "decided_by": None, "decided_at": None}
    applied = move(tx, person, TechnicianStatus.PENDING, **undecided, **_said(application))
    if applied:
        _replace_skills(tx, person, application.skills)
    return applied


def _said(application: Application) -> dict[str, Any]:
    return {
        "name": application.name,
        "phone": application.phone,
        "phone_index": application.phone,
        "photo": application.photo,
        "languages": list(application.languages),
        "experience": application.experience,
        "base_lat": application.base.lat,
        "base_lon": application.base.lon,
        "base_words": application.base_words,
        "radius_km": application.radius_km,
    }


def _replace_skills(tx: Transaction, person: PersonId, skills: Iterable[str]) -> None:
    """What was granted by a quiz or an operator before stays."""
    said = technician_skills.c.granted_at.is_(None)
    tx.execute(delete(technician_skills).where(technician_skills.c.technician_id == person, said))
    rows = [{"technician_id": person, "skill": skill} for skill in dict.fromkeys(skills)]
    tx.execute(insert(tx.connection, technician_skills).values(rows).on_conflict_do_nothing())


def move(
    tx: Transaction,
    person: PersonId,
    new: TechnicianStatus,
    reason: str | None = None,
    *,
    expected: Collection[TechnicianStatus] = tuple(TechnicianStatus),
    **values: Any,
) -> bool:
    """Move where the technician stands with the operators; False when somebody was faster.

    `expected` narrows what it may be moved from: approving an applicant must never lift a suspension.
    """
    allowed = TECHNICIAN_MAY_BECOME[new].intersection(expected)
    return tx.changed(
        update(technicians)
        .where(technicians.c.person_id == person, technicians.c.status.in_([s.value for s in allowed]))
        .values(status=new.value, status_reason=reason, version=technicians.c.version + 1, **values)
    )


def count_probation(tx: Transaction, person: PersonId) -> int | None:
    """One of the first jobs is done: how many are left; None for whoever is past them."""
    on_probation = [technicians.c.person_id == person, technicians.c.probation_left > 0]
    counting = update(technicians).where(*on_probation).values(probation_left=technicians.c.probation_left - 1)
    return tx.execute(counting.returning(technicians.c.probation_left)).scalar_one_or_none()


def set_online(tx: Transaction, person: PersonId, online: bool) -> bool:
    """Let an approved technician get offers or not; False when nothing changed."""
    changed = tx.changed(
        update(technicians)
        .where(
            technicians.c.person_id == person,
            technicians.c.status == TechnicianStatus.APPROVED.value,
            technicians.c.online != online,
        )
        .values(online=online)
    )
    if changed:
        (online_spells.begin if online else online_spells.end)(tx, person)
    return changed


def move_to(tx: Transaction, person: PersonId, point: Point, at: datetime) -> bool:
    """Keep where the technician was at that moment; False when something newer is known."""
    not_newer = or_(technicians.c.position_at.is_(None), technicians.c.position_at <= at)
    moved = {"position_lat": point.lat, "position_lon": point.lon, "position_at": at}
    return tx.changed(update(technicians).where(technicians.c.person_id == person, not_newer).values(**moved))


def raise_level(tx: Transaction, person: PersonId, before: str, level: Level) -> bool:
    """Let the technician come from one level to the next; False when somebody has given them another meanwhile."""
    still = [technicians.c.person_id == person, technicians.c.level == before]
    return tx.changed(update(technicians).where(*still).values(level=level.value))


def change(tx: Transaction, person: PersonId, **values: Any) -> bool:
    """Change settings that only the technician owns (online, radius, hours, position…); columns by name."""
    return tx.changed(update(technicians).where(technicians.c.person_id == person).values(**values))


AS_IT_IS = (
    "name", "phone", "photo", "level", "experience", "base_words", "radius_km", "online", "position_at",
    "max_jobs", "calls_muted", "stars_sum", "stars_count", "jobs_done", "probation_left", "version",
)  # fmt: skip
"""Columns that a technician has under the same name and of the same type."""


def technician_from(row: Row[Any], skills: frozenset[str]) -> Technician:
    """A technician of a row of `technicians`."""
    return Technician(
        **{column: getattr(row, column) for column in AS_IT_IS},
        id=PersonId(row.person_id),
        status=TechnicianStatus(row.status),
        skills=skills,
        languages=tuple(row.languages),
        employment=Employment(row.employment),
        base=Point(lat=row.base_lat, lon=row.base_lon),
        position=None if row.position_lat is None else Point(lat=row.position_lat, lon=row.position_lon),
        hours=hours_from(row.hours),
    )


def hours_from(kept: dict[str, list[str]]) -> WeeklyHours:
    """Weekly hours as JSON keeps them: {"0": ["08:00", "18:00"]}."""
    return {int(day): _shift(start, end) for day, (start, end) in kept.items()}


@lru_cache(maxsize=4096)
def _shift(start: str, end: str) -> Shift:
    """Few shifts are different, and a wave reads those of everybody nearby."""
    return Shift(time.fromisoformat(start), time.fromisoformat(end))


def hours_to_keep(hours: WeeklyHours) -> dict[str, list[str]]:
    """Weekly hours as JSON can keep them."""
    return {
        str(day): [shift.start.isoformat("minutes"), shift.end.isoformat("minutes")] for day, shift in hours.items()
    }
