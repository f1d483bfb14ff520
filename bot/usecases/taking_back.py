"""The market takes a job back from a technician who does not come, and asks others at once."""

from bot.domain.cases import CaseKind, Matter
from bot.domain.ids import private_chat
from bot.domain.names import first_name
from bot.domain.offers import Job, JobStatus
from bot.domain.punctuality import NotComing
from bot.usecases.cases import open_case
from bot.usecases.desk_news import tell_desk
from bot.usecases.extras import withdraw_open_extra
from bot.usecases.job_details import put_away
from bot.usecases.jobs import order_of
from bot.usecases.records import plan_review
from bot.usecases.searching import reopen
from bot.usecases.showing import show_order
from bot.usecases.team_news import tell_team, tell_team_of_end
from db import jobs, orders, technicians
from db.outbox import notify, show_card
from db.transaction import Transaction


def take_back(tx: Transaction, job: Job, why: NotComing) -> bool:
    """As if they had handed it back; the customer, the operators and the technician hear why. False: it moved on."""
    if not _end(tx, job, JobStatus.HANDED_BACK, why):
        return False
    tell_desk(tx, "jobs/desk_not_coming", {"job": job.id}, job.order)
    _tell_customer(tx, job, why)
    tell_team(tx, job.technician, "team/not_coming", {"order": job.order, "why": why.value})
    if why is NotComing.NO_SHOW:
        _open_case(tx, job)
    return True


def replace(tx: Transaction, job: Job) -> bool:
    """The customer does not wait for somebody who is late. False: it moved on."""
    if not _end(tx, job, JobStatus.CANCELLED, NotComing.REPLACED):
        return False
    tell_team_of_end(tx, job, NotComing.REPLACED.value)
    return True


def _end(tx: Transaction, job: Job, status: JobStatus, why: NotComing) -> bool:
    if not jobs.move(tx, job.id, job.technician, status, reason=why.value, ended_at=tx.now):
        return False
    withdraw_open_extra(tx, job)
    orders.record(tx, job.order, why.value, job.technician, {"job": job.id, "from": job.status.value})
    reopen(tx, job.order)
    put_away(tx, job)
    plan_review(tx, job.technician)
    show_order(tx, job.order)
    show_card(tx, private_chat(job.technician), "offer", job.offer, fresh=True)
    return True


def _open_case(tx: Transaction, job: Job) -> None:
    customer = order_of(tx, job).customer
    open_case(tx, CaseKind.NO_SHOW, customer, Matter(job.order, job.id, job.technician))


def _tell_customer(tx: Transaction, job: Job, why: NotComing) -> None:
    technician, order = technicians.find(tx.connection, job.technician), order_of(tx, job)
    assert technician is not None
    fields = {"name": first_name(technician.name), "order": order.id, "why": why.value, "status": order.status.value}
    notify(tx, private_chat(order.customer), "jobs/not_coming", fields)
