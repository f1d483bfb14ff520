"""One look at the market for the map: technicians, the orders of the last while, who was asked, what happened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select

from bot.domain.offers import RUNNING
from bot.domain.orders import OPEN
from bot.domain.technicians import TechnicianStatus
from db.tables import jobs, offers, order_events, orders, people, staff, technicians

LATELY = timedelta(minutes=30)
MOST_ORDERS = 250
STILL_GOING = {status.value for status in OPEN}


@dataclass(frozen=True, slots=True)
class MarketSight:
    """Rows as they stand. Events, offers and jobs are those of the orders shown; `names` has everybody."""

    technicians: Sequence[Row[Any]]
    orders: Sequence[Row[Any]]
    events: Sequence[Row[Any]]
    offers: Sequence[Row[Any]]
    jobs: Sequence[Row[Any]]
    busy: frozenset[int]
    staff: frozenset[int]
    names: dict[int, str]


def sight(now: datetime) -> Callable[[Connection], MarketSight]:
    """What to read; orders that were over long before `now` are left out."""
    return lambda connection: _look(connection, now)


def _look(connection: Connection, now: datetime) -> MarketSight:
    shown = _rows(connection, _orders_shown(now))
    ids = [order.id for order in shown]
    running = [status.value for status in RUNNING]
    approved = technicians.c.status == TechnicianStatus.APPROVED.value
    return MarketSight(
        technicians=_rows(connection, select(technicians).where(approved)),
        orders=shown,
        events=_rows(connection, select(order_events).where(order_events.c.order_id.in_(ids))),
        offers=_rows(connection, select(offers).where(offers.c.order_id.in_(ids))),
        jobs=_rows(connection, select(jobs).where(jobs.c.order_id.in_(ids))),
        busy=frozenset(connection.scalars(select(jobs.c.technician_id).where(jobs.c.status.in_(running)))),
        staff=frozenset(connection.scalars(select(staff.c.person_id))),
        names={row.id: row.name for row in connection.execute(select(people.c.id, people.c.name))},
    )


def _orders_shown(now: datetime) -> Select[Any]:
    is_recent = or_(
        orders.c.status.in_(STILL_GOING), orders.c.created_at > now - LATELY, orders.c.closed_at > now - LATELY
    )
    return select(orders).where(is_recent).order_by(orders.c.id.desc()).limit(MOST_ORDERS)


def _rows(connection: Connection, query: Select[Any]) -> Sequence[Row[Any]]:
    return connection.execute(query).all()
