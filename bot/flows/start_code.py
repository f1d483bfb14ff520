"""Beginning the work: one step, the customer's start code. Without codes in this market the press begins it."""

from dataclasses import dataclass

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.domain.ids import JobId
from bot.flows.answers import Answer
from bot.flows.asides import begin, tell_refusal
from bot.flows.wizard import Problem, Question, Scene, Step, Wizard
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.masking import mask_contacts
from bot.ui.presses import StartPress
from bot.ui.typed_code import typed_code
from bot.usecases import conversations
from bot.usecases.job_details import customer_first_name, show_job_again
from bot.usecases.start_code import CODE_LENGTH, check_at_door, start

router = Router(name="start_code")


@dataclass(frozen=True, slots=True)
class StartCodeDraft:
    """Which job, and what its customer is called."""

    job: int
    customer: str


@router.callback_query(StartPress.filter())
async def start_pressed(query: CallbackQuery, callback_data: StartPress, turn: Turn) -> None:
    """Start on the job card."""
    await turn.decide(lambda tx: _started(tx, turn, JobId(callback_data.job_id)))
    await answer(query, turn.sender.language)


def _started(tx: Transaction, turn: Turn, job: JobId) -> None:
    check_at_door(tx, job, turn.sender.id)
    if tx.market.jobs.start_code:
        name = mask_contacts(customer_first_name(tx, job, turn.sender.id), tx.market.city.country)
        begin(START_CODE, Scene(tx, turn.sender), StartCodeDraft(job, name))
    else:
        start(tx, job, turn.sender.id, None)


def ask_code(_scene: Scene, draft: StartCodeDraft) -> Question:
    """Four digits."""
    return Question("jobs/code", {"customer": draft.customer})


def got_code(scene: Scene, draft: StartCodeDraft, given: Answer) -> StartCodeDraft:
    """Try the code here and not at the end: a wrong one is counted and asked for again."""
    code = typed_code(given.text)
    if len(code) != CODE_LENGTH:
        raise Problem("code_expected")
    try:
        check = start(scene.tx, JobId(draft.job), scene.person.id, code)
    except Refusal as refusal:
        tell_refusal(scene, refusal)
        return draft
    if not check.right and check.left:
        raise Problem("code_wrong", left=check.left)
    return draft


def end(scene: Scene, draft: StartCodeDraft) -> None:
    """The job card comes down to where the technician is looking, whatever became of the code."""
    conversations.end(scene.tx, scene.person.id)
    show_job_again(scene.tx, JobId(draft.job), scene.person.id)


START_CODE = Wizard("start_code", StartCodeDraft, (Step("code", ask_code, got_code),), end)
