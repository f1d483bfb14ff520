"""Technicians as rows, with their skills."""

from collections.abc import Collection, Iterable
from datetime import time
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from bot.domain.ids import PersonId
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
from db.tables import technician_skills, technicians
from db.transaction import Transaction
from db.upsert import insert

FIRST_LEVEL = "new"
"""The level everybody begins at."""


def find(connection: Connection, person: int) -> Technician | None:
    """The technician (or applicant) of that Telegram id."""
    row = connection.execute(select(technicians).where(technicians.c.person_id == person)).first()
    if row is None:
        return None
    skills = connection.execute(select(technician_skills.c.skill).where(technician_skills.c.technician_id == person))
    return technician_from(row, frozenset(skills.scalars()))


def move(tx: Transaction, person: PersonId, new: TechnicianStatus, reason: str | None = None, **values: Any) -> bool:
    """Move where the technician stands with the operators; False when somebody was faster."""
    return tx.changed(
        update(technicians)
        .where(
            technicians.c.person_id == person,
            technicians.c.status.in_([s.value for s in TECHNICIAN_MAY_BECOME[new]]),
        )
        .values(status=new.value, status_reason=reason, version=technicians.c.version + 1, **values)
    )


def set_online(tx: Transaction, person: PersonId, online: bool) -> bool:
    """Let an approved technician get offers or not; False when nothing changed."""
    return tx.changed(
        update(technicians)
        .where(
            technicians.c.person_id == person,
            technicians.c.status == TechnicianStatus.APPROVED.value,
            technicians.c.online != online,
        )
        .values(online=online)
    )


def change(tx: Transaction, person: PersonId, **values: Any) -> bool:
    """Change settings that only the technician owns (online, radius, hours, position…); columns by name."""
    return tx.changed(update(technicians).where(technicians.c.person_id == person).values(**values))


def technician_from(row: Row[Any], skills: frozenset[str]) -> Technician:
    """A technician of a row of `technicians`."""
    located = row.position_lat is not None
    return Technician(
        id=PersonId(row.person_id),
        name=row.name,
        phone=row.phone,
        photo=row.photo,
        status=TechnicianStatus(row.status),
        level=row.level,
        skills=skills,
        languages=tuple(row.languages),
        experience=row.experience,
        base=Point(lat=row.base_lat, lon=row.base_lon),
        base_words=row.base_words,
        radius_km=row.radius_km,
        online=row.online,
        position=Point(lat=row.position_lat, lon=row.position_lon) if located else None,
        position_at=row.position_at,
        hours=hours_from(row.hours),
        max_jobs=row.max_jobs,
        stars_sum=row.stars_sum,
        stars_count=row.stars_count,
        jobs_done=row.jobs_done,
        version=row.version,
    )


def hours_from(kept: dict[str, list[str]]) -> WeeklyHours:
    """Weekly hours as JSON keeps them: {"0": ["08:00", "18:00"]}."""
    return {int(day): Shift(time.fromisoformat(start), time.fromisoformat(end)) for day, (start, end) in kept.items()}


def hours_to_keep(hours: WeeklyHours) -> dict[str, list[str]]:
    """Weekly hours as JSON can keep them."""
    return {
        str(day): [shift.start.isoformat("minutes"), shift.end.isoformat("minutes")] for day, shift in hours.items()
    }
