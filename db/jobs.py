"""Jobs as rows: one technician on one order."""

from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update

from bot.domain.ids import JobId, OfferId, OrderId, PersonId
from bot.domain.money import Money
from bot.domain.offers import JOB_MAY_BECOME, RUNNING, Job, JobStatus
from db.tables import jobs, technicians
from db.transaction import Transaction


def add(tx: Transaction, offer: OfferId, order: OrderId, technician: PersonId, pay: Money | None) -> JobId:
    """The job that an accepted offer becomes."""
    row = {
        "offer_id": offer,
        "order_id": order,
        "technician_id": technician,
        "status": JobStatus.ASSIGNED.value,
        "pay": pay and pay.amount,
        "currency": tx.market.currency,
        "code_attempts": 0,
        "accepted_at": tx.now,
    }
    return JobId(tx.insert(jobs, row))


# Built once: building a statement takes longer than running it.
_OF_ORDER = select(jobs).where(jobs.c.order_id == bindparam("order")).order_by(jobs.c.id)
_RUNNING = (
    select(jobs)
    .where(jobs.c.technician_id == bindparam("technician"), jobs.c.status.in_([s.value for s in RUNNING]))
    .order_by(jobs.c.id)
)


def find(connection: Connection, job: int) -> Job | None:
    """The job of that number."""
    return _first(connection, jobs.c.id == job)


def of_offer(connection: Connection, offer: int) -> Job | None:
    """The job that this offer became, if it did."""
    return _first(connection, jobs.c.offer_id == offer)


def of_order(connection: Connection, order: int) -> list[Job]:
    """All jobs of the order, given-back ones included, oldest first."""
    return [job_from(row) for row in connection.execute(_OF_ORDER, {"order": order})]


def running_of_technician(connection: Connection, technician: int) -> list[Job]:
    """What binds this technician now, oldest first."""
    return [job_from(row) for row in connection.execute(_RUNNING, {"technician": technician})]


def move(tx: Transaction, job: JobId, technician: PersonId, new: JobStatus, **values: Any) -> bool:
    """Move the status of this technician's job, if it may become that; False when not (any more)."""
    return tx.changed(
        update(jobs)
        .where(
            jobs.c.id == job,
            jobs.c.technician_id == technician,
            jobs.c.status.in_([s.value for s in JOB_MAY_BECOME[new]]),
        )
        .values(status=new.value, **values)
    )


def add_extra(tx: Transaction, job: JobId, amount: Money) -> bool:
    """Approved extra work counts from now on; False when the job is over."""
    return tx.changed(
        update(jobs)
        .where(jobs.c.id == job, jobs.c.status.in_([s.value for s in RUNNING]))
        .values(extra=func.coalesce(jobs.c.extra, 0) + amount.amount)
    )


def count_wrong_code(tx: Transaction, job: JobId, most: int) -> bool:
    """One more wrong start code; False when there were `most` already."""
    return tx.changed(
        update(jobs).where(jobs.c.id == job, jobs.c.code_attempts < most).values(code_attempts=jobs.c.code_attempts + 1)
    )


def count_done(tx: Transaction, technician: PersonId) -> None:
    """One more job done, on the technician's record."""
    tx.execute(
        update(technicians).where(technicians.c.person_id == technician).values(jobs_done=technicians.c.jobs_done + 1)
    )


def _first(connection: Connection, condition: Any) -> Job | None:
    row = connection.execute(select(jobs).where(condition)).first()
    return None if row is None else job_from(row)


def job_from(row: Row[Any]) -> Job:
    """A job of a row of `jobs`."""
    return Job(
        id=JobId(row.id),
        offer=OfferId(row.offer_id),
        order=OrderId(row.order_id),
        technician=PersonId(row.technician_id),
        status=JobStatus(row.status),
        pay=None if row.pay is None else Money(row.pay, row.currency),
        extra=None if row.extra is None else Money(row.extra, row.currency),
        code_attempts=row.code_attempts,
        accepted_at=row.accepted_at,
        arriving_at=row.arriving_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        reason=row.reason,
        en_route_at=row.en_route_at,
        arrived_at=row.arrived_at,
        set_out_by=row.set_out_by,
        promised_at=row.promised_at,
        nudged_at=row.nudged_at,
        late_at=row.late_at,
        extensions=row.extensions,
    )
