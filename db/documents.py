"""The documents that applicants showed; Telegram keeps the photos."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, select

from bot.domain.ids import PersonId
from db.tables import documents
from db.transaction import Transaction


def of_technician(connection: Connection, person: int) -> list[str]:
    """The file ids of what this person showed, in the order they sent it."""
    query = select(documents.c.file_id).where(documents.c.technician_id == person).order_by(documents.c.id)
    return list(connection.execute(query).scalars())


def count_of_technician(connection: Connection, person: int) -> int:
    """How many documents this person showed."""
    query = select(func.count()).select_from(documents).where(documents.c.technician_id == person)
    return connection.execute(query).scalar_one()


def replace(tx: Transaction, person: PersonId, file_ids: Sequence[str]) -> None:
    """Keep these instead of whatever was shown before."""
    tx.execute(delete(documents).where(documents.c.technician_id == person))
    rows = [{"technician_id": person, "file_id": file_id, "sent_at": tx.now} for file_id in file_ids]
    if rows:
        tx.execute(documents.insert().values(rows))
