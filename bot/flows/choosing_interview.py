"""An applicant chooses when to talk with an operator: a day opens its times, a time is theirs at once."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.errors import Refusal
from bot.flows.answers import Answer
from bot.flows.asides import begin
from bot.flows.offering_interviews import DAY, DAYS, moment_of
from bot.flows.wizard import Problem, Question, Scene, Stay, Step, Wizard
from bot.usecases import conversations, interviews

AT = "at:"


@dataclass(frozen=True, slots=True)
class ChoosingDraft:
    """The day that is open, as YYYY-MM-DD; '' shows all days. `at`: the moment that was tapped."""

    day: str = ""
    at: str = ""


def ask_for_time(scene: Scene) -> None:
    """Begin, for whoever may choose and has something to choose from."""
    before = interviews.check_may_choose(scene.tx, scene.person.id)
    if before is not None and not interviews.free_times(scene.tx):
        raise Refusal("interview_no_times")
    begin(CHOOSING_INTERVIEW, scene, ChoosingDraft())


def ask_when(scene: Scene, draft: ChoosingDraft) -> Question:
    """The days on which there is a free time, or the times of one."""
    zone, free = scene.tx.market.city.time_zone, interviews.free_times(scene.tx)
    days = dict.fromkeys(moment.astimezone(zone).date().isoformat() for moment in free)
    times = [int(at.timestamp()) for at in free if at.astimezone(zone).date().isoformat() == draft.day]
    current = interviews.chosen_time(scene.tx, scene.person.id)
    fields = {"now": scene.tx.now.isoformat(), "day": draft.day if times else "", "days": [*days], "times": times}
    return Question("interviews/choosing", {**fields, "current": current.isoformat() if current else ""})


def got_when(_scene: Scene, draft: ChoosingDraft, given: Answer) -> ChoosingDraft | Stay[ChoosingDraft]:
    """A day, or a time of it."""
    if given.choice == DAYS:
        return Stay(replace(draft, day=""))
    if given.choice.startswith(DAY):
        return Stay(replace(draft, day=_day(given.choice.removeprefix(DAY))))
    if given.choice.startswith(AT):
        return replace(draft, at=moment_of(given.choice.removeprefix(AT)).isoformat())
    raise Problem("choose_button")


def _day(words: str) -> str:
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        raise Problem("choose_button") from None


def choose(scene: Scene, draft: ChoosingDraft) -> None:
    """It is theirs, unless somebody was faster: then the times that are left are shown."""
    person = scene.person.id
    try:
        interviews.choose(scene.tx, person, datetime.fromisoformat(draft.at))
    except Refusal as refusal:
        raise Problem("interview_time", why=refusal.code) from refusal
    conversations.end_as_known_card(scene.tx, person, "application", person)


CHOOSING_INTERVIEW = Wizard("choosing_interview", ChoosingDraft, (Step("when", ask_when, got_when),), choose)
