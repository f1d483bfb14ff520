"""What a technician's yes and their setting out let others expect: the timers that look whether it has come true."""

from datetime import datetime

from bot.domain.ids import JobId, OrderId
from bot.domain.offers import JobStatus
from db import jobs, orders, punctuality
from db.timers import set_timer
from db.transaction import Transaction

SET_OUT = "job.set_out"
"""The timer that looks whether somebody has set out. What counts is the job's `set_out_by`: an earlier one is quiet."""
LATE = "job.late"
"""The timer that looks whether somebody has arrived. What counts is the job's `arriving_at`."""
NO_SHOW = "job.no_show"
"""The timer that gives somebody up. What counts is the job's `promised_at`."""


def expect_set_out(tx: Transaction, order: OrderId) -> None:
    """The crew is complete: whoever has not set out is to do so soon, for a scheduled visit when its window begins."""
    row = orders.find(tx.connection, order)
    assert row is not None
    soon = tx.now + tx.market.punctuality.set_out_within
    by = max(soon, row.window.start) if row.window else soon
    for job in jobs.of_order(tx.connection, order):
        if job.status is JobStatus.ASSIGNED:
            give_until(tx, job.id, by)


def give_until(tx: Transaction, job: JobId, by: datetime) -> None:
    """Nobody asks before then."""
    if punctuality.expect_by(tx, job, by):
        look_whether_set_out(tx, job, by)


def look_whether_set_out(tx: Transaction, job: JobId, by: datetime) -> None:
    """Set the timer."""
    set_timer(tx, SET_OUT, job, 0, by)


def expect_arrival(tx: Transaction, job: JobId, at: datetime) -> None:
    """The technician has said when they will be there: late a while after, given up long after."""
    rules = tx.market.punctuality
    set_timer(tx, LATE, job, 0, at + rules.late_after)
    set_timer(tx, NO_SHOW, job, 0, at + rules.no_show_after)
