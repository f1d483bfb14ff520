"""Amends as rows: what was given to whom, by whom, about what, and what of it was taken back."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select, update

from bot.domain.amends import MONEY, Amends, AmendsId, AmendsKind
from bot.domain.cases import CaseId
from bot.domain.ids import JobId, OrderId, PersonId
from bot.domain.money import Money
from db.tables import amends
from db.transaction import Transaction

VALID = amends.c.undone_at.is_(None)
"""Not taken back."""


def add(tx: Transaction, kind: AmendsKind, person: PersonId, giver: PersonId, **values: Any) -> AmendsId:
    """Write down what was given; columns by name."""
    row = {"kind": kind.value, "person_id": person, "giver_id": giver, "amount": 0, "unused": 0, "at": tx.now}
    return AmendsId(tx.insert(amends, {**row, **values}))


def find(connection: Connection, number: int, currency: str) -> Amends | None:
    """What was given under that number."""
    row = connection.execute(select(amends).where(amends.c.id == number)).first()
    return None if row is None else _amends(row, currency)


def about(connection: Connection, order: int | None, case: int | None, currency: str) -> list[Amends]:
    """All that was given about the order, or about the case where it is about no order; oldest first."""
    query = select(amends).where(_about(order, case)).order_by(amends.c.id)
    return [_amends(row, currency) for row in connection.execute(query)]


def revisits_of(connection: Connection, job: int) -> list[int]:
    """The numbers under which a free revisit was given for the job."""
    return list(connection.scalars(select(amends.c.id).where(amends.c.job_id == job).order_by(amends.c.id)))


def given_about(connection: Connection, order: int | None, case: int | None) -> int:
    """How much was given about it by everybody together, in minor units."""
    return _total(connection, _about(order, case))


def given_by(connection: Connection, giver: int, since: datetime) -> int:
    """How much this operator has given since then, in minor units."""
    return _total(connection, (amends.c.giver_id == giver) & (amends.c.at >= since))


def refunded(connection: Connection, order: int) -> int:
    """How much of what the order cost was given back when it was done already, in minor units."""
    return _total(connection, (amends.c.order_id == order) & (amends.c.kind == AmendsKind.REFUND.value))


def undo(tx: Transaction, given: Amends) -> bool:
    """Take it back; False when somebody was faster, or some of it is on an order by now."""
    untouched = (amends.c.id == given.id) & VALID & (amends.c.unused == given.unused.amount)
    return tx.changed(update(amends).where(untouched).values(undone_at=tx.now, unused=0))


def _total(connection: Connection, which: ColumnElement[bool]) -> int:
    money = amends.c.kind.in_([kind.value for kind in MONEY])
    query = select(func.coalesce(func.sum(amends.c.amount), 0)).where(which, money, VALID)
    return int(connection.execute(query).scalar_one())


def _about(order: int | None, case: int | None) -> ColumnElement[bool]:
    return amends.c.case_id == case if order is None else amends.c.order_id == order


def _amends(row: Row[Any], currency: str) -> Amends:
    return Amends(
        AmendsId(row.id),
        AmendsKind(row.kind),
        PersonId(row.person_id),
        PersonId(row.giver_id),
        None if row.order_id is None else OrderId(row.order_id),
        None if row.case_id is None else CaseId(row.case_id),
        None if row.job_id is None else JobId(row.job_id),
        Money(row.amount, currency),
        Money(row.unused, currency),
        row.warranty_before,
        row.at,
        row.undone_at,
    )
