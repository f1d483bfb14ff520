"""Technicians as a search sees them: two statements a wave, however many are found."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, case, select, true

from bot.domain.candidates import Box, Candidate, Visit
from bot.domain.catalogue import Catalogue
from bot.domain.ids import OrderId, PersonId
from bot.domain.levels import level_from
from bot.domain.orders import Window
from bot.domain.points import Point
from bot.domain.technicians import TechnicianStatus
from db.candidate_facts import FACTS_OF_ALL, FACTS_OF_ONE, VISITS_OF_ALL, VISITS_OF_ONE
from db.learned import habits_from
from db.tables import (
    technician_skills,
    technicians,
)
from db.technicians import hours_from

USUAL_MINUTES = 60
"""How long work takes that the catalogue does not know."""
NO_ORDER = OrderId(0)
NOBODY = PersonId(0)


@dataclass(frozen=True, slots=True)
class Since:
    """How far back facts are looked at: positions while they are fresh, offers of lately, jobs of today."""

    position: datetime
    offers: datetime
    jobs: datetime


@dataclass(frozen=True, slots=True)
class About:
    """What is looked for: work of this customer; the order and its round, where there is one already."""

    customer: PersonId
    order: OrderId = NO_ORDER
    round: int = 0


NEVER = datetime.max.replace(tzinfo=UTC)
NOT_COUNTED = Since(NEVER, NEVER, NEVER)
"""For whoever looks at technicians without an order in mind: what they had lately does not matter."""
FACTS = (
    "open_offers",
    "asked",
    "declined",
    "handed_back",
    "blocked",
    "on_it",
    "silent_since",
    "asked_lately",
    "jobs_today",
    "is_staff",
)
"""What is counted or looked up in other tables, by the candidate's own word for it."""


def near(
    connection: Connection,
    about: About,
    box: Box,
    skills: Collection[str],
    since: Since,
    catalogue: Catalogue,
) -> list[Candidate]:
    """Approved technicians with all the skills, online, inside the box: whom the rules then look at one by one.

    They are where their shared position says if that is no older than `since.position`, else at their base.
    """
    conditions = [
        technicians.c.status == TechnicianStatus.APPROVED.value,
        technicians.c.online == true(),
        _is_in(box, since.position),
        *(_has_skill(skill) for skill in sorted(skills)),
    ]
    return _read(connection, conditions, _asked(about, since), catalogue)


def of(
    connection: Connection, technician: PersonId, about: About, since: Since, catalogue: Catalogue
) -> Candidate | None:
    """One technician with regard to one order, whoever and wherever they are."""
    asked = _asked(about, since) | {"technician": technician}
    found = _found(connection, FACTS_OF_ONE, VISITS_OF_ONE, asked, catalogue)
    return found[0] if found else None


def of_several(
    connection: Connection, those: Collection[PersonId], about: About, since: Since, catalogue: Catalogue
) -> list[Candidate]:
    """These technicians with regard to one order, whoever and wherever they are."""
    chosen = technicians.c.person_id.in_(list(those))
    return _read(connection, [chosen], _asked(about, since), catalogue)


def everybody(connection: Connection, after: PersonId, most: int, catalogue: Catalogue) -> list[Candidate]:
    """Approved technicians, online or not and without regard to any order, by their ids after that one."""
    approved = technicians.c.status == TechnicianStatus.APPROVED.value
    next_ids = select(technicians.c.person_id).where(approved, technicians.c.person_id > after)
    chosen = next_ids.order_by(technicians.c.person_id).limit(most)
    return _read(connection, [technicians.c.person_id.in_(chosen)], _asked(About(NOBODY), NOT_COUNTED), catalogue)


def _read(
    connection: Connection,
    conditions: Sequence[ColumnElement[bool]],
    asked: dict[str, Any],
    catalogue: Catalogue,
) -> list[Candidate]:
    return _found(connection, FACTS_OF_ALL.where(*conditions), VISITS_OF_ALL.where(*conditions), asked, catalogue)


def _found(
    connection: Connection, facts: Select[Any], visits: Select[Any], asked: dict[str, Any], catalogue: Catalogue
) -> list[Candidate]:
    bound = _bound(connection.execute(visits, asked), catalogue)
    return [_candidate(row, bound[row.person_id]) for row in connection.execute(facts, asked)]


def _asked(about: About, since: Since) -> dict[str, Any]:
    """What the facts depend on."""
    of_order = {"customer": about.customer, "order": about.order, "round": about.round}
    return of_order | {"lately": since.offers, "today": since.jobs}


def _is_in(box: Box, position_since: datetime) -> ColumnElement[bool]:
    is_fresh = technicians.c.position_at >= position_since
    lat = case((is_fresh, technicians.c.position_lat), else_=technicians.c.base_lat)
    lon = case((is_fresh, technicians.c.position_lon), else_=technicians.c.base_lon)
    return lat.between(box.south, box.north) & lon.between(box.west, box.east)


def _has_skill(skill: str) -> ColumnElement[bool]:
    having = select(technician_skills.c.technician_id).where(technician_skills.c.skill == skill)
    return technicians.c.person_id.in_(having)


def _keys(listed: str | None) -> frozenset[str]:
    return frozenset((listed or "").split(",")) - {""}


def _bound(rows: Iterable[Row[Any]], catalogue: Catalogue) -> defaultdict[int, list[Visit]]:
    """What binds each of the technicians, by id."""
    visits: defaultdict[int, list[Visit]] = defaultdict(list)
    for row in rows:
        visits[row.technician_id].append(_visit(row, catalogue))
    return visits


def _visit(row: Any, catalogue: Catalogue) -> Visit:
    return Visit(
        row.point,
        Window(row.window_start, row.window_end) if row.window_start else None,
        row.minutes or minutes_of(row.service, catalogue),
        due=row.arriving_at,
        begun=row.started_at or row.arrived_at,
    )


def minutes_of(service: str, catalogue: Catalogue) -> int:
    """How long that service usually takes."""
    known = catalogue.service(service)
    return known.minutes if known else USUAL_MINUTES


def _candidate(row: Row[Any], visits: list[Visit]) -> Candidate:
    located = row.position_lat is not None
    return Candidate(
        id=PersonId(row.person_id),
        status=TechnicianStatus(row.status),
        banned=row.banned_at is not None,
        reachable=row.reachable,
        online=row.online,
        skills=_keys(row.skills),
        base=Point(lat=row.base_lat, lon=row.base_lon),
        radius_km=row.radius_km,
        position=Point(lat=row.position_lat, lon=row.position_lon) if located else None,
        position_at=row.position_at,
        hours=hours_from(row.hours),
        max_jobs=row.max_jobs,
        stars_sum=row.stars_sum,
        stars_count=row.stars_count,
        visits=tuple(visits),
        habits=habits_from(row),
        level=level_from(row.level),
        documents=_keys(row.documents),
        restricted=row.limited or row.probation_left > 0,
        **{fact: getattr(row, fact) for fact in FACTS},
    )
