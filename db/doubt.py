"""Cards of which nobody knows what the screen shows: whatever was remembered of them, they are drawn anew."""

from collections.abc import Iterable

from sqlalchemy import Connection, update

from db.outbox import Outgoing, show_card
from db.tables import cards
from db.transaction import Transaction


def forget_contents(connection: Connection, under_way: Iterable[Outgoing]) -> None:
    """Whoever sent before may have had these on their way: an edit goes out even if nothing seems to have changed."""
    for item in under_way:
        if item.kind == "card":
            forget_content(connection, item.chat, item.view, item.subject)


def draw_anyway(tx: Transaction, item: Outgoing) -> None:
    """It went out after somebody else had sent it too: perhaps the older of the two is on the screen.

    A card that is no longer shown there, because another took its message over, is left alone.
    """
    if forget_content(tx.connection, item.chat, item.view, item.subject):
        show_card(tx, item.chat, item.view, item.subject, priority=item.priority)


def forget_content(connection: Connection, chat: int, view: str, subject: int) -> bool:
    """Whether the chat shows that card; from now on nobody takes for granted what its message says."""
    shown = (cards.c.chat_id == chat, cards.c.view == view, cards.c.subject_id == subject)
    return connection.execute(update(cards).where(*shown).values(content_hash="")).rowcount > 0
