"""The work is done; a while later the order is closed."""

from bot.domain.errors import Refusal
from bot.domain.ids import JobId, OrderId, PersonId
from bot.domain.offers import Job, JobStatus
from bot.domain.orders import OrderStatus
from bot.usecases import probation
from bot.usecases.checklists import checklist_of
from bot.usecases.credit import fit_credit
from bot.usecases.job_details import put_away
from bot.usecases.jobs import advance, order_of, own_job
from bot.usecases.records import plan_review
from bot.usecases.service_book import write_down
from bot.usecases.showing import show_order
from bot.usecases.surveys import plan_still_fine
from db import extras, jobs, orders
from db.holding import hold_order
from db.timers import Timer
from db.transaction import Transaction


def finish(tx: Transaction, job: JobId, technician: PersonId) -> None:
    """The technician is done: it counts, both sides see what it costs and may rate each other."""
    row = own_job(tx, job, technician)
    if row.status is JobStatus.IN_PROGRESS and checklist_of(tx, row).asks_anything:
        raise Refusal("checklist_first")
    complete(tx, row)


def complete(tx: Transaction, row: Job) -> None:
    """Let the job be done, handed over or not."""
    check_nothing_is_open(tx, row)
    advance(tx, row, JobStatus.DONE, ended_at=tx.now)
    jobs.count_done(tx, row.technician)
    probation.count(tx, row)
    plan_review(tx, row.technician)
    write_down(tx, row, order_of(tx, row))
    put_away(tx, row)
    fit_credit(tx, row.order)
    whole = order_of(tx, row).status is OrderStatus.DONE
    show_order(tx, row.order, fresh=whole)


def check_nothing_is_open(tx: Transaction, row: Job) -> None:
    """Refuse while the customer is being asked about extra work."""
    if row.is_running and extras.open_of_job(tx.connection, row.id) is not None:
        raise Refusal("extra_unanswered")


def close_order(tx: Transaction, timer: Timer) -> None:
    """What was done and not disputed for so long is closed."""
    order = OrderId(timer.subject)
    hold_order(tx, order)
    row = orders.find(tx.connection, order)
    if row is None or row.version != timer.version or not orders.move(tx, order, OrderStatus.CLOSED):
        return
    orders.record(tx, order, "closed", None)
    plan_still_fine(tx, order)
    show_order(tx, order)
