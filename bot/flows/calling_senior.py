"""Calling a senior. Steps: reason (one tap), words (what was found and tried, may be skipped); then they are called."""

from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.continuations import SeniorReason
from bot.domain.errors import Refusal
from bot.domain.ids import JobId
from bot.flows.answers import Answer
from bot.flows.asides import begin, tell_refusal
from bot.flows.wizard import Problem, Question, Scene, Step, Wizard
from bot.flows.words import words_of
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.presses import SeniorPress
from bot.usecases import conversations
from bot.usecases.calling_senior import call_senior, check_may_call
from bot.usecases.job_details import show_job_again

LONGEST_WORDS = 600
router = Router(name="calling_senior")


@dataclass(frozen=True, slots=True)
class SeniorDraft:
    """From which job, why, and what its technician tells the one who comes."""

    job: int
    reason: str = ""
    words: str = ""


@router.callback_query(SeniorPress.filter())
async def senior_pressed(query: CallbackQuery, callback_data: SeniorPress, turn: Turn) -> None:
    """'Call a senior' on the job card."""
    await turn.decide(lambda tx: _begin(tx, turn, JobId(callback_data.job_id)))
    await answer(query, turn.sender.language)


def _begin(tx: Transaction, turn: Turn, job: JobId) -> None:
    check_may_call(tx, job, turn.sender.id)
    begin(CALLING_SENIOR, Scene(tx, turn.sender), SeniorDraft(job))


def ask_reason(_scene: Scene, draft: SeniorDraft) -> Question:
    """Why?"""
    return Question("senior/reason", {"job": draft.job})


def got_reason(_scene: Scene, draft: SeniorDraft, given: Answer) -> SeniorDraft:
    """One of the usual ones."""
    if given.choice not in set(SeniorReason):
        raise Problem("choose_button")
    return replace(draft, reason=given.choice)


def ask_words(_scene: Scene, draft: SeniorDraft) -> Question:
    """What has been found and tried?"""
    return Question("senior/words", {"reason": draft.reason})


def got_words(_scene: Scene, draft: SeniorDraft, given: Answer) -> SeniorDraft:
    """What the senior will read."""
    return replace(draft, words=words_of(given, LONGEST_WORDS))


def call(scene: Scene, draft: SeniorDraft) -> None:
    """The first visit ends; its card comes down and says so."""
    conversations.end(scene.tx, scene.person.id)
    job, reason = JobId(draft.job), SeniorReason(draft.reason)
    try:
        call_senior(scene.tx, job, scene.person.id, reason, draft.words)
    except Refusal as refusal:
        tell_refusal(scene, refusal)
    show_job_again(scene.tx, job, scene.person.id)


CALLING_SENIOR = Wizard(
    "calling_senior",
    SeniorDraft,
    (
        Step("reason", ask_reason, got_reason),
        Step("words", ask_words, got_words, skip=lambda draft: replace(draft, words="")),
    ),
    call,
)
