"""What was held up goes on: somebody whom nothing reached writes again, or a retry need wait no longer."""

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from db.doubt import forget_content
from db.outbox import Outgoing, finish, show_card
from db.tables import outbox, people
from db.tables.delivery import DROPPED_CARD
from db.transaction import Transaction


def show_dropped_cards(tx: Transaction, chat: int) -> None:
    """Show the cards that changed while nothing reached this chat; the news of that time is none any more.

    Each is drawn whatever was remembered of it: its old message may have gone before the new one was refused.
    """
    dropped = (outbox.c.chat_id == chat, DROPPED_CARD, outbox.c.error.is_not(None))
    missed = select(outbox.c.view, outbox.c.subject_id).where(*dropped).distinct()
    for row in tx.execute(missed).all():
        forget_content(tx.connection, chat, row.view, row.subject_id)
        show_card(tx, chat, row.view, row.subject_id)
    tx.execute(delete(outbox).where(*dropped))


def drop_unless_back(connection: Connection, item: Outgoing, now: datetime, error: str) -> None:
    """Give up a row whose reader was out of reach when it was drawn; it stays if they are back since.

    Held, so that on PostgreSQL nobody comes back between the look and the note.
    """
    reachable = select(people.c.reachable).where(people.c.id == item.chat).with_for_update(key_share=True)
    if connection.execute(reachable).scalar() is False:
        finish(connection, item, now, "dropped", error)


def retry_all(connection: Connection, now: datetime) -> None:
    """Let whatever waits for a later moment be tried now."""
    waiting = (outbox.c.status == "pending", outbox.c.not_before > now)
    connection.execute(update(outbox).where(*waiting).values(not_before=now))
