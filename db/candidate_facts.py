"""The statements behind candidates: what the rules look at of a technician, and what binds them already."""

from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select

from bot.domain.cautions import Step
from bot.domain.credentials import CredentialStatus
from bot.domain.employment import Employment
from bot.domain.offers import RUNNING, JobStatus, OfferStatus
from bot.domain.preferences import Preference
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


def _facts() -> Select[Any]:
    theirs = offers.c.technician_id == technicians.c.person_id
    asked_for_it = [theirs, offers.c.order_id == bindparam("order")]
    in_round = or_(offers.c.round == bindparam("round"), offers.c.status == OfferStatus.OPEN.value)
    had_it = [jobs.c.technician_id == technicians.c.person_id, jobs.c.order_id == bindparam("order")]
    returned = jobs.c.status == JobStatus.HANDED_BACK.value
    is_open = offers.c.status == OfferStatus.OPEN.value
    lately, today = offers.c.created_at >= bindparam("lately"), jobs.c.accepted_at >= bindparam("today")
    return select(
        *_OF_TECHNICIAN,
        *_OF_HABITS,
        *(people.c.reachable, people.c.banned_at),
        _skills_of_technician().label("skills"),
        *_standing(),
        select(func.count()).where(theirs, is_open).scalar_subquery().label("open_offers"),
        exists().where(*asked_for_it, in_round).label("asked"),
        exists().where(*asked_for_it, offers.c.status == OfferStatus.DECLINED.value).label("declined"),
        _is_blocked().label("blocked"),
        exists().where(*had_it, returned).label("handed_back"),
        exists().where(*had_it, ~returned).label("on_it"),
        select(func.max(offers.c.created_at)).where(*asked_for_it, is_open).scalar_subquery().label("silent_since"),
        select(func.count()).where(theirs, lately).scalar_subquery().label("asked_lately"),
        select(func.count()).where(had_it[0], today, ~returned).scalar_subquery().label("jobs_today"),
    ).select_from(_PEOPLE)


def _is_blocked() -> ColumnElement[bool]:
    """Whether the customer has blocked the technician."""
    blocked = preferences.c.kind == Preference.BLOCKED.value
    this_one = preferences.c.technician_id == technicians.c.person_id
    return exists().where(this_one, preferences.c.customer_id == bindparam("customer"), blocked)


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


# Built once: to build these takes several times as long as to run them for one technician.
FACTS_OF_ALL = _facts().order_by(technicians.c.person_id)
VISITS_OF_ALL = (
    select(jobs.c.technician_id, orders.c.point, *_WHEN_AND_WHAT)
    .join(orders, orders.c.id == jobs.c.order_id)
    .join(technicians, technicians.c.person_id == jobs.c.technician_id)
    .where(jobs.c.status.in_([status.value for status in RUNNING]))
    .order_by(jobs.c.id)
)
_ONE = technicians.c.person_id == bindparam("technician")
FACTS_OF_ONE, VISITS_OF_ONE = FACTS_OF_ALL.where(_ONE), VISITS_OF_ALL.where(_ONE)
"""Of one `technician`. Facts are with regard to `customer`, `order`, `round`; they count since `lately` and `today`."""
