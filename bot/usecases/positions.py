"""Where technicians are: positions as they share them, and which of them can be true."""

from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId
from bot.domain.points import Point
from bot.domain.technicians import Technician, TechnicianStatus
from bot.matching.distance import metres_between
from bot.usecases.places import is_in_city
from bot.usecases.technicians import show_workplace
from bot.usecases.whereabouts import show_to_customers
from db import technicians
from db.transaction import Transaction

FASTEST_KMH = 300
"""Faster than anybody drives to a job: such a jump is a phone's mistake."""
NOISE_M = 500
"""So far a position may jump at any time: phones that find themselves by cell towers do."""
FAR_AWAY = 3
"""So many city radii from the centre nobody works."""
NOWHERE = Point(lat=0.0, lon=0.0)
"""What some phones report while they don't know where they are."""
LONGEST_WAY = timedelta(hours=24)
"""So long Telegram keeps a message for us; one that seems older comes from a clock that runs differently."""
log = structlog.get_logger(__name__)


def report_position(tx: Transaction, person: PersonId, point: Point, live: bool, at: datetime | None = None) -> bool:
    """Keep where an approved technician is. `at`: when they were there, if that is not now.

    False when it was not kept: what a live location reports and can't be true (or is nobody's) is left out quietly.
    A position that was sent by hand is refused in words.
    """
    technician = technicians.find(tx.connection, person)
    at = at if at is not None and timedelta() <= tx.now - at <= LONGEST_WAY else tx.now
    if technician is None or technician.status is not TechnicianStatus.APPROVED:
        return _left_out(person, "position_unneeded", live)
    if (problem := _problem(tx, technician, point, at)) is not None:
        return _left_out(person, problem, live)
    if not technicians.move_to(tx, person, point, at):
        return _left_out(person, "position_older", live=True)
    show_to_customers(tx, replace(technician, position=point, position_at=at))
    return True


def share_position(tx: Transaction, person: PersonId, point: Point, at: datetime) -> None:
    """Keep a position that the technician has just sent, and answer with their card."""
    report_position(tx, person, point, False, at)
    show_workplace(tx, person, fresh=True)


def _left_out(person: PersonId, problem: str, live: bool) -> bool:
    if not live:
        raise Refusal(problem)
    log.info("position_left_out", technician=person, problem=problem)
    return False


def _problem(tx: Transaction, technician: Technician, point: Point, at: datetime) -> str | None:
    """The code of what is wrong with this position, if anything is."""
    if point == NOWHERE or not is_in_city(tx.market.city, point, radii=FAR_AWAY):
        return "position_far_away"
    return None if _could_get_there(technician, point, at) else "position_jumped"


def _could_get_there(technician: Technician, point: Point, at: datetime) -> bool:
    if technician.position is None or technician.position_at is None:
        return True
    elapsed = max(at - technician.position_at, timedelta())
    reach = NOISE_M + elapsed.total_seconds() / 3600 * FASTEST_KMH * 1000
    return metres_between(technician.position, point) <= reach
