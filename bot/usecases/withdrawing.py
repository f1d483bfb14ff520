"""A technician can't be counted on any more: unreachable, suspended or banned."""

from bot.domain.ids import JobId, OrderId, PersonId, private_chat
from bot.domain.names import first_name
from bot.domain.offers import JobStatus
from bot.usecases.extras import withdraw_open_extra
from bot.usecases.searching import reopen
from bot.usecases.showing import show_order
from bot.usecases.team_news import tell_team_of_end
from bot.usecases.waves import next_wave_now
from db import jobs, offers, orders, technicians
from db.holding import hold_order_of_job, hold_technician
from db.outbox import Priority, notify, show_card
from db.transaction import Transaction

REASON = "withdrawn"


def withdraw_technician(tx: Transaction, technician: PersonId) -> None:
    """Ask others in their place, at once. Work that has begun is left to them and the operators."""
    hold_technician(tx, technician)  # whoever gives them a job in this moment has done so, or sees why not to
    for offer in offers.close_of_technician(tx, technician):
        _redraw(tx, technician, "offer", offer.id)
        if not offers.is_any_open(tx.connection, offer.order):
            next_wave_now(tx, offer.order)
    for job in jobs.running_of_technician(tx.connection, technician):
        _release(tx, job.id)


def _release(tx: Transaction, number: JobId) -> None:
    hold_order_of_job(tx, number)
    job = jobs.find(tx.connection, number)
    if job is None or job.status is JobStatus.IN_PROGRESS:
        return
    if not jobs.move(tx, job.id, job.technician, JobStatus.CANCELLED, reason=REASON, ended_at=tx.now):
        return
    withdraw_open_extra(tx, job)
    orders.record(tx, job.order, REASON, job.technician, {"job": job.id, "from": job.status.value})
    reopen(tx, job.order)
    _redraw(tx, job.technician, "offer", job.offer)
    _redraw(tx, job.technician, "hand_back", job.id)
    _redraw(tx, job.technician, "place", job.id)
    _tell_customer(tx, job.order, job.technician)
    tell_team_of_end(tx, job, REASON)


def _redraw(tx: Transaction, technician: PersonId, view: str, subject: int) -> None:
    """Whoever cannot be reached sees it when they are back."""
    show_card(tx, private_chat(technician), view, subject, priority=Priority.OFFER)


def _tell_customer(tx: Transaction, order: OrderId, technician: PersonId) -> None:
    row, who = orders.find(tx.connection, order), technicians.find(tx.connection, technician)
    assert row is not None
    assert who is not None
    fields = {"name": first_name(who.name), "order": order, "status": row.status.value}
    notify(tx, private_chat(row.customer), "jobs/handed_back", fields)
    show_order(tx, order)
