"""Photos of the work, before and after: the customer sees them, and in a dispute they speak."""

from bot.domain.errors import Refusal
from bot.domain.ids import JobId, PersonId
from bot.domain.offers import ON_SITE, Job
from bot.usecases.jobs import moved_on, order_of, own_job
from bot.usecases.showing import show_order
from db import job_photos, jobs
from db.outbox import Priority, notify
from db.transaction import Transaction

MOST_PHOTOS = 10
"""As many as an album holds."""


def add_photo(tx: Transaction, job: JobId, technician: PersonId, file_id: str) -> int:
    """Keep a photo taken on site and say how many there are."""
    row = _on_site(tx, job, technician)
    if job_photos.count(tx.connection, job) >= MOST_PHOTOS:
        raise Refusal("photos_full", most=MOST_PHOTOS)
    job_photos.add(tx, job, file_id)
    show_order(tx, row.order)
    return job_photos.count(tx.connection, job)


def count_photos(tx: Transaction, job: JobId, technician: PersonId) -> int:
    """How many photos are kept of a job to which its technician may add some now."""
    return job_photos.count(tx.connection, _on_site(tx, job, technician).id)


def _on_site(tx: Transaction, job: JobId, technician: PersonId) -> Job:
    row = own_job(tx, job, technician)
    if row.status not in ON_SITE:
        raise moved_on(row)
    return row


def show_photos(tx: Transaction, job: JobId, person: PersonId) -> None:
    """Send the photos to one of the job's two people."""
    row = jobs.find(tx.connection, job)
    if row is None or person not in {row.technician, order_of(tx, row).customer}:
        raise Refusal("job_not_yours")
    notify(tx, person, "jobs/photos", {"job": job}, priority=Priority.ANSWER)
