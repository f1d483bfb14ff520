"""Technicians as a search sees them: two statements a wave, however many are found."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, case, exists, func, or_, select, true

from bot.domain.candidates import Box, Candidate, Visit
from bot.domain.catalogue import Catalogue
from bot.domain.cautions import Step
from bot.domain.credentials import CredentialStatus
from bot.domain.employment import Employment
from bot.domain.ids import OrderId, PersonId
from bot.domain.levels import level_from
from bot.domain.offers import RUNNING, JobStatus, OfferStatus
from bot.domain.orders import Window
from bot.domain.points import Point
from bot.domain.preferences import Preference
from bot.domain.technicians import TechnicianStatus
from db.learned import habits_from
from db.tables import (
    cautions,
    credentials,
    habits,
    jobs,
    offers,
    orders,
    people,
    preferences,
    technician_skills,
    technicians,
)
from db.technicians import hours_from

USUAL_MINUTES = 60
"""How long work takes that the catalogue does not know."""
NO_ORDER = OrderId(0)
NOBODY = PersonId(0)
_WHEN_AND_WHAT = (
    jobs.c.arriving_at,
    jobs.c.arrived_at,
    jobs.c.started_at,
    orders.c.window_start,
    orders.c.window_end,
    orders.c.service,
    orders.c.minutes,
)
_OF_TECHNICIAN = (
    technicians.c.person_id,
    technicians.c.status,
    technicians.c.level,
    technicians.c.online,
    technicians.c.base_lat,
    technicians.c.base_lon,
    technicians.c.radius_km,
    technicians.c.position_lat,
    technicians.c.position_lon,
    technicians.c.position_at,
    technicians.c.hours,
    technicians.c.max_jobs,
    technicians.c.stars_sum,
    technicians.c.stars_count,
    technicians.c.probation_left,
)
"""What the rules look at and no more: to unseal a phone number takes longer than all the rest of a row."""
_OF_HABITS = (habits.c.willing_mean, habits.c.willing_variance, habits.c.pace_mean, habits.c.pace_variance)
_PEOPLE = technicians.join(people, people.c.id == technicians.c.person_id).outerjoin(
    habits, habits.c.technician_id == technicians.c.person_id
)


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
RUNNING_WORDS = [status.value for status in RUNNING]


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
    return _read(connection, conditions, _facts(about, since), catalogue)


def of(
    connection: Connection, technician: PersonId, about: About, since: Since, catalogue: Catalogue
) -> Candidate | None:
    """One technician with regard to one order, whoever and wherever they are."""
    found = _read(connection, [technicians.c.person_id == technician], _facts(about, since), catalogue)
    return found[0] if found else None


def of_several(
    connection: Connection, those: Collection[PersonId], about: About, since: Since, catalogue: Catalogue
) -> list[Candidate]:
    """These technicians with regard to one order, whoever and wherever they are."""
    chosen = technicians.c.person_id.in_(list(those))
    return _read(connection, [chosen], _facts(about, since), catalogue)


def everybody(connection: Connection, after: PersonId, most: int, catalogue: Catalogue) -> list[Candidate]:
    """Approved technicians, online or not and without regard to any order, by their ids after that one."""
    approved = technicians.c.status == TechnicianStatus.APPROVED.value
    next_ids = select(technicians.c.person_id).where(approved, technicians.c.person_id > after)
    chosen = next_ids.order_by(technicians.c.person_id).limit(most)
    return _read(connection, [technicians.c.person_id.in_(chosen)], _facts(About(NOBODY), NOT_COUNTED), catalogue)


def _read(
    connection: Connection,
    conditions: Sequence[ColumnElement[bool]],
    facts: Select[Any],
    catalogue: Catalogue,
) -> list[Candidate]:
    visits = _visits(connection, conditions, catalogue)
    query = facts.where(*conditions).order_by(technicians.c.person_id)
    return [_candidate(row, visits[row.person_id]) for row in connection.execute(query)]


def _is_in(box: Box, position_since: datetime) -> ColumnElement[bool]:
    is_fresh = technicians.c.position_at >= position_since
    lat = case((is_fresh, technicians.c.position_lat), else_=technicians.c.base_lat)
    lon = case((is_fresh, technicians.c.position_lon), else_=technicians.c.base_lon)
    return lat.between(box.south, box.north) & lon.between(box.west, box.east)


def _has_skill(skill: str) -> ColumnElement[bool]:
    having = select(technician_skills.c.technician_id).where(technician_skills.c.skill == skill)
    return technicians.c.person_id.in_(having)


def _facts(about: About, since: Since) -> Select[Any]:
    theirs = offers.c.technician_id == technicians.c.person_id
    asked_for_it = [theirs, offers.c.order_id == about.order]
    in_round = or_(offers.c.round == about.round, offers.c.status == OfferStatus.OPEN.value)
    had_it = [jobs.c.technician_id == technicians.c.person_id, jobs.c.order_id == about.order]
    returned = jobs.c.status == JobStatus.HANDED_BACK.value
    is_open = offers.c.status == OfferStatus.OPEN.value
    lately, today = offers.c.created_at >= since.offers, jobs.c.accepted_at >= since.jobs
    return select(
        *_OF_TECHNICIAN,
        *_OF_HABITS,
        *(people.c.reachable, people.c.banned_at),
        _skills_of_technician().label("skills"),
        *_standing(),
        select(func.count()).where(theirs, is_open).scalar_subquery().label("open_offers"),
        exists().where(*asked_for_it, in_round).label("asked"),
        exists().where(*asked_for_it, offers.c.status == OfferStatus.DECLINED.value).label("declined"),
        _is_blocked(about.customer).label("blocked"),
        exists().where(*had_it, returned).label("handed_back"),
        exists().where(*had_it, ~returned).label("on_it"),
        select(func.max(offers.c.created_at)).where(*asked_for_it, is_open).scalar_subquery().label("silent_since"),
        select(func.count()).where(theirs, lately).scalar_subquery().label("asked_lately"),
        select(func.count()).where(had_it[0], today, ~returned).scalar_subquery().label("jobs_today"),
    ).select_from(_PEOPLE)


def _is_blocked(customer: PersonId) -> ColumnElement[bool]:
    """Whether the customer has blocked the technician."""
    blocked = preferences.c.kind == Preference.BLOCKED.value
    this_one = preferences.c.technician_id == technicians.c.person_id
    return exists().where(this_one, preferences.c.customer_id == customer, blocked)


def _skills_of_technician() -> Any:
    """Comma separated; keys of skills have no commas."""
    theirs = technician_skills.c.technician_id == technicians.c.person_id
    return select(func.aggregate_strings(technician_skills.c.skill, ",")).where(theirs).scalar_subquery()


def _standing() -> tuple[Any, ...]:
    """What operators and the record have left to the technician, and whether they are the market's own."""
    is_staff = (technicians.c.employment == Employment.STAFF.value).label("is_staff")
    return _valid_documents().label("documents"), _is_limited().label("limited"), is_staff


def _valid_documents() -> Any:
    """The kinds of document that count, comma separated."""
    theirs = credentials.c.technician_id == technicians.c.person_id
    valid = credentials.c.status == CredentialStatus.APPROVED.value
    return select(func.aggregate_strings(credentials.c.kind, ",")).where(theirs, valid).scalar_subquery()


def _is_limited() -> Any:
    """Whether a fallen record leaves only near and simple work."""
    theirs = [cautions.c.technician_id == technicians.c.person_id, cautions.c.lifted_at.is_(None)]
    return exists().where(*theirs, cautions.c.step == Step.LIMITED.value)


def _keys(listed: str | None) -> frozenset[str]:
    return frozenset((listed or "").split(",")) - {""}


def _visits(
    connection: Connection, conditions: Sequence[ColumnElement[bool]], catalogue: Catalogue
) -> defaultdict[int, list[Visit]]:
    """What binds each of the technicians, by id."""
    query = (
        select(jobs.c.technician_id, orders.c.point, *_WHEN_AND_WHAT)
        .join(orders, orders.c.id == jobs.c.order_id)
        .join(technicians, technicians.c.person_id == jobs.c.technician_id)
        .where(jobs.c.status.in_(RUNNING_WORDS), *conditions)
        .order_by(jobs.c.id)
    )
    visits: defaultdict[int, list[Visit]] = defaultdict(list)
    for row in connection.execute(query):
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
