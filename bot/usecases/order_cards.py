"""What a customer wants to look at."""

from bot.domain.errors import Refusal
from bot.domain.ids import JobId, OrderId, PersonId, private_chat
from bot.domain.offers import RUNNING
from bot.usecases.cancelling import check_may_cancel
from bot.usecases.own_orders import own_order
from bot.usecases.showing import CANCELLING
from db import jobs
from db.outbox import Priority, notify, show_card
from db.transaction import Transaction


def open_order(tx: Transaction, order: OrderId, customer: PersonId) -> None:
    """Bring the order's card down to the end of the chat."""
    own_order(tx, order, customer)
    show_card(tx, private_chat(customer), "order", order, priority=Priority.ANSWER, fresh=True)


def ask_why_cancel(tx: Transaction, order: OrderId, customer: PersonId) -> None:
    """Ask for the reason, and whether it is meant; nothing has changed yet."""
    check_may_cancel(tx, order, customer)
    show_card(tx, private_chat(customer), CANCELLING, order, priority=Priority.ANSWER, fresh=True)


def show_profile(tx: Transaction, job: JobId, customer: PersonId) -> None:
    """Show who comes, to the one customer they come to and as long as they do."""
    row = jobs.find(tx.connection, job)
    if row is None or row.status not in RUNNING:
        raise Refusal("nobody_comes")
    own_order(tx, row.order, customer)
    notify(tx, private_chat(customer), "orders/profile", {"job": job}, priority=Priority.ANSWER)
