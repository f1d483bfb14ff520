"""A customer's last visits and the stars that technicians gave them, as their profile is made of them."""

from typing import Any

from sqlalchemy import Connection, Row, and_, or_, select

from bot.domain.customer_profile import LOOKS_BACK, Visit
from bot.domain.offers import CancelReason, JobStatus
from db.tables import jobs, orders, ratings

_THEIR_CANCELLING = [reason.value for reason in CancelReason]


def last_visits(connection: Connection, customer: int) -> list[Visit]:
    """The last visits, newest first. Who cancels on somebody who is late cancels for a reason: that counts nothing."""
    late = and_(
        jobs.c.status == JobStatus.CANCELLED.value,
        jobs.c.en_route_at.is_not(None),
        jobs.c.late_at.is_(None),
        jobs.c.reason.in_(_THEIR_CANCELLING),
    )
    ended = or_(jobs.c.status.in_([JobStatus.DONE.value, JobStatus.CUSTOMER_ABSENT.value]), late)
    query = (
        select(jobs.c.status)
        .join(orders, orders.c.id == jobs.c.order_id)
        .where(orders.c.customer_id == customer, ended)
        .order_by(jobs.c.ended_at.desc(), jobs.c.id.desc())
        .limit(LOOKS_BACK)
    )
    return [_visit(row) for row in connection.execute(query)]


def last_stars(connection: Connection, customer: int) -> list[int]:
    """The last stars of technicians that may be read, newest first: what is still blind must not show through."""
    query = (
        select(ratings.c.stars)
        .join(jobs, jobs.c.id == ratings.c.job_id)
        .join(orders, orders.c.id == jobs.c.order_id)
        .where(orders.c.customer_id == customer, ratings.c.author_id == jobs.c.technician_id)
        .where(ratings.c.revealed_at.is_not(None))
        .order_by(ratings.c.id.desc())
        .limit(LOOKS_BACK)
    )
    return list(connection.execute(query).scalars())


def _visit(row: Row[Any]) -> Visit:
    if row.status == JobStatus.DONE.value:
        return Visit.DONE
    return Visit.ABSENT if row.status == JobStatus.CUSTOMER_ABSENT.value else Visit.CANCELLED_LATE
