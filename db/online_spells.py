"""When technicians were online: a row from going online until going offline, so that 'you were offline' is true."""

from collections.abc import Collection
from datetime import datetime
from math import cos, radians

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select, update

from bot.domain.ids import PersonId
from bot.domain.points import Point
from bot.domain.technicians import TechnicianStatus
from db.tables import online_spells, technician_skills, technicians
from db.transaction import Transaction

KM_A_DEGREE = 110.5
"""A degree of latitude is nowhere shorter."""


def begin(tx: Transaction, technician: PersonId) -> None:
    """Online from now on."""
    tx.insert(online_spells, {"technician_id": technician, "began_at": tx.now})


def end(tx: Transaction, technician: PersonId) -> None:
    """Offline from now on."""
    running = (online_spells.c.technician_id == technician, online_spells.c.ended_at.is_(None))
    tx.execute(update(online_spells).where(*running).values(ended_at=tx.now))


def was_online(connection: Connection, technician: int, at: datetime) -> bool:
    """Whether this technician got offers at that moment."""
    query = select(technicians.c.person_id).where(technicians.c.person_id == technician, _online_at(at))
    return connection.execute(query).first() is not None


def offline_near(
    connection: Connection, point: Point, radius_km: float, skills: Collection[str], at: datetime
) -> list[PersonId]:
    """Approved technicians based about so near, with all the skills, who were offline at that moment."""
    having = [
        technicians.c.person_id.in_(select(technician_skills.c.technician_id).where(technician_skills.c.skill == skill))
        for skill in sorted(skills)
    ]
    approved = technicians.c.status == TechnicianStatus.APPROVED.value
    since = technicians.c.approved_at
    already = or_(since.is_(None), since <= at)
    conditions = [approved, already, _is_about(point, radius_km), ~_online_at(at), *having]
    query = select(technicians.c.person_id).where(*conditions).order_by(technicians.c.person_id)
    return [PersonId(person) for person in connection.execute(query).scalars()]


def _online_at(at: datetime) -> ColumnElement[bool]:
    """In a spell at that moment. Whoever has none on record is taken to have been as they are now."""
    spells = online_spells.c
    theirs = spells.technician_id == technicians.c.person_id
    covering = and_(theirs, spells.began_at <= at, or_(spells.ended_at.is_(None), spells.ended_at > at))
    unknown = and_(technicians.c.online, ~exists().where(theirs))
    return or_(exists().where(covering), unknown)


def _is_about(point: Point, radius_km: float) -> ColumnElement[bool]:
    """In the square around the place: 'about' is near enough for those who could not be asked anyway."""
    high = radius_km / KM_A_DEGREE
    wide = radius_km / (KM_A_DEGREE * max(cos(radians(point.lat)), 0.01))
    lat, lon = technicians.c.base_lat, technicians.c.base_lon
    return lat.between(point.lat - high, point.lat + high) & lon.between(point.lon - wide, point.lon + wide)
