"""Messages that went from one person of a job to the other, kept in case of a dispute."""

from typing import Any

from sqlalchemy import Connection, Row, select

from bot.domain.ids import JobId, PersonId
from bot.domain.relay import RelayedMessage, Utterance
from db.tables import jobs, relayed_messages
from db.transaction import Transaction


def add(tx: Transaction, job: JobId, author: PersonId, said: Utterance) -> int:
    """Keep the message and return its number."""
    row = {
        "job_id": job,
        "author_id": author,
        "kind": said.kind,
        "words": said.words,
        "file_id": said.file_id or None,
        "point": said.point,
        "at": tx.now,
    }
    return tx.insert(relayed_messages, row)


def find(connection: Connection, message: int) -> RelayedMessage | None:
    """The message of that number."""
    row = connection.execute(select(relayed_messages).where(relayed_messages.c.id == message)).first()
    if row is None:
        return None
    return _message(row)


def of_order(connection: Connection, order: int) -> list[RelayedMessage]:
    """All that the order's customer and technicians wrote to each other, oldest first."""
    of_it = select(relayed_messages).join(jobs, jobs.c.id == relayed_messages.c.job_id).where(jobs.c.order_id == order)
    return [_message(row) for row in connection.execute(of_it.order_by(relayed_messages.c.id))]


def _message(row: Row[Any]) -> RelayedMessage:
    said = Utterance(row.kind, row.words, row.file_id or "", row.point)
    return RelayedMessage(row.id, JobId(row.job_id), PersonId(row.author_id), said, row.at)
