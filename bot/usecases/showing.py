"""Who looks at which card of an order: after any change, everybody's is drawn again."""

from bot.domain.ids import OrderId, private_chat
from bot.domain.offers import OfferStatus
from bot.domain.orders import Order
from bot.usecases.outage_news import keep_informed
from db import company_orders, jobs, offers, orders
from db.outbox import Priority, chats_with_card, show_card
from db.showing_again import show_again
from db.transaction import Transaction

NUDGE, DELAY = "nudge", "delay"
"""The cards that ask a technician where they are, and tell the customer of a delay; their subject is the job."""
HINT = "hint"
"""What comes back to words that answer nothing; its subject is whoever said them."""
CANCELLING = "cancelling"
"""The card that asks a customer whether they mean it; its subject is the order."""
APPROVAL = "approval"
"""The card that asks a company's managers for their yes; its subject is the order."""
COMPANY, MEMBER = "company", "company_member"
"""The cards of a company's account and of one of its members, their subjects: what is spent stands in both."""


def show_order(tx: Transaction, order: OrderId, *, fresh: bool = False) -> None:
    """Draw the customer's card, the cards of those who are on the job, and the operators' where they have one.

    `fresh`: as a new message at the customer's, for the moments they are waiting for.
    """
    row = orders.find(tx.connection, order)
    assert row is not None
    show_card(tx, row.customer, "order", order, fresh=fresh)
    for offer in offers.of_order(tx.connection, order):
        if offer.status is OfferStatus.ACCEPTED:
            show_card(tx, offer.technician, "offer", offer.id)
    _show_questions(tx, row)
    keep_informed(tx, order)
    show_account(tx, order)
    show_desk_order(tx, order)


def show_account(tx: Transaction, order: OrderId) -> None:
    """Whoever looks at the account that pays for it reads what is spent by now."""
    known = company_orders.find(tx.connection, order)
    if known is None:
        return
    show_again(tx, APPROVAL, order)
    show_again(tx, MEMBER, known.member)
    show_again(tx, COMPANY, known.company)


def _show_questions(tx: Transaction, order: Order) -> None:
    """What was asked and told about somebody who is awaited says where things stand now, where it was sent.

    So does the question whether the order is to be cancelled.
    """
    show_again(tx, CANCELLING, order.id)
    for job in jobs.of_order(tx.connection, order.id):
        for chat, view in ((private_chat(job.technician), NUDGE), (private_chat(order.customer), DELAY)):
            if chat in chats_with_card(tx.connection, view, job.id):
                show_card(tx, chat, view, job.id)


def show_desk_order(tx: Transaction, order: OrderId) -> None:
    """Draw the cards of operators and dispatchers again, where one has been sent before."""
    for view in ("desk_order", "team_order"):
        show_again(tx, view, order, priority=Priority.BROADCAST)


def show_declined(tx: Transaction, order: OrderId) -> None:
    """Draw the cards again of those who said no: only while somebody is searched for may they think better of it.

    To be called when a search begins anew or ends.
    """
    for offer in offers.of_order(tx.connection, order):
        chat = private_chat(offer.technician)
        if offer.status is OfferStatus.DECLINED and chat in chats_with_card(tx.connection, "offer", offer.id):
            show_card(tx, chat, "offer", offer.id, priority=Priority.OFFER)
