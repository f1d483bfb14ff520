"""People as rows."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, bindparam, false, select, true, union, update

from bot.domain.ids import PersonId
from bot.domain.languages import Language
from bot.domain.people import Person
from db.tables import people, technicians
from db.transaction import Transaction
from db.upsert import insert_into

_FOUND = select(people).where(people.c.id == bindparam("person"))


def find(connection: Connection, person: int) -> Person | None:
    """The person of that Telegram id."""
    row = connection.execute(_FOUND, {"person": person}).first()
    return None if row is None else person_from(row)


def with_phone(connection: Connection, phone: str) -> list[PersonId]:
    """Who has shown this number (E.164) with an order or an application."""
    ordering = select(people.c.id).where(people.c.phone_index == phone)
    applying = select(technicians.c.person_id).where(technicians.c.phone_index == phone)
    return sorted(PersonId(person) for person in connection.execute(union(ordering, applying)).scalars())


def person_from(row: Row[Any]) -> Person:
    """A person of a row of `people`."""
    return Person(
        PersonId(row.id),
        row.name,
        Language(row.language),
        row.language_chosen,
        row.consent_at,
        row.phone,
        row.reachable,
        row.banned_at,
        bool(row.may_be_called),
        row.call_asked_at,
    )


def meet(tx: Transaction, person: Person, name: str) -> None:
    """Keep whoever has just written: their name as Telegram has it now."""
    row = {
        "id": person.id,
        "name": name,
        "language": person.language.value,
        "language_chosen": False,
        "reachable": True,
        "met_at": tx.now,
        "seen_at": tx.now,
    }
    tx.connection.execute(_meeting(tx.connection.dialect.name), row)


@cache
def _meeting(dialect: str) -> Any:
    """Built once, because it runs with every update."""
    statement = insert_into(dialect, people)
    seen = {column: statement.excluded[column] for column in ("name", "seen_at")}
    return statement.on_conflict_do_update(index_elements=["id"], set_=seen)


def choose_language(tx: Transaction, person: PersonId, language: Language) -> None:
    """From now on this person is spoken to in that language."""
    _change(tx, person, language=language.value, language_chosen=True)


def consent(tx: Transaction, person: PersonId) -> None:
    """Keep when the person agreed to the rules."""
    _change(tx, person, consent_at=tx.now)


def ask_to_call(tx: Transaction, person: PersonId) -> bool:
    """Keep that the person is asked whether they may be called; False when they were asked before."""
    unasked = people.c.call_asked_at.is_(None)
    return tx.changed(update(people).where(people.c.id == person, unasked).values(call_asked_at=tx.now))


def set_may_be_called(tx: Transaction, person: PersonId, may: bool) -> None:
    """Keep whether the other side of a job may get their call number while the bot fails."""
    _change(tx, person, may_be_called=may)


def set_phone(tx: Transaction, person: PersonId, phone: str | None) -> None:
    """Keep the person's own number (E.164), or forget it."""
    _change(tx, person, phone=phone, phone_index=phone)


_COME_BACK = (
    update(people).where(people.c.id == bindparam("person"), people.c.reachable == false()).values(reachable=true())
)
"""Built once, because it runs with every update."""


def come_back(tx: Transaction, person: PersonId) -> bool:
    """Keep that messages reach the person, who has just written; False when that was known already."""
    return tx.connection.execute(_COME_BACK, {"person": person}).rowcount > 0


def set_reachable(tx: Transaction, person: PersonId, reachable: bool) -> bool:
    """Keep whether messages reach the person; False when that was known already."""
    return tx.changed(
        update(people).where(people.c.id == person, people.c.reachable != reachable).values(reachable=reachable)
    )


def has_written_since(tx: Transaction, person: int, moment: datetime) -> bool:
    """Whether somebody who can be reached wrote after that; held, so that on PostgreSQL nobody does so meanwhile."""
    known = select(people.c.reachable, people.c.seen_at).where(people.c.id == person)
    row = tx.execute(known.with_for_update(key_share=True)).first()
    return row is not None and row.reachable and row.seen_at > moment


def set_ban(tx: Transaction, person: PersonId, at: datetime | None, reason: str | None) -> bool:
    """Ban since `at`, or lift the ban (None); False when nothing changed."""
    unchanged = people.c.banned_at.is_(None) if at is None else people.c.banned_at.is_not(None)
    return tx.changed(update(people).where(people.c.id == person, ~unchanged).values(banned_at=at, ban_reason=reason))


def _change(tx: Transaction, person: PersonId, **values: Any) -> None:
    tx.execute(update(people).where(people.c.id == person).values(**values))
