"""News that the operators must look into."""

from bot.domain.ids import OrderId
from db import settings
from db.outbox import Fields, Priority, notify, show_card
from db.transaction import Transaction


def tell_desk(tx: Transaction, view: str, fields: Fields, order: OrderId) -> None:
    """Tell it wherever operators look, with the order's card below, so that they can act at once."""
    for chat in settings.desk_chats(tx):
        notify(tx, chat, view, fields)
        show_card(tx, chat, "desk_order", order, priority=Priority.NEWS, fresh=True)
