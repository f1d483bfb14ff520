"""What a technician asks to see of their job."""

from bot.domain.ids import JobId, PersonId
from bot.domain.names import NAMELESS, first_name
from bot.domain.offers import Job
from bot.usecases.jobs import moved_on, order_of, own_job
from db import jobs, people
from db.outbox import Priority, notify, show_card
from db.showing_again import show_again
from db.transaction import Transaction

HAND_BACK, PLACE = "hand_back", "place"
"""Cards of a job's technician that are of no use, or of no business, once it is over; the subject is the job."""


def show_place(tx: Transaction, job: JobId, technician: PersonId) -> None:
    """Send the pin with its address."""
    _running(tx, job, technician)
    show_card(tx, technician, PLACE, job, priority=Priority.ANSWER, fresh=True)


def show_attachments(tx: Transaction, job: JobId, technician: PersonId) -> None:
    """Send what the customer sent with the order."""
    _running(tx, job, technician)
    notify(tx, technician, "jobs/attachments", {"job": job}, priority=Priority.ANSWER)


def ask_why_back(tx: Transaction, job: JobId, technician: PersonId) -> None:
    """Ask for the reason to hand the job back."""
    _running(tx, job, technician)
    show_card(tx, technician, HAND_BACK, job, priority=Priority.ANSWER, fresh=True)


def put_away(tx: Transaction, job: Job) -> None:
    """The job is over: the question why to hand it back goes, and so does the pin of the place."""
    for view in (HAND_BACK, PLACE):
        show_again(tx, view, job.id)


def show_job_again(tx: Transaction, job: JobId, technician: PersonId) -> None:
    """Bring the job card down to where the technician is looking."""
    show_card(tx, technician, "offer", own_job(tx, job, technician).offer, fresh=True)


def customer_first_name(tx: Transaction, job: JobId, technician: PersonId) -> str:
    """What the technician calls the customer."""
    customer = people.find(tx.connection, order_of(tx, own_job(tx, job, technician)).customer)
    assert customer is not None
    return first_name(customer.name) or NAMELESS


def service_of(tx: Transaction, job: JobId) -> str:
    """The key of what was ordered."""
    row = jobs.find(tx.connection, job)
    assert row is not None
    return order_of(tx, row).service


def _running(tx: Transaction, job: JobId, technician: PersonId) -> Job:
    row = own_job(tx, job, technician)
    if not row.is_running:
        raise moved_on(row)
    return row
