"""The market's own questions to people, and their answers."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.domain.ids import OrderId, PersonId
from bot.domain.surveys import SurveyKind
from db.tables import surveys
from db.transaction import Transaction
from db.upsert import insert


@dataclass(frozen=True, slots=True)
class Survey:
    """A question's row; `answer` is None while it waits."""

    id: int
    kind: SurveyKind
    person: PersonId
    order: OrderId
    answer: int | None


def ask(tx: Transaction, kind: SurveyKind, person: PersonId, order: OrderId) -> int | None:
    """Keep the question and return its number; None when it was asked about this order before."""
    row = {"kind": kind.value, "person_id": person, "order_id": order, "asked_at": tx.now}
    asking = insert(tx.connection, surveys).values(row).on_conflict_do_nothing().returning(surveys.c.id)
    return tx.execute(asking).scalar_one_or_none()


def find(connection: Connection, survey: int) -> Survey | None:
    """The question of that number."""
    row = connection.execute(select(surveys).where(surveys.c.id == survey)).first()
    if row is None:
        return None
    return Survey(row.id, SurveyKind(row.kind), PersonId(row.person_id), OrderId(row.order_id), row.answer)


def answer(tx: Transaction, survey: int, person: PersonId, given: int) -> bool:
    """Keep the first answer; False when there is one already, or it is not this person's to give."""
    unanswered = [surveys.c.id == survey, surveys.c.person_id == person, surveys.c.answer.is_(None)]
    return tx.changed(update(surveys).where(*unanswered).values(answer=given, answered_at=tx.now))


def was_asked(connection: Connection, kind: SurveyKind, person: PersonId, since: datetime) -> bool:
    """Whether this person was asked that since then."""
    asked = [surveys.c.kind == kind.value, surveys.c.person_id == person, surveys.c.asked_at > since]
    return connection.execute(select(surveys.c.id).where(*asked).limit(1)).first() is not None
