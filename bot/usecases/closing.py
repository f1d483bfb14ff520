"""Offers that nobody may accept any more."""

from bot.domain.closing import close_reason
from bot.domain.ids import OrderId, private_chat
from bot.usecases.showing import show_declined
from db import offers, orders
from db.outbox import Priority, show_card
from db.transaction import Transaction


def close_offers(tx: Transaction, order: OrderId) -> None:
    """Close what is still open of the order and let each card say why: the order's status, as it is now, knows."""
    row = orders.find(tx.connection, order)
    assert row is not None
    for offer in offers.close_open(tx, order, close_reason(row.status)):
        show_card(tx, private_chat(offer.technician), "offer", offer.id, priority=Priority.OFFER)
    show_declined(tx, order)
