"""What a technician has done so far: jobs, money earned."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, case, func, select

from bot.domain.ids import OfferId
from bot.domain.offers import RUNNING, JobStatus
from db.tables import jobs, orders


@dataclass(frozen=True, slots=True)
class PastJob:
    """A job as a line of a list. `price` is what it pays so far, in minor units; None before it has a price."""

    offer: OfferId
    order: int
    service: str
    district: str
    status: JobStatus
    price: int | None
    accepted_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Earned:
    """What a stretch of time brought: minor units of the market's currency, and in how many jobs."""

    amount: int
    jobs: int


def jobs_of(connection: Connection, technician: int, most: int, skipping: int = 0) -> list[PastJob]:
    """A technician's jobs: the running ones first, then the latest."""
    running = case((jobs.c.status.in_([s.value for s in RUNNING]), 0), else_=1)
    query = (
        select(jobs, orders.c.service, orders.c.district)
        .join(orders, orders.c.id == jobs.c.order_id)
        .where(jobs.c.technician_id == technician)
        .order_by(running, jobs.c.id.desc())
        .limit(most)
        .offset(skipping)
    )
    return [_past_job(row) for row in connection.execute(query)]


def _past_job(row: Row[Any]) -> PastJob:
    return PastJob(
        OfferId(row.offer_id),
        row.order_id,
        row.service,
        row.district,
        JobStatus(row.status),
        None if row.pay is None else row.pay + (row.extra or 0),
        row.accepted_at,
        row.ended_at,
    )


def count_jobs(connection: Connection, technician: int) -> int:
    """How many jobs this technician has had, given-back ones included."""
    query = select(func.count()).select_from(jobs).where(jobs.c.technician_id == technician)
    return connection.execute(query).scalar_one()


def earned(connection: Connection, technician: int, since: datetime) -> Earned:
    """What the jobs done since then brought: the price and the extra work."""
    pay = func.coalesce(jobs.c.pay, 0) + func.coalesce(jobs.c.extra, 0)
    query = select(func.coalesce(func.sum(pay), 0), func.count()).where(
        jobs.c.technician_id == technician,
        jobs.c.status == JobStatus.DONE.value,
        jobs.c.ended_at >= since,
    )
    amount, count = connection.execute(query).one()
    return Earned(int(amount), count)
