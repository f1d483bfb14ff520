"""Outages as rows: one of a kind is on at most, and nobody is told of the same job twice in one."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, exists, func, select, update

from bot.domain.ids import OrderId, PersonId
from bot.domain.outages import Outage, OutageKind, OutageNotice, OutageStatus
from db.tables import jobs, outage_notices, outages
from db.tables.outages import ON
from db.transaction import Transaction
from db.upsert import insert

_ON = outages.c.status == OutageStatus.ON.value
_CURRENT = select(outages).where(_ON, outages.c.kind == OutageKind.SAID.value)
"""Asked with every change of an order."""


def ask(tx: Transaction, operator: PersonId, reason: str) -> int:
    """Keep what an operator is about to say, until they have said that they mean it."""
    row = {"kind": OutageKind.SAID.value, "status": OutageStatus.ASKED.value, "reason": reason}
    return tx.insert(outages, row | {"by_id": operator, "asked_at": tx.now})


def begin(tx: Transaction, outage: int, operator: PersonId) -> bool:
    """From now on it is on; False when it was not asked for (any more), or when another one is on."""
    other = outages.alias()
    another = exists().where(other.c.status == OutageStatus.ON.value, other.c.kind == outages.c.kind)
    asked = [outages.c.id == outage, outages.c.status == OutageStatus.ASKED.value, ~another]
    values = {"status": OutageStatus.ON.value, "began_at": tx.now, "by_id": operator}
    return tx.changed(update(outages).where(*asked).values(values))


def drop(tx: Transaction, outage: int) -> bool:
    """It was not meant; False when it is on, or over, or was dropped before."""
    asked = [outages.c.id == outage, outages.c.status == OutageStatus.ASKED.value]
    return tx.changed(update(outages).where(*asked).values(status=OutageStatus.DROPPED.value))


def begin_silence(tx: Transaction, since: datetime) -> int | None:
    """Telegram can't be reached since then; None when that is known already."""
    row: dict[str, Any] = {"kind": OutageKind.SILENCE.value, "status": OutageStatus.ON.value, "reason": ""}
    row |= {"asked_at": tx.now, "began_at": since}
    adding = insert(tx.connection, outages).values(**row)
    once = adding.on_conflict_do_nothing(index_elements=["kind"], index_where=ON)
    number: int | None = tx.execute(once.returning(outages.c.id)).scalar()
    return number


def end(tx: Transaction, outage: int) -> bool:
    """It is over; False when it was not on."""
    values = {"status": OutageStatus.OVER.value, "ended_at": tx.now}
    return tx.changed(update(outages).where(outages.c.id == outage, _ON).values(values))


def find(connection: Connection, outage: int) -> Outage | None:
    """The outage of that number."""
    row = connection.execute(select(outages).where(outages.c.id == outage)).first()
    return None if row is None else _outage(row)


def silence(connection: Connection) -> Outage | None:
    """The time in which Telegram can't be reached, while it lasts."""
    row = connection.execute(select(outages).where(_ON, outages.c.kind == OutageKind.SILENCE.value)).first()
    return None if row is None else _outage(row)


def any_since(connection: Connection, moment: datetime) -> bool:
    """Whether one of either kind is on, or was on after that moment."""
    over = (outages.c.status == OutageStatus.OVER.value) & (outages.c.ended_at > moment)
    return connection.execute(select(outages.c.id).where(_ON | over).limit(1)).first() is not None


def said(connection: Connection) -> Outage | None:
    """The outage that an operator has said and that is on."""
    row = connection.execute(_CURRENT).first()
    return None if row is None else _outage(row)


def _outage(row: Row[Any]) -> Outage:
    kind, status = OutageKind(row.kind), OutageStatus(row.status)
    return Outage(row.id, kind, status, row.reason, row.began_at, row.ended_at)


# ---------------------------------------------------------------- who has been told


def add_notice(tx: Transaction, outage: int, job: int, person: PersonId) -> int | None:
    """Keep that the person is told about this job; None when they have been."""
    row = insert(tx.connection, outage_notices).values(outage_id=outage, job_id=job, person_id=person, at=tx.now)
    adding = row.on_conflict_do_nothing(index_elements=["outage_id", "job_id", "person_id"])
    number: int | None = tx.execute(adding.returning(outage_notices.c.id)).scalar()
    return number


def notice(connection: Connection, number: int) -> OutageNotice | None:
    """The notice of that number."""
    found = _notices(connection, outage_notices.c.id == number)
    return found[0] if found else None


def notices(connection: Connection, outage: int, order: OrderId | None = None) -> list[OutageNotice]:
    """Who has been told of this outage; with an order, about the jobs of that one only."""
    which = outage_notices.c.outage_id == outage
    if order is not None:
        which &= outage_notices.c.job_id.in_(select(jobs.c.id).where(jobs.c.order_id == order))
    return _notices(connection, which)


def count_told(connection: Connection, outage: int) -> int:
    """How many people have been told of this outage."""
    people = func.count(outage_notices.c.person_id.distinct())
    return int(connection.execute(select(people).where(outage_notices.c.outage_id == outage)).scalar_one())


def _notices(connection: Connection, which: ColumnElement[bool]) -> list[OutageNotice]:
    rows = connection.execute(select(outage_notices).where(which).order_by(outage_notices.c.id))
    return [OutageNotice(row.id, row.outage_id, row.job_id, PersonId(row.person_id)) for row in rows]
