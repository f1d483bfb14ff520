"""Whether a job ends with one tap or with a checklist."""

from bot.domain.catalogue import Checklist
from bot.domain.offers import Job
from bot.usecases.jobs import order_of
from db import jobs
from db.transaction import Transaction


def checklist_of(tx: Transaction, job: Job) -> Checklist:
    """What its technician has to answer: what the service asks for, of the last one of a crew who is still at it."""
    others = (other for other in jobs.of_order(tx.connection, job.order) if other.id != job.id)
    if any(other.is_running for other in others):
        return Checklist()
    return tx.market.catalogue.checklist_for(order_of(tx, job).service)
