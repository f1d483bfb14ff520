"""When an operator can talk with applicants: a day opens its times, and each tap offers one or takes it back.

There is nothing to confirm: what is ticked is offered at once.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.errors import Refusal
from bot.domain.ids import ChatId, private_chat
from bot.domain.people import Person
from bot.flows.answers import Answer
from bot.flows.asides import begin
from bot.flows.wizard import Problem, Question, Scene, Stay, Step, Wizard
from bot.turn import Transaction
from bot.ui.typed import parse_whole
from bot.usecases import conversations, interview_times
from bot.usecases.staff import require_role
from bot.usecases.telling import Priority, notify

DAY, DAYS, OFFER, TAKE_BACK = "day:", "days", "offer:", "take_back:"
LARGEST = 2**40
"""No moment and no number of a row is greater: a larger one fits no column."""


@dataclass(frozen=True, slots=True)
class OfferingDraft:
    """The day that is open, as YYYY-MM-DD; '' shows all days."""

    day: str = ""


def open_interviews(tx: Transaction, operator: Person, chat: ChatId) -> None:
    """Ask in the operator's private chat; in a group it is said where."""
    require_role(tx, operator.id)
    begin(OFFERING_INTERVIEWS, Scene(tx, operator), OfferingDraft())
    if chat != private_chat(operator.id):
        notify(tx, chat, "interviews/in_private", priority=Priority.ANSWER)


def ask_when(scene: Scene, draft: OfferingDraft) -> Question:
    """The days, with what is coming; or the times of one."""
    fields = {"now": scene.tx.now.isoformat(), "day": draft.day, "times": [], "days": [], "coming": []}
    if draft.day:
        times = interview_times.times_of(scene.tx, scene.person.id, date.fromisoformat(draft.day))
        return Question("interviews/offering", {**fields, "times": [_time(*one) for one in times]})
    days = [
        (day.isoformat(), len(interview_times.offered_on(scene.tx, scene.person.id, day)))
        for day in scene.tx.market.interviews.days(scene.tx.now, scene.tx.market.city.time_zone)
    ]
    coming = [
        {"at": one.begins_at.isoformat(), "applicant": one.applicant, "operator": one.operator}
        for one in interview_times.coming(scene.tx)
    ]
    return Question("interviews/offering", {**fields, "days": days, "coming": coming})


def _time(moment: datetime, offered: int | None, status: str) -> dict[str, str]:
    seconds = int(moment.timestamp())
    choice = f"{OFFER}{seconds}" if offered is None else f"{TAKE_BACK}{offered}"
    return {"at": str(seconds), "choice": choice, "status": status}


def got_when(scene: Scene, draft: OfferingDraft, given: Answer) -> OfferingDraft | Stay[OfferingDraft]:
    """Another day, or a time that is offered or taken back."""
    tx, operator = scene.tx, scene.person.id
    if given.choice == DAYS:
        return Stay(replace(draft, day=""))
    if given.choice.startswith(DAY):
        return Stay(replace(draft, day=_day(scene, given.choice.removeprefix(DAY))))
    try:
        if given.choice.startswith(OFFER):
            interview_times.offer(tx, operator, moment_of(given.choice.removeprefix(OFFER)))
        elif given.choice.startswith(TAKE_BACK):
            interview_times.take_back(tx, operator, whole_of(given.choice.removeprefix(TAKE_BACK)))
        else:
            raise Problem("choose_button")
    except Refusal as refusal:
        raise Problem("interview_time", why=refusal.code) from refusal
    return Stay(draft)


def _day(scene: Scene, words: str) -> str:
    days = scene.tx.market.interviews.days(scene.tx.now, scene.tx.market.city.time_zone)
    if words not in [day.isoformat() for day in days]:
        raise Problem("time_passed")
    return words


def whole_of(words: str) -> int:
    """The number on a button; a Problem for one that no button of ours has."""
    number = parse_whole(words)
    if number is None or not 0 <= number < LARGEST:
        raise Problem("choose_button")
    return number


def moment_of(words: str) -> datetime:
    """The moment on a button."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=min(whole_of(words), 2**33))


def end(scene: Scene, _draft: OfferingDraft) -> None:
    """The last step is never over by itself; the operator closes it."""
    conversations.end(scene.tx, scene.person.id)


OFFERING_INTERVIEWS = Wizard(
    "offering_interviews",
    OfferingDraft,
    (Step("when", ask_when, got_when),),
    end,
    cancelled="interviews/offering_closed",
)
