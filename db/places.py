"""The places a customer has ordered to before: offered as buttons next time."""

from typing import Any

from sqlalchemy import Connection, Row, select

from bot.domain.ids import PersonId
from bot.domain.orders import Address
from db.tables import places
from db.transaction import Transaction
from db.upsert import insert


def of_person(connection: Connection, person: int, most: int = 3) -> list[Address]:
    """The person's places, the one used last first."""
    query = (
        select(places)
        .where(places.c.person_id == person)
        .order_by(places.c.used_at.desc(), places.c.id.desc())
        .limit(most)
    )
    return [address_from(row) for row in connection.execute(query)]


def called(connection: Connection, person: int, words: str) -> Address | None:
    """The person's own place of these words."""
    row = connection.execute(select(places).where(places.c.person_id == person, places.c.words_index == words)).first()
    return None if row is None else address_from(row)


def keep(tx: Transaction, person: PersonId, address: Address) -> None:
    """Keep the place, or that it was used again; a place of the same words moves to the new point."""
    values = {
        "point": address.point,
        "words": address.words,
        "district": address.district,
        "used_at": tx.now,
    }
    statement = insert(tx.connection, places).values(person_id=person, words_index=address.words, **values)
    tx.execute(statement.on_conflict_do_update(index_elements=["person_id", "words_index"], set_=values))


def address_from(row: Row[Any]) -> Address:
    """An address of a row that has `point`, `words` and `district`."""
    return Address(row.point, row.words, row.district)
