"""Where a technician is on the way: asked by the one customer who waits for them, and by nobody else."""

from bot.domain.errors import Refusal
from bot.domain.ids import JobId, PersonId
from bot.domain.offers import JobStatus
from bot.domain.technicians import Technician
from bot.domain.whereabouts import is_shown
from bot.usecases.jobs import order_of
from db import jobs, orders, technicians
from db.outbox import Priority, notify, show_card
from db.transaction import Transaction


def tell_whereabouts(tx: Transaction, job: JobId, customer: PersonId) -> None:
    """Send the pin, if the technician is on the way and has shared a position since setting out."""
    row = jobs.find(tx.connection, job)
    if row is None or order_of(tx, row).customer != customer:
        raise Refusal("job_not_yours")
    technician = technicians.find(tx.connection, row.technician)
    if technician is None or not is_shown(row, technician, tx.market.dispatch, tx.now):
        raise Refusal("position_unknown")
    notify(tx, customer, "jobs/whereabouts", {"job": job}, priority=Priority.ANSWER)


def show_to_customers(tx: Transaction, technician: Technician) -> None:
    """Draw the cards of the customers this technician is on the way to: the button to ask where appears.

    To be called with each position that is reported; a card that looks the same is not sent again.
    """
    for job in jobs.running_of_technician(tx.connection, technician.id):
        order = orders.find(tx.connection, job.order)
        if order is not None and job.status is JobStatus.EN_ROUTE:
            show_card(tx, order.customer, "order", order.id)
