"""What follows when something changes about an interview: its deadlines, its cards, and who must choose anew.

Nothing here asks for a role: whoever calls has looked at that, so that staff and applications may call it too.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.interviews import Interview, InterviewStatus, InterviewStep
from db import interviews
from db.interview_standing import standing_of
from db.outbox import notify, show_card
from db.showing_again import show_again
from db.timers import set_timer
from db.transaction import Transaction

REMIND, BEGIN, END, TELL = "interview.remind", "interview.begin", "interview.end", "interview.tell"
"""The timers; the subject of the last one is nobody: times are there again, and whoever waits is told."""
APPLICATION, DESK_APPLICATION, DESK_INTERVIEW = "application", "desk_application", "desk_interview"
TO_CHOOSE = frozenset({InterviewStep.MAY_CHOOSE, InterviewStep.WAITING})


def step_of(tx: Transaction, applicant: PersonId) -> InterviewStep:
    """How the applicant stands with their interview now."""
    return standing_of(tx.connection, tx.market, applicant, tx.now).step


def invite(tx: Transaction, applicant: PersonId, before: InterviewStep) -> None:
    """Somebody has shown what was missing: their application comes again, with the way to a time."""
    if before is InterviewStep.INCOMPLETE and step_of(tx, applicant) in TO_CHOOSE:
        show_card(tx, private_chat(applicant), APPLICATION, applicant, fresh=True)


def check_passed(tx: Transaction, applicant: PersonId) -> None:
    """A Refusal where nobody is approved without an interview, and this one is not passed."""
    theirs = interviews.of_applicant(tx.connection, applicant)
    if tx.market.interviews.required and all(one.status is not InterviewStatus.PASSED for one in theirs):
        raise Refusal("interview_needed")


def take(tx: Transaction, free: Iterable[Interview], applicant: PersonId) -> bool:
    """Let the applicant have the first of these times that nobody has taken meanwhile; False when all are gone."""
    taken = next((one for one in free if interviews.choose(tx, one.id, applicant)), None)
    row = interviews.find(tx.connection, taken.id) if taken else None
    if row is None:
        return False
    _set_timers(tx, row)
    show_card(tx, private_chat(row.operator), DESK_INTERVIEW, row.id, fresh=True)
    show_applicant(tx, applicant)
    return True


def give_back(tx: Transaction, row: Interview, moved_to: datetime | None = None) -> bool:
    """The applicant does not come (but later, or sooner): others may have the time, and its operator hears so."""
    if row.applicant is None or not interviews.set_free(tx, row.id, row.applicant):
        return False
    moved = moved_to.isoformat() if moved_to else ""
    told = {"applicant": row.applicant, "at": row.begins_at.isoformat(), "moved_to": moved}
    notify(tx, private_chat(row.operator), "interviews/given_back", told)
    show_again(tx, DESK_INTERVIEW, row.id)
    show_applicant(tx, row.applicant)
    return True


def release_applicant(tx: Transaction, applicant: PersonId) -> None:
    """Their application is decided, or they are gone: what is still to come does not take place."""
    for row in interviews.of_applicant(tx.connection, applicant):
        if row.status is InterviewStatus.CHOSEN and row.begins_at > tx.now:
            give_back(tx, row)


def release_operator(tx: Transaction, operator: PersonId) -> None:
    """They are no operator any more: a colleague steps in who has the same time free, or the applicant chooses."""
    interviews.take_back(tx, operator)
    for row in interviews.chosen_of_operator(tx.connection, operator):
        if row.begins_at > tx.now:
            pass_on(tx, row, operator)


def pass_on(tx: Transaction, row: Interview, operator: PersonId) -> bool:
    """The operator can't make it: somebody else talks with the applicant then, or they are asked to choose anew.

    False when it had been given back or noted meanwhile.
    """
    applicant = row.applicant
    if applicant is None or not interviews.conclude(tx, row.id, InterviewStatus.CALLED_OFF, operator):
        return False
    show_again(tx, DESK_INTERVIEW, row.id)
    free = interviews.free_from(tx.connection, row.begins_at)
    if not take(tx, [one for one in free if one.begins_at == row.begins_at], applicant):
        notify(tx, private_chat(applicant), "interviews/called_off", {"at": row.begins_at.isoformat()})
        show_applicant(tx, applicant)
    return True


def show_applicant(tx: Transaction, applicant: PersonId) -> None:
    """Draw the application again, where the applicant and where the operators see it."""
    for view in (APPLICATION, DESK_APPLICATION):
        show_again(tx, view, applicant)


def _set_timers(tx: Transaction, row: Interview) -> None:
    for before in tx.market.interviews.reminders:
        if row.begins_at - before > tx.now:
            set_timer(tx, REMIND, row.id, row.version, row.begins_at - before)
    set_timer(tx, BEGIN, row.id, row.version, row.begins_at)
    set_timer(tx, END, row.id, row.version, row.ends_at)
