"""Signing for what was handed over: one step, a keypad for the code that stands above it.

A code is drawn for this one question. A wrong one is replaced, and so is one that has lain about: what is signed was
meant, and by whoever holds this chat.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from hmac import compare_digest

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.domain.handovers import CODE_LENGTH, is_code_over
from bot.domain.ids import JobId
from bot.flows.answers import Answer
from bot.flows.asides import begin, tell_refusal
from bot.flows.wizard import Problem, Question, Scene, Stay, Step, Wizard
from bot.turn import Transaction, Turn
from bot.ui.after_work_presses import SignPress
from bot.ui.answering import answer
from bot.ui.typed_code import typed_code
from bot.usecases import conversations
from bot.usecases.handing_over import SIGNED, check_may_sign, new_code, object_to, sign

DIGIT, CLEAR, OBJECT = "digit:", "clear", "object"
router = Router(name="signing")


@dataclass(frozen=True, slots=True)
class SigningDraft:
    """What is signed for, the code and since when it holds, what was tapped of it, and what was wrong before."""

    job: int
    code: str
    drawn_at: datetime
    tapped: str = ""
    before: str = ""
    objects: bool = False


@router.callback_query(SignPress.filter())
async def sign_pressed(query: CallbackQuery, callback_data: SignPress, turn: Turn) -> None:
    """Sign, under the report or on the order's card."""
    await turn.decide(lambda tx: _begin(tx, turn, JobId(callback_data.job_id)))
    await answer(query, turn.sender.language)


def _begin(tx: Transaction, turn: Turn, job: JobId) -> None:
    check_may_sign(tx, job, turn.sender.id)
    begin(SIGNING, Scene(tx, turn.sender), SigningDraft(job, new_code(), tx.now))


def ask_code(_scene: Scene, draft: SigningDraft) -> Question:
    """Tap these digits."""
    fields = {"job": draft.job, "code": draft.code, "tapped": draft.tapped, "before": draft.before}
    return Question("handovers/sign", fields)


def got_code(scene: Scene, draft: SigningDraft, given: Answer) -> SigningDraft | Stay[SigningDraft]:
    """One digit more, all of them typed, none of them; or it can't be signed like this."""
    if given.choice == OBJECT:
        return replace(draft, objects=True)
    if given.choice == CLEAR:
        return Stay(replace(draft, tapped=""))
    more = given.choice.removeprefix(DIGIT) if given.choice.startswith(DIGIT) else typed_code(given.text)
    if not more.isdecimal():
        raise Problem("code_expected")
    tapped = (draft.tapped + more)[:CODE_LENGTH]
    if len(tapped) < CODE_LENGTH:
        return Stay(replace(draft, tapped=tapped))
    return _checked(scene, replace(draft, tapped=tapped))


def _checked(scene: Scene, draft: SigningDraft) -> SigningDraft | Stay[SigningDraft]:
    over = is_code_over(draft.drawn_at, scene.tx.now)
    if not over and compare_digest(draft.tapped.encode(), draft.code.encode()):
        return draft
    return Stay(SigningDraft(draft.job, new_code(), scene.tx.now, before="over" if over else "wrong"))


def confirm(scene: Scene, draft: SigningDraft) -> None:
    """Signed; or operators look into it."""
    job, customer = JobId(draft.job), scene.person.id
    conversations.end_as_card(scene.tx, customer, SIGNED, job)
    try:
        if draft.objects:
            object_to(scene.tx, job, customer)
        else:
            sign(scene.tx, job, customer, draft.code)
    except Refusal as refusal:
        tell_refusal(scene, refusal)


SIGNING = Wizard("signing", SigningDraft, (Step("code", ask_code, got_code),), confirm)
