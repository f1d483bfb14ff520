"""Both sides rate each other, blind until both have spoken or enough days have passed."""

from collections.abc import Sequence

from bot.domain.cases import CaseKind, Matter
from bot.domain.errors import Refusal
from bot.domain.ids import JobId, PersonId
from bot.domain.offers import Job
from bot.domain.ratings import CUSTOMER_TAGS, RATED, STARS, TECHNICIAN_TAGS, Rating, is_open
from bot.usecases.cases import open_case
from bot.usecases.jobs import order_of
from bot.usecases.quiet_hours import tell_gently
from bot.usecases.showing import show_order
from db import jobs, orders, ratings
from db.holding import hold_order_of_job
from db.timers import Timer, set_timer
from db.transaction import Transaction

REVEAL = "rating.reveal"
"""The timer that ends the blindness of a job's ratings."""


def rate(
    tx: Transaction,
    job: JobId,
    author: PersonId,
    stars: int,
    tags: Sequence[str],
    comment: str,
    *,
    fixed: bool | None = None,
) -> None:
    """Say how it was: once, and as long as nothing is revealed. Only customers say whether one visit was enough."""
    row, subject = check_may_rate(tx, job, author)
    known = CUSTOMER_TAGS if subject == row.technician else TECHNICIAN_TAGS
    if stars not in STARS or not set(tags) <= set(known) or (fixed is not None and subject != row.technician):
        raise ValueError(f"{stars} stars with {tags} is no rating of this side")
    if not ratings.add(tx, Rating(job, author, subject, stars, tuple(tags), comment, tx.now, None, fixed)):
        raise Refusal("rated_already")
    orders.record(tx, row.order, "rated", author, {"job": job})
    if stars <= tx.market.ratings.bad_stars:
        cause = ("ratings/desk_bad", {"job": job, "author": author})
        open_case(tx, CaseKind.BAD_RATING, author, Matter(row.order, row.id, subject), cause=cause)
    _reveal_or_wait(tx, row)
    show_order(tx, row.order)


def check_may_rate(tx: Transaction, job: JobId, author: PersonId) -> tuple[Job, PersonId]:
    """The job and whom this person rates; refused to strangers, too early, too late and twice."""
    hold_order_of_job(tx, job)
    row = jobs.find(tx.connection, job)
    people = {order_of(tx, row).customer, row.technician} if row else set()
    if row is None or author not in people:
        raise Refusal("job_not_yours")
    if row.status not in RATED:
        raise Refusal("rating_too_early")
    if ratings.by(tx.connection, job, author) is not None:
        raise Refusal("rated_already")
    if not is_open(row, tx.market.ratings, tx.now):
        raise Refusal("rating_over")
    return row, next(person for person in people if person != author)


def reveal_ratings(tx: Transaction, timer: Timer) -> None:
    """The days have passed: whatever was said of this job is shown."""
    hold_order_of_job(tx, timer.subject)
    job = jobs.find(tx.connection, timer.subject)
    if job is not None:
        _reveal(tx, job, ratings.of_job(tx.connection, job.id))


def _reveal_or_wait(tx: Transaction, job: Job) -> None:
    said = ratings.of_job(tx.connection, job.id)
    if len(said) > 1:
        _reveal(tx, job, said)
    else:
        assert job.ended_at is not None
        set_timer(tx, REVEAL, job.id, 0, job.ended_at + tx.market.ratings.reveal_after)


def _reveal(tx: Transaction, job: Job, said: list[Rating]) -> None:
    for rating in said:
        if not ratings.reveal(tx, rating):
            continue
        if rating.subject == job.technician:
            ratings.count_for_technician(tx, job.technician, rating.stars)
        tell_gently(tx, rating.subject, "ratings/revealed", {"job": job.id, "author": rating.author})
