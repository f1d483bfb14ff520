"""Cases as rows."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select, true, update

from bot.domain.cases import CASE_MAY_BECOME, Case, CaseId, CaseKind, CaseStatus, Matter
from bot.domain.ids import JobId, OrderId, PersonId
from db.tables import cases
from db.transaction import Transaction

UNSOLVED = (CaseStatus.OPEN.value, CaseStatus.ASKED.value)


def add(tx: Transaction, kind: CaseKind, person: PersonId, answer_by: datetime, matter: Matter) -> CaseId:
    """Write a new case and return its number."""
    row: dict[str, Any] = {"kind": kind.value, "person_id": person, "other_id": matter.other}
    row |= {"order_id": matter.order, "job_id": matter.job, "status": CaseStatus.OPEN.value, "answer_by": answer_by}
    return CaseId(tx.insert(cases, {**row, "overdue": 0, "opened_at": tx.now, "reopened": 0, "version": 0}))


def find(connection: Connection, case: int) -> Case | None:
    """The case of that number."""
    row = connection.execute(select(cases).where(cases.c.id == case)).first()
    return None if row is None else _case(row)


def unsolved_of(connection: Connection, person: int, order: int | None) -> Case | None:
    """The person's case about that order (None: about none) that is not solved yet."""
    about = cases.c.order_id.is_(None) if order is None else cases.c.order_id == order
    query = select(cases).where(cases.c.person_id == person, about, cases.c.status.in_(UNSOLVED))
    row = connection.execute(query.order_by(cases.c.id.desc()).limit(1)).first()
    return None if row is None else _case(row)


def move(tx: Transaction, case: int, new: CaseStatus, **values: Any) -> bool:
    """Move the status, if it may become that from where it is; False when somebody was faster."""
    before = [status.value for status in CASE_MAY_BECOME[new]]
    moving = update(cases).where(cases.c.id == case, cases.c.status.in_(before))
    return tx.changed(moving.values(status=new.value, version=cases.c.version + 1, **values))


def take(tx: Transaction, case: int, operator: PersonId, *, only_free: bool = False) -> bool:
    """Make the operator its owner; False when they are already, or (`only_free`) somebody is."""
    free = cases.c.owner_id.is_(None)
    which = free if only_free else or_(free, cases.c.owner_id != operator)
    return tx.changed(update(cases).where(cases.c.id == case, which).values(owner_id=operator))


def promise(tx: Transaction, case: int, answer_by: datetime) -> bool:
    """Owe an answer until then; False when one was owed before."""
    owed = update(cases).where(cases.c.id == case, cases.c.answer_by.is_(None))
    return tx.changed(owed.values(answer_by=answer_by))


def promise_later(tx: Transaction, case: int, answer_by: datetime) -> bool:
    """The promised time has passed: owe it until later; False when it has been answered, or promised anew."""
    late = update(cases).where(cases.c.id == case, cases.c.answer_by <= tx.now)
    late = late.where(cases.c.status == CaseStatus.OPEN.value)
    return tx.changed(late.values(answer_by=answer_by, overdue=cases.c.overdue + 1))


def keep_promise(tx: Transaction, case: int) -> None:
    """The person has been answered: nothing is owed."""
    tx.execute(update(cases).where(cases.c.id == case).values(answer_by=None))


def of_kind(which: str, now: datetime) -> ColumnElement[bool]:
    """What a list shows: the late, the unsolved, or all."""
    if which == "late":
        return (cases.c.status == CaseStatus.OPEN.value) & or_(cases.c.answer_by < now, cases.c.overdue > 0)
    return cases.c.status.in_(UNSOLVED) if which == "open" else true()


def count(connection: Connection, which: ColumnElement[bool]) -> int:
    """How many there are of this kind."""
    return int(connection.execute(select(func.count()).select_from(cases).where(which)).scalar_one())


def listed(connection: Connection, which: ColumnElement[bool], most: int, skipping: int) -> list[Case]:
    """Cases of this kind, those first to which an answer is owed the longest."""
    order = (cases.c.answer_by.is_(None), cases.c.answer_by, cases.c.id.desc())
    query = select(cases).where(which).order_by(*order).limit(most).offset(skipping)
    return [_case(row) for row in connection.execute(query)]


def _case(row: Row[Any]) -> Case:
    return Case(
        CaseId(row.id),
        CaseKind(row.kind),
        PersonId(row.person_id),
        None if row.other_id is None else PersonId(row.other_id),
        None if row.order_id is None else OrderId(row.order_id),
        None if row.job_id is None else JobId(row.job_id),
        CaseStatus(row.status),
        None if row.owner_id is None else PersonId(row.owner_id),
        row.answer_by,
        row.overdue,
        row.opened_at,
        row.closed_at,
        row.reopened,
        row.version,
    )
