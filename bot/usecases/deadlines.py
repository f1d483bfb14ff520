"""What happens when a timer is due: one function a kind, and how a timer that fails is tried again."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.domain.records import REVIEW
from bot.usecases import (
    calling_in,
    cases,
    credentials,
    expecting,
    finishing,
    interview_changes,
    interview_times,
    interviews,
    jobs,
    probation,
    punctuality,
    quiet_hours,
    ratings,
    reviewing,
    searching,
    statements,
    surveys,
    waves,
)
from db.timers import Timer, due_timers, mark_fired, next_due, record_failure
from db.transaction import Transaction
from db.trouble import is_trouble

__all__ = ["DEADLINES", "DeadlineHandler", "Timer", "due_timers", "fire", "is_trouble", "next_due", "postpone"]

DeadlineHandler = Callable[[Transaction, Timer], None]
"""Does what the timer stands for. Where the subject has moved on from the timer's version it does nothing."""

DEADLINES: Mapping[str, DeadlineHandler] = {
    waves.WAVE: waves.run_wave,
    searching.PATIENCE: searching.give_up,
    expecting.SET_OUT: punctuality.ask_set_out,
    punctuality.SILENT: punctuality.give_up_silent,
    expecting.LATE: punctuality.notice_late,
    expecting.NO_SHOW: punctuality.give_up_waiting,
    jobs.CLOSE: finishing.close_order,
    ratings.REVEAL: ratings.reveal_ratings,
    calling_in.OVER: calling_in.end_call,
    credentials.REMIND: credentials.remind,
    credentials.EXPIRE: credentials.expire,
    REVIEW: reviewing.review,
    probation.FOLLOW_UP: probation.ask_follow_up,
    surveys.STILL_FINE: surveys.ask_still_fine,
    quiet_hours.OVER: quiet_hours.end_quiet,
    interview_changes.REMIND: interviews.remind,
    interview_changes.BEGIN: interviews.begin,
    interview_changes.END: interviews.ask_how_it_went,
    interview_changes.TELL: interview_times.tell_waiting,
    cases.ANSWER: cases.remind_of_promise,
    cases.SILENCE: cases.count_silence,
    statements.STATEMENT: statements.send_monthly,
}
"""Kind of timer → what happens."""

MOST_ATTEMPTS = 8
FIRST_RETRY = timedelta(seconds=5)
"""Doubles from try to try: the last one comes after some ten minutes, when a passing trouble has passed."""


def fire(tx: Transaction, timer: Timer, handlers: Mapping[str, DeadlineHandler] = DEADLINES) -> bool:
    """Take the timer and do what it stands for; False when somebody else has taken it. LookupError: nobody knows it."""
    if not mark_fired(tx, timer):
        return False
    handler = handlers.get(timer.kind)
    if handler is None:
        raise LookupError(f"no deadline of the kind {timer.kind!r} is known")
    handler(tx, timer)
    return True


def postpone(tx: Transaction, timer: Timer, error: str) -> datetime | None:
    """Try the timer again later; None after the last try: then it stays as failed, for the operators' figures."""
    attempts = timer.attempts + 1
    retry_at = None if attempts >= MOST_ATTEMPTS else tx.now + FIRST_RETRY * 2**timer.attempts
    record_failure(tx, timer, error, retry_at)
    return retry_at
