"""Who is on the way to whom right now, and how both can be called: for the day on which nothing else works."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from bot.domain.ids import OrderId, PersonId
from bot.domain.offers import RUNNING, JobStatus
from db.tables import jobs, orders, people, technicians


@dataclass(frozen=True, slots=True)
class Contact:
    """One side of a running job: the call number, if there is one, and whether the other side may get it."""

    person: PersonId
    name: str
    phone: str | None
    may_be_called: bool

    @property
    def call_number(self) -> str | None:
        """The number as the other side may get it while the bot fails."""
        return self.phone if self.may_be_called else None


@dataclass(frozen=True, slots=True)
class RunningJob:
    """A running job with both its people; the customer's number is the one given for this order.

    `expected_at`: when the technician was last expected at the door.
    """

    id: int
    order: int
    service: str
    status: JobStatus
    address: str
    customer: Contact
    technician: Contact
    expected_at: datetime | None

    def other(self, person: PersonId) -> Contact:
        """Whom this one of the two would call."""
        return self.technician if person == self.customer.person else self.customer


_WORKER = people.alias("worker")
_RUNNING = (
    select(
        jobs,
        orders,
        people.c.name.label("customer"),
        people.c.may_be_called.label("customer_may"),
        technicians.c.name,
        technicians.c.phone.label("own_phone"),
        _WORKER.c.may_be_called.label("technician_may"),
    )
    .join(orders, orders.c.id == jobs.c.order_id)
    .join(people, people.c.id == orders.c.customer_id)
    .join(technicians, technicians.c.person_id == jobs.c.technician_id)
    .join(_WORKER, _WORKER.c.id == jobs.c.technician_id)
    .where(jobs.c.status.in_([status.value for status in RUNNING]))
    .order_by(orders.c.id, jobs.c.id)
)


def of_running_jobs(connection: Connection, order: OrderId | None = None) -> list[RunningJob]:
    """All of them, by the orders' numbers; with an order, those of that one."""
    query = _RUNNING if order is None else _RUNNING.where(orders.c.id == order)
    return [_running_job(row) for row in connection.execute(query).mappings()]


def of_job(connection: Connection, job: int) -> RunningJob | None:
    """The job of that number, while it runs."""
    row = connection.execute(_RUNNING.where(jobs.c.id == job)).mappings().first()
    return None if row is None else _running_job(row)


def _running_job(row: RowMapping) -> RunningJob:
    customer = PersonId(row[orders.c.customer_id])
    technician = PersonId(row[jobs.c.technician_id])
    return RunningJob(
        row[jobs.c.id],
        row[orders.c.id],
        row[orders.c.service],
        JobStatus(row[jobs.c.status]),
        row[orders.c.words],
        Contact(customer, row["customer"], row[orders.c.phone], bool(row["customer_may"])),
        Contact(technician, row[technicians.c.name], row["own_phone"], bool(row["technician_may"])),
        row[jobs.c.arriving_at],
    )
