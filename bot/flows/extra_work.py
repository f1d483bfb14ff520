"""Proposing extra work. Steps: amount (how much more), words (what for); then the customer is asked."""

from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.domain.extras import most_extra
from bot.domain.ids import JobId
from bot.domain.money import Money
from bot.flows.answers import Answer
from bot.flows.asides import begin, tell_refusal
from bot.flows.wizard import Problem, Question, Scene, Step, Wizard
from bot.flows.words import words_of
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.presses import ExtraPress
from bot.ui.typed_money import typed_money
from bot.usecases import conversations
from bot.usecases.extras import check_may_propose, propose_extra
from bot.usecases.job_details import show_job_again

LONGEST_WORDS = 300
router = Router(name="extra_work")


@dataclass(frozen=True, slots=True)
class ExtraWorkDraft:
    """Which job, the most its extra work may cost (None: no limit), and the proposal so far; minor units."""

    job: int
    most: int | None
    amount: int = 0
    words: str = ""


@router.callback_query(ExtraPress.filter())
async def extra_pressed(query: CallbackQuery, callback_data: ExtraPress, turn: Turn) -> None:
    """Extra work on the job card."""
    await turn.decide(lambda tx: _begin(tx, turn, JobId(callback_data.job_id)))
    await answer(query, turn.sender.language)


def _begin(tx: Transaction, turn: Turn, job: JobId) -> None:
    row = check_may_propose(tx, job, turn.sender.id)
    most = most_extra(row, tx.market.jobs.max_extra_percent)
    begin(EXTRA_WORK, Scene(tx, turn.sender), ExtraWorkDraft(job, most.amount if most else None))


def ask_amount(_scene: Scene, draft: ExtraWorkDraft) -> Question:
    """How much more?"""
    return Question("extras/amount", {"most": draft.most})


def got_amount(scene: Scene, draft: ExtraWorkDraft, given: Answer) -> ExtraWorkDraft:
    """An amount within the market's limit."""
    amount = typed_money(given.text, scene.tx.market.currency)
    if amount is None:
        raise Problem("amount_expected")
    if draft.most is not None and amount.amount > draft.most:
        raise Problem("extra_over_limit", percent=scene.tx.market.jobs.max_extra_percent)
    return replace(draft, amount=amount.amount)


def ask_words(_scene: Scene, draft: ExtraWorkDraft) -> Question:
    """What for?"""
    return Question("extras/words", {"amount": draft.amount})


def got_words(_scene: Scene, draft: ExtraWorkDraft, given: Answer) -> ExtraWorkDraft:
    """What the customer will read."""
    return replace(draft, words=words_of(given, LONGEST_WORDS))


def propose(scene: Scene, draft: ExtraWorkDraft) -> None:
    """Ask the customer; the job card comes down and says that they are being asked."""
    conversations.end(scene.tx, scene.person.id)
    amount = Money(draft.amount, scene.tx.market.currency)
    try:
        propose_extra(scene.tx, JobId(draft.job), scene.person.id, amount, draft.words)
    except Refusal as refusal:
        tell_refusal(scene, refusal)
    show_job_again(scene.tx, JobId(draft.job), scene.person.id)


EXTRA_WORK = Wizard(
    "extra_work",
    ExtraWorkDraft,
    (Step("amount", ask_amount, got_amount), Step("words", ask_words, got_words)),
    propose,
)
