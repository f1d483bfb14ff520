"""Somebody who is awaited: asked when silent, their lateness told honestly, given up when they do not come.

Each timer looks at the job's row and does nothing when it has moved on, or when it was given more time.
"""

from datetime import datetime, timedelta

from bot.domain.errors import Refusal
from bot.domain.ids import JobId, PersonId, private_chat
from bot.domain.offers import Job, JobStatus
from bot.domain.punctuality import AT_THE_DOOR_M, MINUTES_MORE, TELLING, NotComing
from bot.matching.distance import metres_between, travel_seconds
from bot.usecases.expecting import LATE, NO_SHOW, expect_arrival, give_until, look_whether_set_out
from bot.usecases.jobs import moved_on, order_of, own_job
from bot.usecases.searching import OVERSLEPT
from bot.usecases.showing import DELAY, NUDGE, show_order
from bot.usecases.silence import could_answer
from bot.usecases.taking_back import replace, take_back
from bot.usecases.team_news import tell_team
from db import jobs, orders, punctuality, technicians
from db.outbox import show_card
from db.reached import reached_at
from db.timers import Timer, set_timer
from db.transaction import Transaction

SILENT = "job.silent"
"""The timer that gives somebody up who was asked whether they are on their way and did not answer."""
BEGUN = frozenset({JobStatus.EN_ROUTE, JobStatus.ARRIVED, JobStatus.IN_PROGRESS})


# ---------------------------------------------------------------- not set out


def ask_set_out(tx: Transaction, timer: Timer) -> None:
    """Ask whether they are on their way. Whoever is still busy with another job is left to it for a while."""
    row = jobs.find(tx.connection, JobId(timer.subject))
    if row is None or row.status is not JobStatus.ASSIGNED or row.set_out_by is None or row.set_out_by > tx.now:
        return
    if not order_of(tx, row).is_crewed:
        return
    if any(other.status in BEGUN for other in jobs.running_of_technician(tx.connection, row.technician)):
        give_until(tx, row.id, tx.now + tx.market.punctuality.set_out_within)
    elif punctuality.nudge(tx, row.id, JobStatus.ASSIGNED):
        orders.record(tx, row.order, "asked_to_set_out", row.technician, {"job": row.id})
        show_card(tx, private_chat(row.technician), NUDGE, row.id, fresh=True)
        set_timer(tx, SILENT, row.id, 0, tx.now + tx.market.punctuality.answer_within)


def give_up_silent(tx: Transaction, timer: Timer) -> None:
    """They did not answer: the order goes out again, and the operators know."""
    row = jobs.find(tx.connection, JobId(timer.subject))
    within = tx.market.punctuality.answer_within
    if row is None or row.status is not JobStatus.ASSIGNED or row.nudged_at is None or row.nudged_at + within > tx.now:
        return
    asked_at = reached_at(tx.connection, private_chat(row.technician), NUDGE, row.id) or row.nudged_at
    heard = tx.now - timer.due <= OVERSLEPT and could_answer(tx, row.technician, tx.now - within)
    if not heard or asked_at + within > tx.now:
        set_timer(tx, SILENT, row.id, 0, tx.now + within)
    else:
        take_back(tx, row, NotComing.SILENT)


def ask_for_more_time(tx: Transaction, job: JobId, technician: PersonId) -> None:
    """Not yet, but soon: once a job."""
    row = own_job(tx, job, technician)
    by = tx.now + tx.market.punctuality.set_out_within
    if not punctuality.extend(tx, job, by):
        raise moved_on(row) if row.status is not JobStatus.ASSIGNED else Refusal("no_more_time")
    look_whether_set_out(tx, job, by)
    orders.record(tx, row.order, "more_time", technician, {"job": job})
    show_card(tx, private_chat(technician), NUDGE, job)


# ---------------------------------------------------------------- late


def notice_late(tx: Transaction, timer: Timer) -> None:
    """Ask the technician, tell the customer, with a new estimate where the position allows one."""
    row = jobs.find(tx.connection, JobId(timer.subject))
    after = tx.market.punctuality.late_after
    if row is None or row.arriving_at is None or row.arriving_at + after > tx.now:
        return
    if not punctuality.mark_late(tx, row.id):
        return
    expected = _by_position(tx, row)
    if expected is not None and punctuality.estimate(tx, row.id, expected):
        set_timer(tx, LATE, row.id, 0, expected + after)
    orders.record(tx, row.order, "late", row.technician, {"job": row.id, "promised": row.arriving_at.isoformat()})
    if punctuality.nudge(tx, row.id, JobStatus.EN_ROUTE):
        show_card(tx, private_chat(row.technician), NUDGE, row.id, fresh=True)
    show_card(tx, private_chat(order_of(tx, row).customer), DELAY, row.id, fresh=row.late_at is None)
    if row.late_at is None:
        tell_team(tx, row.technician, "team/late", {"order": row.order})
    show_order(tx, row.order)


def promise_arrival(tx: Transaction, job: JobId, technician: PersonId, minutes: int) -> None:
    """The technician who was asked says when they will be there: the customer hears it at once."""
    row = own_job(tx, job, technician)
    at = tx.now + timedelta(minutes=minutes)
    if minutes not in MINUTES_MORE or not punctuality.promise(tx, job, at):
        raise moved_on(row) if row.status is not JobStatus.EN_ROUTE else Refusal("answered_already")
    expect_arrival(tx, job, at)
    orders.record(tx, row.order, "new_estimate", technician, {"job": job, "minutes": minutes})
    show_card(tx, private_chat(technician), NUDGE, job)
    show_card(tx, private_chat(order_of(tx, row).customer), DELAY, job, fresh=True)
    show_order(tx, row.order)


def look_for_another(tx: Transaction, job: JobId, customer: PersonId) -> None:
    """The customer does not want to wait for somebody who is late."""
    row = jobs.find(tx.connection, job)
    if row is None or order_of(tx, row).customer != customer:
        raise Refusal("job_not_yours")
    if row.status is not JobStatus.EN_ROUTE or row.late_at is None or not replace(tx, row):
        raise Refusal("delay_over", status=row.status.value)


# ---------------------------------------------------------------- not there at all


def give_up_waiting(tx: Transaction, timer: Timer) -> None:
    """Long after the promised time: somebody else is sent, unless the position says that they stand at the door."""
    row = jobs.find(tx.connection, JobId(timer.subject))
    rules = tx.market.punctuality
    if row is None or row.status is not JobStatus.EN_ROUTE or row.promised_at is None:
        return
    if row.promised_at + rules.no_show_after > tx.now:
        return
    within = rules.answer_within
    heard = tx.now - timer.due <= OVERSLEPT and could_answer(tx, row.technician, tx.now - within)
    if not heard or _is_at_door(tx, row):
        set_timer(tx, NO_SHOW, row.id, 0, tx.now + within)
    else:
        take_back(tx, row, NotComing.NO_SHOW)


def _metres_left(tx: Transaction, job: Job) -> int | None:
    """How far they were from the door in the last minutes, if they share it."""
    who = technicians.find(tx.connection, job.technician)
    if who is None or who.position is None or who.position_at is None or tx.now - who.position_at > TELLING:
        return None
    return metres_between(who.position, order_of(tx, job).address.point)


def _by_position(tx: Transaction, job: Job) -> datetime | None:
    metres = _metres_left(tx, job)
    speed = tx.market.dispatch.travel_speed_kmh
    return None if metres is None else tx.now + timedelta(seconds=travel_seconds(metres, speed))


def _is_at_door(tx: Transaction, job: Job) -> bool:
    metres = _metres_left(tx, job)
    return metres is not None and metres <= AT_THE_DOOR_M
