"""What is said in cases."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from bot.domain.cases import CaseId, CaseMessage, Way
from bot.domain.ids import PersonId
from bot.domain.relay import Utterance
from db.tables import case_messages
from db.transaction import Transaction


def add(tx: Transaction, case: CaseId, author: PersonId, way: Way, said: Utterance) -> int:
    """Keep it and return its number."""
    row = {"case_id": case, "author_id": author, "way": way.value, "at": tx.now, **utterance_row(said)}
    return tx.insert(case_messages, row)


def find(connection: Connection, message: int) -> CaseMessage | None:
    """The message of that number."""
    row = connection.execute(select(case_messages).where(case_messages.c.id == message)).first()
    return None if row is None else _message(row)


def latest(connection: Connection, case: int, most: int) -> list[CaseMessage]:
    """The last ones of the case, oldest first."""
    query = select(case_messages).where(case_messages.c.case_id == case).order_by(case_messages.c.id.desc())
    return [_message(row) for row in connection.execute(query.limit(most))][::-1]


def said_since(connection: Connection, person: int, since: datetime) -> int:
    """How much this person has told the desk since then."""
    theirs = [case_messages.c.author_id == person, case_messages.c.at > since]
    told = case_messages.c.way.in_([Way.FROM_PERSON.value, Way.FROM_OTHER.value])
    query = select(func.count()).select_from(case_messages).where(*theirs, told)
    return int(connection.execute(query).scalar_one())


def utterance_row(said: Utterance) -> dict[str, Any]:
    """An utterance as columns."""
    return {"kind": said.kind, "words": said.words, "file_id": said.file_id or None, "point": said.point}


def utterance_from(row: Row[Any]) -> Utterance:
    """The utterance that these columns hold."""
    return Utterance(row.kind, row.words, row.file_id or "", row.point)


def _message(row: Row[Any]) -> CaseMessage:
    said = utterance_from(row)
    return CaseMessage(row.id, CaseId(row.case_id), PersonId(row.author_id), Way(row.way), said, row.at)
