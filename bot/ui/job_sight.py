"""What the cards and notices of a job look up again and again: its order, its people, what they are called."""

from dataclasses import dataclass

from sqlalchemy import Connection

from bot.domain.names import NAMELESS, first_name
from bot.domain.offers import Job
from bot.domain.orders import Order
from bot.domain.people import Person
from bot.domain.technicians import Technician
from bot.ui.masking import mask_contacts
from db import jobs, orders, people, technicians

ANY_COUNTRY = "ZZ"
"""A number in a name is one with its country, or too long to be anything else."""


@dataclass(frozen=True, slots=True)
class JobSight:
    """A job with its order and its two people."""

    job: Job
    order: Order
    customer: Person
    technician: Technician

    @property
    def customer_name(self) -> str:
        """What the technician calls the customer: a name, no number or account that they put into it."""
        return mask_contacts(first_name(self.customer.name), ANY_COUNTRY) or NAMELESS

    @property
    def technician_name(self) -> str:
        """What the customer calls the technician."""
        return first_name(self.technician.name)

    def other_name(self, reader: int) -> str:
        """What this one of the two calls the other."""
        return self.technician_name if self.is_customer(reader) else self.customer_name

    def is_customer(self, reader: int) -> bool:
        """Whether the reader's chat is the customer's own."""
        return reader == self.customer.id

    def is_technician(self, reader: int) -> bool:
        """Whether the reader's chat is the technician's own."""
        return reader == self.technician.id


def job_sight(connection: Connection, job: int) -> JobSight | None:
    """Everything about the job of that number; None when there is none."""
    row = jobs.find(connection, job)
    return None if row is None else sight_of(connection, row)


def sight_of(connection: Connection, job: Job) -> JobSight:
    """Everything about this job."""
    order = orders.find(connection, job.order)
    technician = technicians.find(connection, job.technician)
    assert order is not None
    assert technician is not None
    customer = people.find(connection, order.customer)
    assert customer is not None
    return JobSight(job, order, customer, technician)
