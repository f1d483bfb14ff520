"""A technician gives a job back: the order goes out again at once, or to the operators when work had begun."""

from bot.domain.ids import JobId, PersonId
from bot.domain.names import first_name
from bot.domain.offers import HandBackReason, Job, JobStatus
from bot.domain.orders import OrderStatus
from bot.usecases.closing import close_offers
from bot.usecases.desk_news import tell_desk
from bot.usecases.extras import withdraw_open_extra
from bot.usecases.job_details import put_away
from bot.usecases.jobs import moved_on, order_of, own_job
from bot.usecases.records import plan_review
from bot.usecases.searching import reopen
from bot.usecases.showing import show_order
from bot.usecases.team_news import tell_team
from db import jobs, orders, technicians
from db.outbox import notify
from db.transaction import Transaction


def hand_back(tx: Transaction, job: JobId, technician: PersonId, reason: HandBackReason) -> None:
    """Give the job back, with the reason for the operators; the customer hears one kind sentence."""
    row = own_job(tx, job, technician)
    ending = {"reason": reason.value, "ended_at": tx.now}
    if not jobs.move(tx, job, technician, JobStatus.HANDED_BACK, **ending):
        raise moved_on(row)
    withdraw_open_extra(tx, row)
    details = {"job": job, "reason": reason.value, "from": row.status.value}
    orders.record(tx, row.order, "handed_back", technician, details)
    if row.status is JobStatus.IN_PROGRESS:
        _leave_to_operators(tx, row)
    else:
        reopen(tx, row.order)
    _tell_customer(tx, row)
    news = {"order": row.order, "reason": reason.value, "is_open": row.status is not JobStatus.IN_PROGRESS}
    tell_team(tx, technician, "team/handed_back", news)
    put_away(tx, row)
    plan_review(tx, technician)
    show_order(tx, row.order)


def _leave_to_operators(tx: Transaction, job: Job) -> None:
    """Half-done work is nothing to send the next one to unseen, nor anybody for a colleague's place."""
    close_offers(tx, job.order)
    orders.move(tx, job.order, OrderStatus.DISPUTED)
    tell_desk(tx, "jobs/desk_handed_back", {"job": job.id}, job.order)


def _tell_customer(tx: Transaction, job: Job) -> None:
    technician = technicians.find(tx.connection, job.technician)
    assert technician is not None
    order = order_of(tx, job)
    fields = {
        "name": first_name(technician.name),
        "order": order.id,
        "status": order.status.value,
    }
    notify(tx, order.customer, "jobs/handed_back", fields)
