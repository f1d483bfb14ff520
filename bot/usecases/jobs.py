"""A technician's way to the customer, step by step, and how the order follows its crew."""

from datetime import timedelta
from typing import Any

from bot.domain.errors import Refusal
from bot.domain.ids import JobId, OrderId, PersonId
from bot.domain.offers import RUNNING, Job, JobStatus
from bot.domain.orders import Order, OrderStatus
from bot.matching.distance import metres_between, travel_seconds
from bot.usecases.expecting import expect_arrival
from bot.usecases.showing import show_order
from db import jobs, offers, orders, technicians
from db.holding import hold_order_of_job
from db.timers import set_timer
from db.transaction import Transaction

CLOSE = "order.close"
"""The timer that closes a done order."""
_PROGRESS = (JobStatus.ASSIGNED, JobStatus.EN_ROUTE, JobStatus.ARRIVED, JobStatus.IN_PROGRESS)


def set_out(tx: Transaction, job: JobId, technician: PersonId) -> None:
    """The technician is on the way; the customer learns when to expect them."""
    row = own_job(tx, job, technician)
    arriving_at = tx.now + timedelta(seconds=_travel_seconds(tx, row))
    promised = {"arriving_at": arriving_at, "promised_at": arriving_at, "nudged_at": None}
    advance(tx, row, JobStatus.EN_ROUTE, en_route_at=tx.now, **promised)
    expect_arrival(tx, job, arriving_at)
    show_order(tx, row.order, fresh=True)


def arrive(tx: Transaction, job: JobId, technician: PersonId) -> None:
    """The technician is at the door."""
    row = own_job(tx, job, technician)
    advance(tx, row, JobStatus.ARRIVED, arrived_at=tx.now)
    show_order(tx, row.order, fresh=True)


def _travel_seconds(tx: Transaction, job: Job) -> int:
    """From where the technician is now; from where they were when they were asked, if that is not known."""
    who = technicians.find(tx.connection, job.technician)
    offer = offers.find(tx.connection, job.offer)
    assert who is not None
    assert offer is not None
    rules = tx.market.dispatch
    if who.position is None or who.position_at is None or tx.now - who.position_at > rules.position_fresh:
        return offer.travel_s
    metres = metres_between(who.position, order_of(tx, job).address.point)
    return travel_seconds(metres, rules.travel_speed_kmh)


def own_job(tx: Transaction, job: JobId, technician: PersonId) -> Job:
    """The job, if it is this technician's."""
    hold_order_of_job(tx, job)
    row = jobs.find(tx.connection, job)
    if row is None or row.technician != technician:
        raise Refusal("job_not_yours")
    return row


def order_of(tx: Transaction, job: Job) -> Order:
    """The order that the job is a part of."""
    order = orders.find(tx.connection, job.order)
    assert order is not None
    return order


def advance(tx: Transaction, job: Job, new: JobStatus, **values: Any) -> None:
    """Take the next step and let the order follow; refused from where it cannot be taken.

    Nobody sets out before the crew is complete; whoever has set out goes on, even when a colleague's place is
    being searched for again.
    """
    order = order_of(tx, job)
    if job.status is JobStatus.ASSIGNED and not order.is_crewed:
        raise Refusal("crew_incomplete", taken=order.taken, crew=order.crew)
    if not jobs.move(tx, job.id, job.technician, new, **values):
        raise moved_on(job)
    orders.record(tx, job.order, new.value, job.technician, {"job": job.id})
    follow_jobs(tx, job.order)


def moved_on(job: Job) -> Refusal:
    """The 'no' to a step that does not fit: it says where the job stands."""
    return Refusal("job_moved_on", status=job.status.value)


def follow_jobs(tx: Transaction, order: OrderId) -> None:
    """Let the order be as far as its most advanced technician, and done when everybody is.

    To be called after any change of a job, and when a crew is complete (again).
    """
    statuses = {job.status for job in jobs.of_order(tx.connection, order)}
    running = statuses & RUNNING
    if running:
        furthest = max(running, key=_PROGRESS.index)
        if furthest is not JobStatus.ASSIGNED:
            orders.move(tx, order, OrderStatus(furthest.value))
    elif JobStatus.DONE in statuses and orders.move(tx, order, OrderStatus.DONE):
        _begin_to_close(tx, order)


def _begin_to_close(tx: Transaction, order: OrderId) -> None:
    row = orders.find(tx.connection, order)
    assert row is not None
    set_timer(tx, CLOSE, order, row.version, tx.now + tx.market.jobs.auto_close)
