"""What people asked the operators, and what they were told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from bot.domain.ids import PersonId
from db.tables import questions
from db.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Question:
    """A question's row; `answer` is None while nobody has answered."""

    id: int
    person: PersonId
    words: str
    asked_at: datetime
    answer: str | None
    answered_by: PersonId | None


def add(tx: Transaction, person: PersonId, words: str) -> int:
    """Keep the question and return its number."""
    row = {"person_id": person, "words": words, "asked_at": tx.now}
    return tx.insert(questions, row)


def find(connection: Connection, question: int) -> Question | None:
    """The question of that number."""
    row = connection.execute(select(questions).where(questions.c.id == question)).first()
    return None if row is None else _question(row)


def answer(tx: Transaction, question: int, operator: PersonId, words: str) -> bool:
    """Keep the answer; False when somebody else has answered already."""
    return tx.changed(
        update(questions)
        .where(questions.c.id == question, questions.c.answer.is_(None))
        .values(answer=words, answered_by=operator, answered_at=tx.now)
    )


def asked_since(connection: Connection, person: int, since: datetime) -> int:
    """How many questions this person has asked since then."""
    query = select(func.count()).where(questions.c.person_id == person, questions.c.asked_at > since)
    return int(connection.execute(query).scalar_one())


def _question(row: Row[Any]) -> Question:
    return Question(
        row.id,
        PersonId(row.person_id),
        row.words,
        row.asked_at,
        row.answer,
        None if row.answered_by is None else PersonId(row.answered_by),
    )
