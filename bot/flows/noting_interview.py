"""How an interview went, noted by one tap; then one question, which may be skipped: anything to remember?"""

from dataclasses import dataclass, replace

from bot.domain.errors import Refusal
from bot.domain.interviews import InterviewStatus
from bot.flows.answers import Answer
from bot.flows.asides import begin, tell_done, tell_refusal
from bot.flows.wizard import Question, Scene, Step, Wizard
from bot.flows.words import words_of
from bot.usecases import conversations, interviews
from bot.usecases.interviews import MOST_NOTE


@dataclass(frozen=True, slots=True)
class NotingDraft:
    """Which interview, with whom, and the words."""

    interview: int
    applicant: int
    words: str = ""


def note_result(scene: Scene, interview: int, result: InterviewStatus) -> None:
    """Keep how it went at once, whether or not a note follows."""
    interviews.conclude(scene.tx, interview, scene.person.id, result)
    ask_for_note(scene, interview)


def ask_for_note(scene: Scene, interview: int) -> None:
    """Ask in the operator's private chat."""
    row = interviews.check_may_note(scene.tx, interview, scene.person.id)
    begin(NOTING_INTERVIEW, scene, NotingDraft(interview, int(row.applicant or 0)))


def ask_words(_scene: Scene, draft: NotingDraft) -> Question:
    """Anything to remember?"""
    return Question("interviews/note", {"applicant": draft.applicant})


def got_words(_scene: Scene, draft: NotingDraft, given: Answer) -> NotingDraft:
    """For the operators who decide."""
    return replace(draft, words=words_of(given, MOST_NOTE))


def _nothing(draft: NotingDraft) -> NotingDraft:
    return replace(draft, words="")


def keep(scene: Scene, draft: NotingDraft) -> None:
    """Write it down, if anything was said."""
    conversations.end(scene.tx, scene.person.id)
    if not draft.words:
        return
    try:
        interviews.keep_note(scene.tx, draft.interview, scene.person.id, draft.words)
    except Refusal as refusal:
        tell_refusal(scene, refusal)
    else:
        tell_done(scene, "note")


NOTING_INTERVIEW = Wizard(
    "noting_interview", NotingDraft, (Step("words", ask_words, got_words, skip=_nothing),), keep, "interviews/no_note"
)
