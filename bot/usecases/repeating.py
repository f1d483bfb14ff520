"""Order again: the same service at the same place, and the same technician asked first."""

from bot.domain.ids import OrderId, PersonId
from bot.domain.offers import JobStatus
from bot.domain.orders import OrderDraft
from bot.usecases.accounts import account_again
from bot.usecases.own_orders import own_order
from db import jobs
from db.transaction import Transaction


def draft_again(tx: Transaction, order: OrderId, customer: PersonId) -> OrderDraft:
    """The draft of an order like that one, as soon as possible; old photos of an old problem stay behind."""
    row = own_order(tx, order, customer)
    return OrderDraft(
        service=row.service,
        description=row.description,
        attachments=(),
        address=row.address,
        window=None,
        crew=row.crew,
        phone=row.phone,
        favourite=_technician_of(tx, order),
        **account_again(tx, order),
    )


def _technician_of(tx: Transaction, order: OrderId) -> PersonId | None:
    done = [job for job in jobs.of_order(tx.connection, order) if job.status is JobStatus.DONE]
    return done[0].technician if done else None
