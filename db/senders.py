"""All that a turn asks about whoever wrote, in one statement: it is asked with every update."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from bot.domain.people import Person, Role
from db.conversations import Conversation, conversation_from
from db.people import person_from
from db.tables import conversations, people, staff


@dataclass(frozen=True, slots=True)
class Sender:
    """Somebody we know: who they are to the market, and the wizard they are in."""

    person: Person
    role: Role | None
    conversation: Conversation | None


_FOUND = (
    select(people, staff.c.role, conversations)
    .outerjoin(staff, staff.c.person_id == people.c.id)
    .outerjoin(conversations, conversations.c.person_id == people.c.id)
    .where(people.c.id == bindparam("person"))
)


def find(connection: Connection, person: int) -> Sender | None:
    """The person with their role and their conversation; None for a stranger, who has neither."""
    row = connection.execute(_FOUND, {"person": person}).first()
    if row is None:
        return None
    conversation = None if row.person_id is None else conversation_from(row)
    return Sender(person_from(row), row.role and Role(row.role), conversation)
