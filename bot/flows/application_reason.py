"""An operator writes in their own words why an application is rejected, or what it lacks. One question."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId
from bot.flows.answers import Answer
from bot.flows.asides import begin as begin_aside
from bot.flows.asides import tell_done, tell_refusal
from bot.flows.wizard import Question, Scene, Step, Wizard
from bot.flows.words import words_of
from bot.turn import Turn
from bot.ui.answering import answer
from bot.ui.presses import ApplicantWordsPress
from bot.usecases import applications, conversations
from bot.usecases.applications import MOST_REASON

router = Router(name="application_reason")

Decide = Callable[..., None]
ACTS: dict[str, Decide] = {"reject": applications.reject, "more": applications.ask_for_more}
"""What the words are for → the use case that takes them."""


@dataclass(frozen=True, slots=True)
class ReasonDraft:
    """About whom, what for, and the words."""

    applicant: int
    act: str
    words: str = ""


@router.callback_query(ApplicantWordsPress.filter())
async def pressed(query: CallbackQuery, callback_data: ApplicantWordsPress, turn: Turn) -> None:
    """'In your own words…' under the ready reasons."""
    applicant, act = PersonId(callback_data.person_id), callback_data.act
    if act not in ACTS:
        raise Refusal("application_unknown")
    await turn.decide(lambda tx: begin(Scene(tx, turn.sender), applicant, act))
    await answer(query, turn.sender.language, "Write it in our private chat.")


def begin(scene: Scene, applicant: PersonId, act: str) -> None:
    """Ask in the operator's private chat; a Refusal when the application is decided already."""
    applications.check_undecided(scene.tx, applicant, scene.person.id)
    begin_aside(APPLICATION_REASON, scene, ReasonDraft(applicant, act))


def ask_words(_scene: Scene, draft: ReasonDraft) -> Question:
    """Why, or what else."""
    return Question("applications/words", {"applicant": draft.applicant, "act": draft.act})


def got_words(_scene: Scene, draft: ReasonDraft, answer: Answer) -> ReasonDraft:
    """The applicant reads it as it is."""
    return replace(draft, words=words_of(answer, MOST_REASON))


def confirm(scene: Scene, draft: ReasonDraft) -> None:
    """Decide; if somebody else was faster, say who, and end all the same."""
    operator = scene.person.id
    try:
        ACTS[draft.act](scene.tx, PersonId(draft.applicant), operator, draft.words)
    except Refusal as refusal:
        tell_refusal(scene, refusal)
    else:
        tell_done(scene, "applicant")
    conversations.end(scene.tx, operator)


APPLICATION_REASON = Wizard(
    "application_reason", ReasonDraft, (Step("words", ask_words, got_words),), confirm, cancelled="applications/kept"
)
