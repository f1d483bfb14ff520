"""The market in figures, for a stretch of time and for this moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor

from sqlalchemy import Connection, func, select

from bot.domain.orders import OrderStatus
from bot.domain.technicians import TechnicianStatus
from db import inbox, outbox, timers
from db.tables import jobs, offers, orders, ratings, technicians

SMALL_SAMPLE = 20
"""Averages and percentiles of fewer than these say more about chance than about the market."""


@dataclass(frozen=True, slots=True)
class Period:
    """What became of the orders that were placed since a moment.

    `seconds_to_accept`: from placing to the first acceptance, ascending; orders for a later hour are left out,
    because they wait on purpose. `offers` counts the orders for which anybody was asked and all their offers.
    `stars` are what customers gave since then: sum and count.
    """

    by_status: dict[OrderStatus, int]
    accepted: int
    seconds_to_accept: tuple[float, ...]
    offered_orders: int
    offers: int
    stars_sum: int
    stars_count: int

    @property
    def placed(self) -> int:
        """All orders of the period."""
        return sum(self.by_status.values())

    @property
    def done(self) -> int:
        """Those whose work was finished."""
        return self.count(OrderStatus.DONE, OrderStatus.CLOSED)

    def count(self, *statuses: OrderStatus) -> int:
        """How many stand at one of these."""
        return sum(self.by_status.get(status, 0) for status in statuses)


@dataclass(frozen=True, slots=True)
class Moment:
    """How it looks right now: who can be asked, and what went wrong and is still kept."""

    technicians: int
    online: int
    dead_letters: int
    failed_updates: int
    failed_timers: int


def period(connection: Connection, since: datetime) -> Period:
    """The figures of all orders placed since then."""
    offered_orders, all_offers = _offers(connection, since)
    stars_sum, stars_count = _stars(connection, since)
    return Period(
        by_status=_by_status(connection, since),
        accepted=_accepted(connection, since),
        seconds_to_accept=_seconds_to_accept(connection, since),
        offered_orders=offered_orders,
        offers=all_offers,
        stars_sum=stars_sum,
        stars_count=stars_count,
    )


def moment(connection: Connection) -> Moment:
    """The figures of now."""
    approved = technicians.c.status == TechnicianStatus.APPROVED.value
    count = select(func.count()).select_from(technicians).where(approved)
    return Moment(
        technicians=int(connection.execute(count).scalar_one()),
        online=int(connection.execute(count.where(technicians.c.online)).scalar_one()),
        dead_letters=outbox.count_by_status(connection).get("dead", 0),
        failed_updates=inbox.count_by_status(connection).get("failed", 0),
        failed_timers=timers.count_failed(connection),
    )


def percentile(ascending: Sequence[float], share: float) -> float | None:
    """The value below which that share of the values lies, interpolated between neighbours; None of none."""
    if not ascending:
        return None
    place = (len(ascending) - 1) * share
    low, high = ascending[floor(place)], ascending[ceil(place)]
    return low + (high - low) * (place - floor(place))


def _by_status(connection: Connection, since: datetime) -> dict[OrderStatus, int]:
    query = select(orders.c.status, func.count()).where(orders.c.created_at >= since).group_by(orders.c.status)
    return {OrderStatus(status): count for status, count in connection.execute(query)}


def _accepted(connection: Connection, since: datetime) -> int:
    query = (
        select(func.count(jobs.c.order_id.distinct()))
        .join(orders, orders.c.id == jobs.c.order_id)
        .where(orders.c.created_at >= since)
    )
    return int(connection.execute(query).scalar_one())


def _seconds_to_accept(connection: Connection, since: datetime) -> tuple[float, ...]:
    first = (
        select(jobs.c.order_id, func.min(jobs.c.accepted_at, type_=jobs.c.accepted_at.type).label("at"))
        .group_by(jobs.c.order_id)
        .subquery()
    )
    query = (
        select(orders.c.created_at, first.c.at)
        .join(first, first.c.order_id == orders.c.id)
        .where(orders.c.created_at >= since, orders.c.window_start.is_(None))
    )
    return tuple(sorted((at - placed).total_seconds() for placed, at in connection.execute(query)))


def _offers(connection: Connection, since: datetime) -> tuple[int, int]:
    query = (
        select(func.count(offers.c.order_id.distinct()), func.count())
        .select_from(offers)
        .join(orders, orders.c.id == offers.c.order_id)
        .where(orders.c.created_at >= since)
    )
    asked, all_offers = connection.execute(query).one()
    return int(asked), int(all_offers)


def _stars(connection: Connection, since: datetime) -> tuple[int, int]:
    query = (
        select(func.coalesce(func.sum(ratings.c.stars), 0), func.count())
        .select_from(ratings)
        .join(jobs, jobs.c.id == ratings.c.job_id)
        .where(ratings.c.at >= since, ratings.c.subject_id == jobs.c.technician_id)
    )
    total, count = connection.execute(query).one()
    return int(total), int(count)
