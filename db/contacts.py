"""Who is on the way to whom right now, and how both can be called: for the day on which nothing else works."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from bot.domain.offers import RUNNING, JobStatus
from db.tables import jobs, orders, people, technicians


@dataclass(frozen=True, slots=True)
class RunningJob:
    """A running job with both its people. `customer_phone`: the number given for this order, if one was.

    `expected_at`: when the technician was last expected at the door.
    """

    order: int
    service: str
    status: JobStatus
    address: str
    customer: str
    customer_phone: str | None
    technician: str
    technician_phone: str
    expected_at: datetime | None


def of_running_jobs(connection: Connection) -> list[RunningJob]:
    """All of them, by the orders' numbers."""
    query = (
        select(
            jobs, orders, people.c.name.label("customer"), technicians.c.name, technicians.c.phone.label("own_phone")
        )
        .join(orders, orders.c.id == jobs.c.order_id)
        .join(people, people.c.id == orders.c.customer_id)
        .join(technicians, technicians.c.person_id == jobs.c.technician_id)
        .where(jobs.c.status.in_([status.value for status in RUNNING]))
        .order_by(orders.c.id, jobs.c.id)
    )
    return [_running_job(row) for row in connection.execute(query).mappings()]


def _running_job(row: RowMapping) -> RunningJob:
    return RunningJob(
        row[orders.c.id],
        row[orders.c.service],
        JobStatus(row[jobs.c.status]),
        row[orders.c.words],
        row["customer"],
        row[orders.c.phone],
        row[technicians.c.name],
        row["own_phone"],
        row[jobs.c.arriving_at],
    )
