"""The part of a job's row that keeps its technician to their word. Conditional updates only."""

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, update

from bot.domain.ids import JobId
from bot.domain.offers import JobStatus
from bot.domain.punctuality import MOST_EXTENSIONS, NotComing
from db.tables import jobs
from db.transaction import Transaction

IS_ASKED = jobs.c.nudged_at.is_not(None)


def expect_by(tx: Transaction, job: JobId, by: datetime) -> bool:
    """Let the technician have set out by then; a question that was open is open no more."""
    return _change(tx, job, JobStatus.ASSIGNED, set_out_by=by, nudged_at=None)


def extend(tx: Transaction, job: JobId, by: datetime) -> bool:
    """Give the technician who was asked more time; False when they had it, or were not asked."""
    once = jobs.c.extensions < MOST_EXTENSIONS
    longer = {"set_out_by": by, "nudged_at": None, "extensions": jobs.c.extensions + 1}
    return _change(tx, job, JobStatus.ASSIGNED, IS_ASKED, once, **longer)


def nudge(tx: Transaction, job: JobId, at: JobStatus) -> bool:
    """Ask; False when a question is open already or the job is elsewhere."""
    return _change(tx, job, at, jobs.c.nudged_at.is_(None), nudged_at=tx.now)


def mark_late(tx: Transaction, job: JobId) -> bool:
    """Keep since when the technician on the way is late."""
    return _change(tx, job, JobStatus.EN_ROUTE, late_at=func.coalesce(jobs.c.late_at, tx.now))


def estimate(tx: Transaction, job: JobId, at: datetime) -> bool:
    """The technician will likely be there at that time; what they promised stays."""
    return _change(tx, job, JobStatus.EN_ROUTE, arriving_at=at)


def promise(tx: Transaction, job: JobId, at: datetime) -> bool:
    """The technician who was asked says when they will be there; False when no question is open (any more)."""
    return _change(tx, job, JobStatus.EN_ROUTE, IS_ASKED, arriving_at=at, promised_at=at, nudged_at=None)


def _change(tx: Transaction, job: JobId, at: JobStatus, *conditions: ColumnElement[bool], **values: Any) -> bool:
    changing = update(jobs).where(jobs.c.id == job, jobs.c.status == at.value, *conditions)
    return tx.changed(changing.values(**values))


def broken_words(connection: Connection, technician: int, since: datetime) -> Counter[str]:
    """How often since then this technician was late, and how often they did not come, by reason."""
    theirs = [jobs.c.technician_id == technician, jobs.c.accepted_at >= since]
    reasons = [NotComing.SILENT.value, NotComing.NO_SHOW.value]
    query = (
        select(jobs.c.reason, func.count().label("times"))
        .where(*theirs, jobs.c.reason.in_(reasons))
        .group_by(jobs.c.reason)
    )
    counted = Counter({row.reason: row.times for row in connection.execute(query)})
    late = select(func.count()).select_from(jobs).where(*theirs, jobs.c.late_at.is_not(None))
    counted["late"] = int(connection.execute(late).scalar_one())
    return counted
