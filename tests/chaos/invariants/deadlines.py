"""Timers: each order that waits for a moment has the one timer that brings it."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select

from bot.usecases.jobs import CLOSE
from bot.usecases.ratings import REVEAL
from bot.usecases.searching import PATIENCE
from bot.usecases.waves import WAVE
from db.tables import orders, ratings, timers
from tests.chaos.invariants.sight import Sight


def no_deadline_is_lost(sight: Sight) -> Iterator[str]:
    """None failed, none is overdue, and what must come by itself is still going to come."""
    pending: Counter[tuple[str, int, int]] = Counter()
    for timer in sight.rows(select(timers)):
        if timer.status == "failed" or (timer.status == "pending" and timer.due <= sight.now):
            yield f"timer {timer.id} ({timer.kind} of {timer.subject_id}) is {timer.status}: {timer.error}"
        if timer.status == "pending":
            pending[timer.kind, timer.subject_id, timer.version] += 1
    for wanted in _wanted(sight):
        if pending[wanted] != 1:
            yield f"there are {pending[wanted]} timers {wanted}"


def _wanted(sight: Sight) -> Iterator[tuple[str, int, int]]:
    for order in sight.rows(select(orders)):
        if order.status == "searching":
            yield WAVE, order.id, order.version
            yield PATIENCE, order.id, order.round
        elif order.status == "done":
            yield CLOSE, order.id, order.version
    for rating in sight.rows(select(ratings).where(ratings.c.revealed_at.is_(None))):
        yield REVEAL, rating.job_id, 0
