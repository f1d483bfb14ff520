"""What is kept as a sum is the sum of what it counts."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import func, select

from db.tables import extras, jobs, orders, ratings, technicians
from db.track_record import earned
from tests.chaos.invariants.sight import Sight

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def counters_add_up(sight: Sight) -> Iterator[str]:
    """A technician's jobs and stars."""
    done = sight.count(
        select(jobs.c.technician_id, func.count()).where(jobs.c.status == "done").group_by(jobs.c.technician_id)
    )
    told = (
        select(ratings.c.subject_id, func.sum(ratings.c.stars).label("total"), func.count().label("times"))
        .join(jobs, jobs.c.id == ratings.c.job_id)
        .where(ratings.c.subject_id == jobs.c.technician_id, ratings.c.revealed_at.is_not(None))
        .group_by(ratings.c.subject_id)
    )
    stars = {row.subject_id: (row.total, row.times) for row in sight.rows(told)}
    for row in sight.rows(select(technicians)):
        counted = (row.jobs_done, row.stars_sum, row.stars_count)
        added = (done.get(row.person_id, 0), *stars.get(row.person_id, (0, 0)))
        if counted != added:
            yield f"technician {row.person_id}: jobs, stars, ratings are kept as {counted} and add up to {added}"


def money_adds_up(sight: Sight) -> Iterator[str]:
    """A job pays the order's price and what was agreed on top; earnings are the sums of that."""
    agreed = sight.count(
        select(extras.c.job_id, func.sum(extras.c.amount))
        .where(extras.c.status == "approved")
        .group_by(extras.c.job_id)
    )
    expected: dict[int, tuple[int, int]] = {}
    for job in sight.rows(select(jobs, orders.c.price).join(orders)):
        if job.pay != job.price or (job.extra or 0) != agreed.get(job.id, 0):
            yield f"job {job.id} pays {job.pay} + {job.extra}, not {job.price} + {agreed.get(job.id, 0)}"
        if job.status == "done":
            amount, count = expected.get(job.technician_id, (0, 0))
            expected[job.technician_id] = (amount + (job.pay or 0) + (job.extra or 0), count + 1)
    for technician in sight.connection.scalars(select(technicians.c.person_id)):
        told = earned(sight.connection, technician, LONG_AGO)
        if (told.amount, told.jobs) != expected.get(technician, (0, 0)):
            yield f"technician {technician} is told {told}, earned {expected.get(technician, (0, 0))}"
