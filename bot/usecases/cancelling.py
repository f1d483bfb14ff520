"""An order is called off: its technicians are freed and told, nobody else is asked any more."""

from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, PersonId
from bot.domain.offers import CancelReason, JobStatus
from bot.domain.orders import CANCELLABLE, OrderStatus
from bot.usecases.credit import fit_credit
from bot.usecases.dispatch import close_offers
from bot.usecases.extras import withdraw_open_extra
from bot.usecases.job_details import put_away
from bot.usecases.own_orders import moved_on, own_order
from bot.usecases.showing import show_order
from bot.usecases.team_news import tell_team_of_end
from db import jobs, orders
from db.outbox import notify, show_card
from db.transaction import Transaction


def cancel_order(tx: Transaction, order: OrderId, customer: PersonId, reason: CancelReason) -> None:
    """The customer does not want it any more."""
    check_may_cancel(tx, order, customer)
    if not orders.move(tx, order, OrderStatus.CANCELLED, within=CANCELLABLE, reason=reason.value):
        raise moved_on(tx, order)
    orders.record(tx, order, "cancelled", customer, {"reason": reason.value})
    call_off(tx, order, reason.value)


def check_may_cancel(tx: Transaction, order: OrderId, customer: PersonId) -> None:
    """Refuse when it is not (or no longer) the customer's to cancel."""
    row = own_order(tx, order, customer)
    if any(job.status is JobStatus.IN_PROGRESS for job in jobs.of_order(tx.connection, order)):
        raise Refusal("work_has_begun")
    if row.status not in CANCELLABLE:
        raise moved_on(tx, order)


def call_off(tx: Transaction, order: OrderId, reason: str, words: str = "") -> None:
    """Free everybody from an order that has just been cancelled, whoever did it; `words` say why, if anybody said."""
    for job in jobs.of_order(tx.connection, order):
        if jobs.move(tx, job.id, job.technician, JobStatus.CANCELLED, ended_at=tx.now, reason=reason):
            withdraw_open_extra(tx, job)
            put_away(tx, job)
            notify(tx, job.technician, "orders/called_off", {"order": order, "words": words})
            show_card(tx, job.technician, "offer", job.offer)
            tell_team_of_end(tx, job, reason, words)
    fit_credit(tx, order)
    close_offers(tx, order)
    show_order(tx, order)
