"""The places a customer has ordered to before: offered as buttons next time."""

from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.domain.ids import PersonId
from bot.domain.orders import Address
from bot.domain.saved_places import SavedPlace
from bot.domain.service_book import PlaceId
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


def saved(connection: Connection, person: int, words: str) -> SavedPlace | None:
    """The person's own place of these words, with its note."""
    theirs = (places.c.person_id == person, places.c.words_index == words)
    row = connection.execute(select(places).where(*theirs)).first() if words else None
    return None if row is None else _saved_from(row)


def find(connection: Connection, place: int) -> SavedPlace | None:
    """The place of that number."""
    row = connection.execute(select(places).where(places.c.id == place)).first()
    return None if row is None else _saved_from(row)


def with_note(connection: Connection, person: int, most: int) -> list[SavedPlace]:
    """The person's places that have a note, the one used last first."""
    noted = select(places).where(places.c.person_id == person, places.c.note.is_not(None), places.c.note != "")
    query = noted.order_by(places.c.used_at.desc(), places.c.id.desc()).limit(most)
    return [_saved_from(row) for row in connection.execute(query)]


def keep_note(tx: Transaction, place: PlaceId, note: str) -> None:
    """Keep the note; an empty one says that there is none, and that nobody needs to ask again."""
    tx.execute(update(places).where(places.c.id == place).values(note=note))


def leave_without_note(tx: Transaction, place: PlaceId) -> bool:
    """Nobody needs to ask again; False when the question was answered meanwhile."""
    return tx.changed(update(places).where(places.c.id == place, places.c.note.is_(None)).values(note=""))


def _saved_from(row: Row[Any]) -> SavedPlace:
    return SavedPlace(PlaceId(row.id), PersonId(row.person_id), address_from(row), row.note)


def address_from(row: Row[Any]) -> Address:
    """An address of a row that has `point`, `words` and `district`."""
    return Address(row.point, row.words, row.district)
