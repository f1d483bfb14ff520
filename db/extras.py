"""Extra work as rows."""

from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.domain.extras import Extra, ExtraId, ExtraStatus
from bot.domain.ids import JobId
from bot.domain.money import Money
from db.tables import extras, jobs
from db.transaction import Transaction
from db.upsert import insert


def propose(tx: Transaction, job: JobId, amount: Money, words: str) -> ExtraId | None:
    """Write the proposal; None when this job has an open one already, the database sees to that."""
    row = {
        "job_id": job,
        "amount": amount.amount,
        "words": words,
        "status": ExtraStatus.OPEN.value,
        "at": tx.now,
    }
    statement = insert(tx.connection, extras).values(row).on_conflict_do_nothing().returning(extras.c.id)
    new = tx.execute(statement).scalar()
    return None if new is None else ExtraId(new)


def find(connection: Connection, extra: int) -> Extra | None:
    """The proposal of that number."""
    return _first(connection, extras.c.id == extra)


def open_of_job(connection: Connection, job: int) -> Extra | None:
    """The proposal that waits for the customer's answer, if there is one."""
    return _first(connection, (extras.c.job_id == job) & (extras.c.status == ExtraStatus.OPEN.value))


def approved_of_job(connection: Connection, job: int) -> list[Extra]:
    """What the customer agreed to, oldest first."""
    query = (
        _with_currency()
        .where(extras.c.job_id == job, extras.c.status == ExtraStatus.APPROVED.value)
        .order_by(extras.c.id)
    )
    return [_extra_from(row) for row in connection.execute(query)]


def settle(tx: Transaction, extra: ExtraId, new: ExtraStatus) -> bool:
    """Answer or withdraw an open proposal; False when that has happened already."""
    return tx.changed(
        update(extras).where(extras.c.id == extra, extras.c.status == ExtraStatus.OPEN.value).values(status=new.value)
    )


def _first(connection: Connection, condition: Any) -> Extra | None:
    row = connection.execute(_with_currency().where(condition)).first()
    return None if row is None else _extra_from(row)


def _with_currency() -> Any:
    return select(extras, jobs.c.currency).join(jobs, jobs.c.id == extras.c.job_id)


def _extra_from(row: Row[Any]) -> Extra:
    return Extra(
        ExtraId(row.id),
        JobId(row.job_id),
        Money(row.amount, row.currency),
        row.words,
        ExtraStatus(row.status),
        row.at,
    )
