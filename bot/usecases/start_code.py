"""The work begins with the customer's consent: four digits that only the customer can read out."""

from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest

from bot.domain.errors import Refusal
from bot.domain.ids import JobId, PersonId
from bot.domain.offers import Job, JobStatus
from bot.usecases.desk_news import tell_desk
from bot.usecases.jobs import advance, moved_on, order_of, own_job
from bot.usecases.showing import show_order
from bot.usecases.staff import require_role
from db import audit, jobs, orders
from db.holding import hold_order_of_job
from db.outbox import show_card
from db.transaction import Transaction

CODE_LENGTH = 4
PATIENCE = timedelta(minutes=5)
"""How soon after a call for an operator the next one is of use."""


@dataclass(frozen=True, slots=True)
class CodeCheck:
    """Whether the work has begun; if not, how many more codes may be tried."""

    right: bool
    left: int


def start(tx: Transaction, job: JobId, technician: PersonId, code: str | None) -> CodeCheck:
    """Begin the work, where the market wants a code only with the right one. A wrong one is counted.

    The answer is returned and not refused: a refusal would roll the count back.
    """
    row = check_at_door(tx, job, technician)
    left = tx.market.jobs.code_attempts - row.code_attempts
    if left > 0 and _is_right(tx, row, code):
        _begin(tx, row)
        return CodeCheck(True, left)
    return CodeCheck(False, _count_wrong(tx, row))


def check_at_door(tx: Transaction, job: JobId, technician: PersonId) -> Job:
    """The job, if its technician has arrived and not begun."""
    row = own_job(tx, job, technician)
    if row.status is not JobStatus.ARRIVED:
        raise moved_on(row)
    return row


def call_operator(tx: Transaction, job: JobId, technician: PersonId) -> None:
    """The technician stands at the door without the right code: operators can let the work begin."""
    row = check_at_door(tx, job, technician)
    calls = [event.at for event in orders.history(tx.connection, row.order) if event.kind == "operator_called"]
    if calls and tx.now - calls[-1] < PATIENCE:
        raise Refusal("operator_called")
    orders.record(tx, row.order, "operator_called", technician, {"job": row.id})
    tell_desk(tx, "jobs/desk_code", {"job": row.id}, row.order)


def start_for(tx: Transaction, job: JobId, operator: PersonId) -> None:
    """An operator has made sure that the technician is where they should be: no code is needed."""
    require_role(tx, operator)
    hold_order_of_job(tx, job)
    row = jobs.find(tx.connection, job)
    if row is None:
        raise Refusal("job_not_yours")
    audit.record(tx, operator, "start_job", f"order:{row.order}", {"job": row.id})
    _begin(tx, row, fresh=True)


def _is_right(tx: Transaction, job: Job, code: str | None) -> bool:
    if not tx.market.jobs.start_code:
        return True
    return compare_digest((code or "").encode(), order_of(tx, job).start_code.encode())


def _count_wrong(tx: Transaction, job: Job) -> int:
    most = tx.market.jobs.code_attempts
    jobs.count_wrong_code(tx, job.id, most)
    counted = jobs.find(tx.connection, job.id)
    assert counted is not None
    if counted.code_attempts == most:
        show_order(tx, job.order)
    return most - counted.code_attempts


def _begin(tx: Transaction, job: Job, *, fresh: bool = False) -> None:
    """`fresh`: the technician waits for it and is told by a new card."""
    advance(tx, job, JobStatus.IN_PROGRESS, started_at=tx.now)
    show_order(tx, job.order)
    if fresh:
        show_card(tx, job.technician, "offer", job.offer, fresh=True)
