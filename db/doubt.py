"""Cards of which nobody knows what the screen shows: whatever was remembered of them, they are drawn anew."""

from sqlalchemy import Connection, select, tuple_, update

from db.outbox import Outgoing, show_card
from db.tables import cards, outbox
from db.tables.delivery import PENDING_CARD
from db.transaction import Transaction

UNKNOWN = ""
"""Stands where a hash of the content does: no view has it."""


def doubt_what_waits(connection: Connection) -> None:
    """Whoever sent before may have had any card that waits on its way: each goes out even if nothing seems to have
    changed. To mark what is begun, before it is, would cost every edit a commit; this costs a start some edits.
    """
    waiting = select(outbox.c.chat_id, outbox.c.view, outbox.c.subject_id).where(PENDING_CARD)
    shown = tuple_(cards.c.chat_id, cards.c.view, cards.c.subject_id)
    connection.execute(update(cards).where(shown.in_(waiting)).values(content_hash=UNKNOWN))


def draw_anyway(tx: Transaction, item: Outgoing) -> None:
    """It went out after somebody else had sent it too: perhaps the older of the two is on the screen.

    A card that is no longer shown there, because another took its message over, is left alone.
    """
    if forget_content(tx.connection, item.chat, item.view, item.subject):
        show_card(tx, item.chat, item.view, item.subject, priority=item.priority)


def forget_content(connection: Connection, chat: int, view: str, subject: int) -> bool:
    """Whether the chat shows that card; from now on nobody takes for granted what its message says."""
    shown = (cards.c.chat_id == chat, cards.c.view == view, cards.c.subject_id == subject)
    return connection.execute(update(cards).where(*shown).values(content_hash=UNKNOWN)).rowcount > 0
