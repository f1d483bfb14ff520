"""Cards of which nobody knows what the screen shows: whatever was remembered of them, they are drawn anew."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, update

from db.outbox import Outgoing, show_card
from db.tables import cards, outbox
from db.transaction import Transaction


def put_off(connection: Connection, under_way: Iterable[Outgoing], until: datetime) -> None:
    """Whoever sent before may have had these on their way: what of it still arrives, arrives before they go out."""
    for item in under_way:
        connection.execute(update(outbox).where(outbox.c.id == item.id).values(not_before=until))
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
