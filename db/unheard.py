"""The last thing that somebody said to the bot and that answered nothing: one tap makes it a question to a human."""

from sqlalchemy import Connection, delete, select

from bot.domain.ids import PersonId
from bot.domain.relay import Utterance
from db.case_messages import utterance_from, utterance_row
from db.tables import unheard
from db.transaction import Transaction
from db.upsert import insert


def keep(tx: Transaction, person: PersonId, said: Utterance) -> None:
    """Keep it until it is sent on or something newer comes."""
    row = {**utterance_row(said), "at": tx.now}
    statement = insert(tx.connection, unheard).values(person_id=person, **row)
    tx.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_=row))


def find(connection: Connection, person: int) -> Utterance | None:
    """What it was."""
    row = connection.execute(select(unheard).where(unheard.c.person_id == person)).first()
    return None if row is None else utterance_from(row)


def drop(tx: Transaction, person: PersonId) -> None:
    """It has been sent on, or is not worth keeping."""
    tx.execute(delete(unheard).where(unheard.c.person_id == person))
