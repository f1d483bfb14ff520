"""The technician came and nobody opened."""

from math import ceil

from bot.domain.errors import Refusal
from bot.domain.ids import JobId, PersonId
from bot.domain.offers import Job, JobStatus
from bot.domain.orders import OrderStatus
from bot.usecases.closing import close_offers
from bot.usecases.credit import fit_credit
from bot.usecases.desk_news import tell_desk
from bot.usecases.extras import withdraw_open_extra
from bot.usecases.job_details import put_away
from bot.usecases.jobs import moved_on, order_of, own_job
from bot.usecases.showing import show_order
from bot.usecases.team_news import tell_team_of_end
from db import jobs, orders
from db.outbox import notify, show_card
from db.transaction import Transaction

REASON = "customer_absent"


def customer_absent(tx: Transaction, job: JobId, technician: PersonId) -> None:
    """End the order, after some patience at the door, and leave the rest to the operators."""
    row = own_job(tx, job, technician)
    if row.status is not JobStatus.ARRIVED or row.arrived_at is None:
        raise moved_on(row)
    left = (row.arrived_at + tx.market.jobs.absent_after - tx.now).total_seconds()
    if left > 0:
        raise Refusal("absent_too_early", minutes=ceil(left / 60))
    colleagues = [other for other in jobs.of_order(tx.connection, row.order) if other.id != row.id]
    if any(other.status in {JobStatus.IN_PROGRESS, JobStatus.DONE} for other in colleagues):
        raise Refusal("customer_was_there")
    _end(tx, row, [other for other in colleagues if other.is_running])


def _end(tx: Transaction, job: Job, colleagues: list[Job]) -> None:
    absent = JobStatus.CUSTOMER_ABSENT
    if not jobs.move(tx, job.id, job.technician, absent, ended_at=tx.now):
        raise moved_on(job)
    orders.move(tx, job.order, OrderStatus.CANCELLED, reason=REASON)
    orders.record(tx, job.order, REASON, job.technician, {"job": job.id})
    close_offers(tx, job.order)
    for other in colleagues:
        jobs.move(tx, other.id, other.technician, JobStatus.CANCELLED, reason=REASON, ended_at=tx.now)
        show_card(tx, other.technician, "offer", other.offer, fresh=True)
    for ended in [job, *colleagues]:
        withdraw_open_extra(tx, ended)
        put_away(tx, ended)
        tell_team_of_end(tx, ended, REASON)
    fit_credit(tx, job.order)
    _tell(tx, job)


def _tell(tx: Transaction, job: Job) -> None:
    notify(tx, order_of(tx, job).customer, "jobs/customer_absent", {"order": job.order})
    show_order(tx, job.order, fresh=True)
    tell_desk(tx, "jobs/desk_absent", {"job": job.id}, job.order)
