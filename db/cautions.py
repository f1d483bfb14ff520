"""Cautions as rows. Conditional updates only: an appeal is made once and answered once."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from bot.domain.cautions import Caution, Step
from bot.domain.ids import PersonId
from bot.domain.records import Measure, Shortfall
from db.tables import cautions
from db.transaction import Transaction


def add(tx: Transaction, person: PersonId, step: Step, why: Shortfall) -> int:
    """Keep the step and its reason."""
    row = {"technician_id": person, "step": step.value, "at": tx.now}
    return tx.insert(cautions, row | {"measure": why.measure.value, "value": why.value, "wanted": why.wanted})


def find(connection: Connection, caution: int) -> Caution | None:
    """The caution of that number."""
    row = connection.execute(select(cautions).where(cautions.c.id == caution)).first()
    return None if row is None else _caution(row)


def open_of(connection: Connection, person: int) -> Caution | None:
    """The latest step that still holds."""
    still = [cautions.c.technician_id == person, cautions.c.lifted_at.is_(None)]
    row = connection.execute(select(cautions).where(*still).order_by(cautions.c.id.desc()).limit(1)).first()
    return None if row is None else _caution(row)


def waits_for_a_person(connection: Connection, person: int) -> bool:
    """Whether the technician has appealed against any step that still holds, and nobody has looked."""
    asked = [cautions.c.technician_id == person, cautions.c.lifted_at.is_(None), cautions.c.appealed_at.is_not(None)]
    query = select(cautions.c.id).where(*asked, cautions.c.answered_at.is_(None)).limit(1)
    return connection.execute(query).first() is not None


def lift_all(tx: Transaction, person: PersonId, by: PersonId | None = None) -> bool:
    """None of them holds any more; False when none did. `by`: the operator who has cleared the technician."""
    still = [cautions.c.technician_id == person, cautions.c.lifted_at.is_(None)]
    lifting = {"lifted_at": tx.now, "answered_by": func.coalesce(cautions.c.answered_by, by)}
    return tx.changed(update(cautions).where(*still).values(**lifting))


def appeal(tx: Transaction, caution: int) -> bool:
    """Its technician asks a person to look; False when they have, or when it holds no more."""
    asked = [cautions.c.id == caution, cautions.c.appealed_at.is_(None), cautions.c.lifted_at.is_(None)]
    return tx.changed(update(cautions).where(*asked).values(appealed_at=tx.now))


def answer(tx: Transaction, caution: int, operator: PersonId) -> bool:
    """A person has looked; False when another has, or when nobody asked."""
    waiting = [cautions.c.id == caution, cautions.c.appealed_at.is_not(None), cautions.c.answered_at.is_(None)]
    return tx.changed(update(cautions).where(*waiting).values(answered_at=tx.now, answered_by=operator))


def cleared_at(connection: Connection, person: int) -> datetime | None:
    """When a person last cleared the technician: what was before counts against them no more."""
    theirs = [
        cautions.c.technician_id == person,
        cautions.c.answered_by.is_not(None),
        cautions.c.lifted_at.is_not(None),
    ]
    return connection.execute(select(func.max(cautions.c.lifted_at)).where(*theirs)).scalar()


def _caution(row: Row[Any]) -> Caution:
    why = Shortfall(Measure(row.measure), row.value, row.wanted)
    appeal = (row.appealed_at, row.answered_by, row.answered_at)
    return Caution(row.id, PersonId(row.technician_id), Step(row.step), why, row.at, *appeal, row.lifted_at)
