"""What operators look at: orders and technicians as the lines of a list."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from bot.domain.employment import Employment
from bot.domain.ids import FIRST_PSEUDONYM, PersonId
from bot.domain.market import Market
from bot.domain.offers import RUNNING
from bot.domain.orders import OPEN, Order, OrderStatus
from bot.domain.points import Point
from bot.domain.technicians import TechnicianStatus
from db.orders import order_from
from db.tables import jobs, offers, orders, partners, people, technician_skills, technicians

STUCK = {OrderStatus.QUOTING, OrderStatus.EXPIRED, OrderStatus.DISPUTED}
"""An order in one of these moves on only when somebody decides."""


@dataclass(frozen=True, slots=True)
class TechnicianLine:
    """A technician as a line of a list; `load` counts running jobs, `offers` the unanswered ones."""

    id: PersonId
    name: str
    status: TechnicianStatus
    online: bool
    reachable: bool
    banned: bool
    skills: frozenset[str]
    stars_sum: int
    stars_count: int
    load: int
    offers: int
    phone: str
    base: Point
    position: Point | None
    position_at: datetime | None
    employment: Employment = Employment.FREELANCE
    partner: str | None = None

    def whereabouts(self, fresh_since: datetime) -> Point:
        """The position they shared, unless it is older than that; then their base."""
        if self.position is None or self.position_at is None or self.position_at < fresh_since:
            return self.base
        return self.position


def count_orders(connection: Connection, which: ColumnElement[bool]) -> int:
    """How many orders there are of this kind."""
    return int(connection.execute(select(func.count()).select_from(orders).where(which)).scalar_one())


def orders_of_kind(connection: Connection, which: ColumnElement[bool], most: int, skipping: int) -> list[Order]:
    """Orders of this kind, the newest first."""
    query = select(orders).where(which).order_by(orders.c.id.desc()).limit(most).offset(skipping)
    return [order_from(row) for row in connection.execute(query)]


def open_orders() -> ColumnElement[bool]:
    """Somebody still waits for something."""
    return orders.c.status.in_(_values(OPEN | {OrderStatus.DISPUTED}))


def todays_orders(now: datetime, market: Market) -> ColumnElement[bool]:
    """Placed today by the city's clocks, or wanted today."""
    zone = market.city.time_zone
    today = now.astimezone(zone).date()
    midnight = datetime.combine(today, time(), zone)
    next_midnight = datetime.combine(today + timedelta(days=1), time(), zone)
    wanted = and_(orders.c.window_start < next_midnight, orders.c.window_end >= midnight)
    return or_(orders.c.created_at >= midnight, wanted)


def troubled_orders(now: datetime, market: Market) -> ColumnElement[bool]:
    """Waiting for a decision, or looking for somebody for longer than a search should take."""
    patience = market.dispatch.patience
    asap = and_(orders.c.window_start.is_(None), orders.c.created_at < now - patience)
    late = and_(orders.c.window_start.is_not(None), orders.c.window_start < now)
    searching = and_(orders.c.status == OrderStatus.SEARCHING.value, or_(asap, late))
    return or_(orders.c.status.in_(_values(STUCK)), searching)


def technician_lines(connection: Connection) -> list[TechnicianLine]:
    """Everybody who ever applied: those who can be asked first, then by name."""
    skills = _skills(connection)
    load = _count_by_technician(jobs, [status.value for status in RUNNING])
    unanswered = _count_by_technician(offers, ["open"])
    query = (
        select(
            technicians,
            people.c.reachable,
            people.c.banned_at,
            partners.c.name.label("partner"),
            load.c.count,
            unanswered.c.count,
        )
        .join(people, people.c.id == technicians.c.person_id)
        .outerjoin(partners, partners.c.id == technicians.c.partner_id)
        .outerjoin(load, load.c.technician_id == technicians.c.person_id)
        .outerjoin(unanswered, unanswered.c.technician_id == technicians.c.person_id)
        .where(technicians.c.person_id < FIRST_PSEUDONYM)
        .order_by(technicians.c.online.desc(), technicians.c.status, technicians.c.name)
    )
    return [_line(row, skills.get(row.person_id, frozenset())) for row in connection.execute(query)]


def pending_applicants(connection: Connection) -> list[PersonId]:
    """Whose application waits for a decision, the longest first."""
    query = (
        select(technicians.c.person_id)
        .where(technicians.c.status == TechnicianStatus.PENDING.value)
        .order_by(technicians.c.applied_at)
    )
    return [PersonId(person) for person in connection.execute(query).scalars()]


def _line(row: Any, skills: frozenset[str]) -> TechnicianLine:
    load, unanswered = row[-2], row[-1]
    return TechnicianLine(
        PersonId(row.person_id),
        row.name,
        TechnicianStatus(row.status),
        row.online,
        row.reachable,
        row.banned_at is not None,
        skills,
        row.stars_sum,
        row.stars_count,
        load or 0,
        unanswered or 0,
        row.phone,
        Point(lat=row.base_lat, lon=row.base_lon),
        None if row.position_lat is None else Point(lat=row.position_lat, lon=row.position_lon),
        row.position_at,
        Employment(row.employment),
        row.partner,
    )


def _skills(connection: Connection) -> dict[int, frozenset[str]]:
    kept: dict[int, set[str]] = {}
    for technician, skill in connection.execute(select(technician_skills.c.technician_id, technician_skills.c.skill)):
        kept.setdefault(technician, set()).add(skill)
    return {technician: frozenset(skills) for technician, skills in kept.items()}


def _count_by_technician(table: Any, statuses: Collection[str]) -> Any:
    return (
        select(table.c.technician_id, func.count().label("count"))
        .where(table.c.status.in_(statuses))
        .group_by(table.c.technician_id)
        .subquery()
    )


def _values(statuses: Collection[OrderStatus]) -> list[str]:
    return sorted(status.value for status in statuses)
