"""An interview from the applicant's choice to what an operator notes about it. Every status moves by one update."""

from datetime import datetime

from bot.domain.errors import Refusal
from bot.domain.ids import InterviewId, PersonId, private_chat
from bot.domain.interviews import RESULTS, Interview, InterviewStatus, InterviewStep
from bot.domain.technicians import UNDECIDED
from bot.usecases import interview_changes as changes
from bot.usecases.interview_changes import DESK_INTERVIEW
from bot.usecases.staff import require_role
from db import audit, interviews, technicians
from db.interview_standing import standing_of
from db.outbox import Priority, notify, show_card
from db.showing_again import show_again
from db.timers import Timer
from db.transaction import Transaction

MOST_NOTE = 500


# ---------------------------------------------------------------- the applicant


def check_may_choose(tx: Transaction, applicant: PersonId) -> Interview | None:
    """The interview that they have chosen already, if any; a Refusal for whoever may choose none, or none now."""
    stands = standing_of(tx.connection, tx.market, applicant, tx.now)
    if stands.step is InterviewStep.CHOSEN and stands.interview is not None:
        if stands.interview.begins_at <= tx.now:
            raise Refusal("interview_begun")
        return stands.interview
    if stands.step is not InterviewStep.MAY_CHOOSE:
        raise Refusal(_why_not(tx, applicant, stands.step))
    return None


def _why_not(tx: Transaction, applicant: PersonId, step: InterviewStep) -> str:
    standing = technicians.standing(tx.connection, applicant)
    if standing is None or standing.status not in UNDECIDED:
        return "interview_not_yours"
    reasons = {InterviewStep.NONE: "interview_no_times", InterviewStep.WAITING: "interview_no_times"}
    return {**reasons, InterviewStep.INCOMPLETE: "interview_incomplete"}.get(step, "interview_over")


def free_times(tx: Transaction) -> list[datetime]:
    """The times that can be chosen, soonest first; one that several operators offer is one."""
    free = interviews.free_from(tx.connection, tx.now + tx.market.interviews.notice)
    return list(dict.fromkeys(one.begins_at for one in free))


def chosen_time(tx: Transaction, applicant: PersonId) -> datetime | None:
    """The time that the applicant has chosen, while it is to come."""
    stands = standing_of(tx.connection, tx.market, applicant, tx.now)
    is_chosen = stands.step is InterviewStep.CHOSEN and stands.interview is not None
    return stands.interview.begins_at if is_chosen and stands.interview else None


def choose(tx: Transaction, applicant: PersonId, begins_at: datetime) -> None:
    """Choose this time, in place of one chosen before; the first who taps has it."""
    before = check_may_choose(tx, applicant)
    free = interviews.free_from(tx.connection, tx.now + tx.market.interviews.notice)
    if not changes.take(tx, [one for one in free if one.begins_at == begins_at], applicant):
        raise Refusal("interview_taken")
    if before is not None:
        changes.give_back(tx, before, begins_at)


def cancel(tx: Transaction, applicant: PersonId) -> None:
    """Give the chosen time back; another can be chosen."""
    before = check_may_choose(tx, applicant)
    if before is None or not changes.give_back(tx, before):
        raise Refusal("interview_none_chosen")


# ---------------------------------------------------------------- operators


def any_interview(tx: Transaction, interview: int, operator: PersonId) -> Interview:
    """The interview, for whoever is on the staff; a Refusal for others and for numbers that are not (any more)."""
    require_role(tx, operator)
    row = interviews.find(tx.connection, interview)
    if row is None:
        raise Refusal("interview_gone")
    return row


def open_for_operator(tx: Transaction, interview: int, operator: PersonId, chat: int) -> None:
    """Show the interview as a new message in this chat."""
    row = any_interview(tx, interview, operator)
    show_card(tx, chat, DESK_INTERVIEW, row.id, priority=Priority.ANSWER, fresh=True)


def call_off(tx: Transaction, interview: int, operator: PersonId) -> None:
    """Nobody can make it then: a colleague who has the same time free takes it, or the applicant chooses anew."""
    row = any_interview(tx, interview, operator)
    if row.begins_at <= tx.now or not changes.pass_on(tx, row, operator):
        raise Refusal("interview_moved_on", status=row.status.value)
    _keep(tx, operator, "interview_called_off", row)


def conclude(tx: Transaction, interview: int, operator: PersonId, result: InterviewStatus) -> None:
    """Note how it went; the applicant reads what it means for them."""
    row = any_interview(tx, interview, operator)
    if result not in RESULTS or row.applicant is None:
        raise Refusal("interview_moved_on", status=row.status.value)
    if row.begins_at > tx.now:
        raise Refusal("interview_not_yet")
    _check_still_open(tx, row)
    if not interviews.conclude(tx, row.id, result, operator):
        raise Refusal("interview_moved_on", status=row.status.value)
    _keep(tx, operator, f"interview_{result.value}", row)
    may_again = changes.step_of(tx, row.applicant) in changes.TO_CHOOSE
    notify(tx, private_chat(row.applicant), f"interviews/{result.value}", {"again": may_again})
    _redraw(tx, row)


def check_may_note(tx: Transaction, interview: int, operator: PersonId) -> Interview:
    """The interview, when something may be written down about it."""
    row = any_interview(tx, interview, operator)
    if row.status not in RESULTS:
        raise Refusal("interview_not_yet")
    return row


def keep_note(tx: Transaction, interview: int, operator: PersonId, words: str) -> None:
    """Write something down about it, for the operators who decide."""
    row = check_may_note(tx, interview, operator)
    if not interviews.keep_note(tx, row.id, words[:MOST_NOTE]):
        raise Refusal("interview_moved_on", status=row.status.value)
    _keep(tx, operator, "interview_noted", row)
    _redraw(tx, row)


def _check_still_open(tx: Transaction, row: Interview) -> None:
    """What is noted about a past one is not put right any more once the application is decided or goes on."""
    theirs = interviews.of_applicant(tx.connection, row.applicant or 0)
    newer = [one for one in theirs if one.begins_at > row.begins_at and one.status is not InterviewStatus.CALLED_OFF]
    standing = technicians.standing(tx.connection, row.applicant or 0)
    if newer or standing is None or standing.status not in UNDECIDED:
        raise Refusal("interview_moved_on", status=row.status.value)


def _keep(tx: Transaction, operator: PersonId, act: str, row: Interview) -> None:
    audit.record(tx, operator, act, f"person:{row.applicant}", {"interview": row.id})


def _redraw(tx: Transaction, row: Interview) -> None:
    show_again(tx, DESK_INTERVIEW, row.id)
    if row.applicant is not None:
        changes.show_applicant(tx, row.applicant)


# ---------------------------------------------------------------- when it is time


def remind(tx: Transaction, timer: Timer) -> None:
    """It is soon: both sides hear so."""
    _tell_both(tx, timer, "interviews/reminder")


def begin(tx: Transaction, timer: Timer) -> None:
    """It is time: the operator gets the applicant's story, the applicant reads that somebody calls or writes."""
    _tell_both(tx, timer, "interviews/now")


def ask_how_it_went(tx: Transaction, timer: Timer) -> None:
    """It must be over; as long as nobody has noted anything, the operator is asked once."""
    if row := _current(tx, timer):
        show_card(tx, private_chat(row.operator), DESK_INTERVIEW, row.id, fresh=True)


def _tell_both(tx: Transaction, timer: Timer, view: str) -> None:
    row = _current(tx, timer)
    if row is not None and row.applicant is not None:
        notify(tx, private_chat(row.applicant), view, {"interview": row.id})
        show_card(tx, private_chat(row.operator), DESK_INTERVIEW, row.id, fresh=True)


def _current(tx: Transaction, timer: Timer) -> Interview | None:
    """The interview, unless it was given back, called off or noted meanwhile."""
    row = interviews.find(tx.connection, InterviewId(timer.subject))
    if row is None or row.version != timer.version or row.status is not InterviewStatus.CHOSEN:
        return None
    return row
