"""The one wizard a person is in: where they are, what they said so far, what they were last asked."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select

from bot.domain.ids import PersonId
from db.tables import conversations
from db.transaction import Transaction
from db.upsert import insert


@dataclass(frozen=True, slots=True)
class Conversation:
    """A wizard under way. `visited` are the steps gone through, for Back; `prompt` is {view, fields}.

    `version` grows with every question, and every button of the question carries it: the buttons of an
    earlier question are recognised as old.
    """

    person: PersonId
    flow: str
    step: str
    draft: dict[str, Any]
    visited: tuple[str, ...]
    prompt: dict[str, Any]
    version: int


_FOUND = select(conversations).where(conversations.c.person_id == bindparam("person"))


def find(connection: Connection, person: int) -> Conversation | None:
    """The person's conversation, if there is one."""
    row = connection.execute(_FOUND, {"person": person}).first()
    return None if row is None else conversation_from(row)


def conversation_from(row: Row[Any]) -> Conversation:
    """A conversation of a row of `conversations`."""
    return Conversation(
        PersonId(row.person_id), row.flow, row.step, row.draft, tuple(row.visited), row.prompt, row.version
    )


def keep(tx: Transaction, conversation: Conversation) -> None:
    """Store where the person is now, in place of whatever was there."""
    values = {
        "flow": conversation.flow,
        "step": conversation.step,
        "draft": conversation.draft,
        "visited": list(conversation.visited),
        "prompt": conversation.prompt,
        "version": conversation.version,
        "updated_at": tx.now,
    }
    statement = insert(tx.connection, conversations).values(person_id=conversation.person, started_at=tx.now, **values)
    tx.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_=values))


def end(tx: Transaction, person: int) -> None:
    """The wizard is over."""
    tx.execute(delete(conversations).where(conversations.c.person_id == person))
