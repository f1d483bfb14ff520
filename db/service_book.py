"""The service book as rows: a line a job, a link a place."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.domain.ids import JobId, OrderId, PersonId
from bot.domain.orders import Address
from bot.domain.service_book import Entry, EntryId, PlaceId
from db.places import address_from
from db.tables import book_entries, book_links, jobs, places
from db.transaction import Transaction
from db.upsert import insert


def add(tx: Transaction, place: PlaceId, job: JobId, warranty_until: datetime | None) -> None:
    """One more line; the database sees to it that a job has one."""
    row = {"place_id": place, "job_id": job, "done_at": tx.now, "warranty_until": warranty_until}
    tx.execute(book_entries.insert().values(row))


def find(connection: Connection, entry: int) -> Entry | None:
    """The line of that number."""
    return _first(connection, book_entries.c.id == entry)


def returned_as(connection: Connection, order: int) -> Entry | None:
    """The line whose work came back and is done again by this order, if the order is such a one."""
    return _first(connection, book_entries.c.returned_as == order)


def of_order(connection: Connection, order: int) -> list[Entry]:
    """The lines of an order's jobs, oldest first."""
    theirs = select(jobs.c.id).where(jobs.c.order_id == order)
    query = select(book_entries).where(book_entries.c.job_id.in_(theirs)).order_by(book_entries.c.id)
    return [_entry(row) for row in connection.execute(query)]


def of_place(connection: Connection, place: int, most: int) -> list[Entry]:
    """The latest lines of a place, newest first."""
    query = select(book_entries).where(book_entries.c.place_id == place).order_by(book_entries.c.id.desc()).limit(most)
    return [_entry(row) for row in connection.execute(query)]


def has_come_back(tx: Transaction, entry: Entry, order: OrderId) -> bool:
    """Keep which order it came back as; False when somebody was faster than whoever has looked at `entry`."""
    unchanged = (book_entries.c.id == entry.id) & book_entries.c.returned_as.is_not_distinct_from(entry.returned_as)
    return tx.changed(update(book_entries).where(unchanged).values(returned_as=order))


def cover(tx: Transaction, entry: Entry, until: datetime | None) -> bool:
    """Let the warranty hold until then; False when the line is not any more as whoever has looked at it knows it."""
    same = (book_entries.c.id == entry.id) & book_entries.c.returned_as.is_not_distinct_from(entry.returned_as)
    unchanged = same & book_entries.c.warranty_until.is_not_distinct_from(entry.warranty_until)
    return tx.changed(update(book_entries).where(unchanged).values(warranty_until=until))


def books_of(connection: Connection, person: int) -> list[tuple[PlaceId, Address]]:
    """The person's places at which anything was done, the one used last first."""
    written = select(book_entries.c.place_id)
    query = select(places).where(places.c.person_id == person, places.c.id.in_(written))
    rows = connection.execute(query.order_by(places.c.used_at.desc(), places.c.id.desc()))
    return [(PlaceId(row.id), address_from(row)) for row in rows]


def place_called(connection: Connection, person: int, words: str) -> PlaceId | None:
    """The person's own place of these words."""
    query = select(places.c.id).where(places.c.person_id == person, places.c.words_index == words)
    found = connection.execute(query).scalar()
    return None if found is None else PlaceId(found)


def place(connection: Connection, place_id: int) -> tuple[PersonId, Address] | None:
    """Whose place it is, and where."""
    row = connection.execute(select(places).where(places.c.id == place_id)).first()
    return None if row is None else (PersonId(row.person_id), address_from(row))


def keep_token(tx: Transaction, place_id: PlaceId, token: str) -> str:
    """The token of the place's link: this one, unless it has one already. A link that was printed goes on to open."""
    row = {"place_id": place_id, "token": token, "token_index": token, "made_at": tx.now}
    tx.execute(insert(tx.connection, book_links).values(row).on_conflict_do_nothing(index_elements=["place_id"]))
    return str(tx.execute(select(book_links.c.token).where(book_links.c.place_id == place_id)).scalar_one())


def place_of_token(connection: Connection, token: str) -> PlaceId | None:
    """The place that this token opens the book of."""
    found = connection.execute(select(book_links.c.place_id).where(book_links.c.token_index == token)).scalar()
    return None if found is None else PlaceId(found)


def _first(connection: Connection, condition: Any) -> Entry | None:
    row = connection.execute(select(book_entries).where(condition).order_by(book_entries.c.id)).first()
    return None if row is None else _entry(row)


def _entry(row: Row[Any]) -> Entry:
    back = None if row.returned_as is None else OrderId(row.returned_as)
    return Entry(EntryId(row.id), PlaceId(row.place_id), JobId(row.job_id), row.done_at, row.warranty_until, back)
