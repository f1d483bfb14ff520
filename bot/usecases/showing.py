"""Who looks at which card of an order: after any change, everybody's is drawn again."""

from bot.domain.ids import OrderId
from bot.domain.offers import OfferStatus
from db import offers, orders
from db.outbox import Priority, chats_with_card, show_card
from db.transaction import Transaction


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
    show_desk_order(tx, order)


def show_desk_order(tx: Transaction, order: OrderId) -> None:
    """Draw the operators' cards of the order again, where one has been sent before."""
    for chat in chats_with_card(tx.connection, "desk_order", order):
        show_card(tx, chat, "desk_order", order, priority=Priority.BROADCAST)
