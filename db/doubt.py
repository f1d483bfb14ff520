"""Cards of which nobody knows what the screen shows: whatever was remembered of them, they are drawn anew."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, update

from db.outbox import Outgoing, show_card
from db.tables import cards
from db.transaction import Transaction


def forget_contents(connection: Connection, under_way: Iterable[Outgoing]) -> None:
    """Whoever sent before may have had these on their way: an edit goes out even if nothing seems to have changed."""
    for item in under_way:
        if item.kind == "card":
            _forget_content(connection, item)


def draw_anyway(tx: Transaction, item: Outgoing) -> None:
    """It went out after somebody else had sent it too: perhaps the older of the two is on the screen.

    A card that is no longer shown there, because another took its message over, is left alone.
    """
    if _forget_content(tx.connection, item):
        show_card(tx, item.chat, item.view, item.subject, priority=item.priority)


def _forget_content(connection: Connection, item: Outgoing) -> bool:
    """Whether the chat shows that card; a notice is none."""
    return connection.execute(update(cards).where(*_shown(item)).values(content_hash="")).rowcount > 0


def _shown(item: Outgoing) -> list[ColumnElement[bool]]:
    return [cards.c.chat_id == item.chat, cards.c.view == item.view, cards.c.subject_id == item.subject]
