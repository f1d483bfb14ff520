"""Whether what we said has got through: nobody is blamed for not answering what never reached them."""

from datetime import datetime

from sqlalchemy import Connection, select

from db.tables import cards, outbox


def is_held_up(connection: Connection, chat: int) -> bool:
    """Whether something for this chat was tried and could not be delivered yet: what comes after it waits as well."""
    tried = select(outbox.c.id).where(outbox.c.chat_id == chat, outbox.c.status == "pending", outbox.c.attempts > 0)
    return connection.execute(tried.limit(1)).first() is not None


def reached_at(connection: Connection, chat: int, view: str, subject: int) -> datetime | None:
    """When the card as it is was delivered; None while it was not."""
    query = select(cards.c.sent_at).where(cards.c.chat_id == chat, cards.c.view == view, cards.c.subject_id == subject)
    return connection.execute(query).scalar()
