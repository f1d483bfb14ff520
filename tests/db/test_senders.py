"""Whoever writes, as a turn needs to know them: in one statement what three would say."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.domain.ids import PersonId
from bot.domain.languages import Language
from bot.domain.people import Person, Role
from db import conversations, people, senders, staff
from db.conversations import Conversation
from db.database import Database
from db.senders import Sender
from db.transaction import Transaction

Transact = Callable[[Callable[[Transaction], Any]], Awaitable[Any]]
ANNA = Person(PersonId(7), "Anna", Language.PL)
BEN = Person(PersonId(8), "Ben", Language.EN)
AT_THE_CAKE = Conversation(
    ANNA.id, "cake", "colour", {"name": "Ola"}, ("name",), {"view": "cake/colour"}, version=1_772_622_000_003
)


async def found(database: Database, person: PersonId) -> Sender | None:
    return await database.read(lambda connection: senders.find(connection, person))


async def test_a_stranger_is_nobody(database: Database) -> None:
    assert await found(database, ANNA.id) is None


async def test_most_people_have_no_role_and_are_in_no_wizard(transact: Transact, database: Database) -> None:
    await transact(lambda tx: people.meet(tx, ANNA, ANNA.name))
    assert await found(database, ANNA.id) == Sender(ANNA, None, None)


async def test_role_and_wizard_come_along_and_are_nobody_elses(transact: Transact, database: Database) -> None:
    def known(tx: Transaction) -> None:
        for person in (ANNA, BEN):
            people.meet(tx, person, person.name)
        staff.appoint(tx, BEN.id, Role.OPERATOR)
        conversations.keep(tx, AT_THE_CAKE)

    await transact(known)
    assert await found(database, ANNA.id) == Sender(ANNA, None, AT_THE_CAKE)
    assert await found(database, BEN.id) == Sender(BEN, Role.OPERATOR, None)


async def test_it_says_the_same_as_the_rooms_one_by_one(transact: Transact, database: Database) -> None:
    def known(tx: Transaction) -> None:
        people.meet(tx, ANNA, ANNA.name)
        people.consent(tx, ANNA.id)
        staff.appoint(tx, ANNA.id, Role.OWNER)
        conversations.keep(tx, AT_THE_CAKE)

    await transact(known)
    one_by_one = await database.read(
        lambda c: (people.find(c, ANNA.id), staff.role_of(c, ANNA.id), conversations.find(c, ANNA.id))
    )
    together = await found(database, ANNA.id)
    assert together is not None
    assert (together.person, together.role, together.conversation) == one_by_one
