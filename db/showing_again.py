"""Drawing a card again in every chat that has it, whichever these are; nobody gets it who had not seen it."""

from db.outbox import Priority, chats_with_card, show_card
from db.transaction import Transaction


def show_again(tx: Transaction, view: str, subject: int, *, priority: Priority = Priority.NEWS) -> None:
    """Let the card show the present wherever it has been sent, or is about to be."""
    for chat in chats_with_card(tx.connection, view, subject):
        show_card(tx, chat, view, subject, priority=priority)
