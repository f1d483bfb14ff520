"""When operators can talk with applicants: each offers times of their own, and takes back what nobody has chosen."""

from datetime import date, datetime, timedelta

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.interviews import Interview, InterviewStatus, InterviewStep, day_of
from bot.usecases.interview_changes import TELL, show_applicant, step_of
from bot.usecases.quiet_hours import tell_gently
from bot.usecases.staff import require_role
from db import audit, interviews
from db.timers import Timer, is_pending, set_timer
from db.transaction import Transaction

TELL_AFTER = timedelta(minutes=2)
"""Whoever offers times offers several, one tap each; applicants hear of them together."""
MOST_COMING = 12


def offer(tx: Transaction, operator: PersonId, begins_at: datetime) -> None:
    """Offer this time; a second tap finds it offered. Refused for a time that is none, or no more."""
    require_role(tx, operator)
    rules, zone = tx.market.interviews, tx.market.city.time_zone
    if not rules.may_be_offered(begins_at, tx.now, zone):
        raise Refusal("interview_time_gone")
    ends_at = begins_at + rules.length
    if interviews.of_operator(tx.connection, operator, begins_at, ends_at):
        return
    were_there_any = interviews.count_free(tx.connection, tx.now + rules.notice) > 0
    interviews.offer(tx, operator, begins_at, ends_at)
    audit.record(tx, operator, "interview_offered", f"person:{operator}", {"at": begins_at.isoformat()})
    if not were_there_any and not is_pending(tx.connection, TELL):
        set_timer(tx, TELL, 0, 0, tx.now + TELL_AFTER)


def take_back(tx: Transaction, operator: PersonId, interview: int) -> None:
    """Offer the time no longer; a second tap finds it gone. Refused when somebody has chosen it."""
    require_role(tx, operator)
    row = interviews.find(tx.connection, interview)
    if row is None:
        return
    if row.operator != operator or row.status is not InterviewStatus.FREE:
        raise Refusal("interview_moved_on", status=row.status.value)
    if interviews.take_back(tx, operator, interview):
        audit.record(tx, operator, "interview_taken_back", f"person:{operator}", {"at": row.begins_at.isoformat()})


def tell_waiting(tx: Transaction, _timer: Timer) -> None:
    """There are times again: everybody who may choose one, and has not yet, hears so."""
    for applicant in interviews.undecided_applicants(tx.connection):
        if step_of(tx, applicant) is InterviewStep.MAY_CHOOSE:
            tell_gently(tx, private_chat(applicant), "interviews/times")
            show_applicant(tx, applicant)


def times_of(tx: Transaction, operator: PersonId, day: date) -> list[tuple[datetime, int | None, str]]:
    """The times of a local day that can be offered: the moment, the number and status of what is offered then.

    One that overlaps a time offered under other settings counts as that one.
    """
    rules, zone = tx.market.interviews, tx.market.city.time_zone
    offered = offered_on(tx, operator, day)
    times: list[tuple[datetime, int | None, str]] = []
    for moment in rules.times(day, tx.now, zone):
        found = [one for one in offered if one.begins_at < moment + rules.length and one.ends_at > moment]
        times.append((moment, found[0].id if found else None, found[0].status.value if found else ""))
    return times


def offered_on(tx: Transaction, operator: PersonId, day: date) -> list[Interview]:
    """What this operator has offered on a local day, free or chosen."""
    start, end = day_of(day, tx.market.city.time_zone)
    return interviews.of_operator(tx.connection, operator, start, end)


def coming(tx: Transaction) -> list[Interview]:
    """The next interviews, whoever's they are."""
    return interviews.coming(tx.connection, tx.now)[:MOST_COMING]
