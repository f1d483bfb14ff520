"""A technician's last jobs and stars, as their record is made of them."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, or_, select

from bot.domain.offers import JobStatus
from bot.domain.punctuality import NotComing
from bot.domain.records import Work
from db.tables import jobs, ratings

ANSWERED_FOR = [JobStatus.DONE.value, JobStatus.CUSTOMER_ABSENT.value, JobStatus.HANDED_BACK.value]


def last_work(connection: Connection, person: int, since: datetime | None, most: int) -> list[Work]:
    """The last jobs that ended and that the technician answers for; what others called off counts for nothing."""
    ended = or_(jobs.c.status.in_(ANSWERED_FOR), jobs.c.reason == NotComing.REPLACED.value)
    conditions: list[ColumnElement[bool]] = [jobs.c.technician_id == person, jobs.c.ended_at.is_not(None), ended]
    if since is not None:
        conditions.append(jobs.c.ended_at > since)
    query = select(jobs.c.status, jobs.c.reason, jobs.c.late_at).where(*conditions)
    rows = connection.execute(query.order_by(jobs.c.ended_at.desc(), jobs.c.id.desc()).limit(most))
    return [Work(JobStatus(row.status), row.reason, row.late_at is not None) for row in rows]


def last_stars(connection: Connection, person: int, since: datetime | None, most: int) -> list[int]:
    """The last stars that may be read: what is still blind must not show through."""
    conditions: list[ColumnElement[bool]] = [ratings.c.subject_id == person, ratings.c.revealed_at.is_not(None)]
    if since is not None:
        conditions.append(ratings.c.at > since)
    query = select(ratings.c.stars).where(*conditions).order_by(ratings.c.id.desc()).limit(most)
    return list(connection.execute(query).scalars())
