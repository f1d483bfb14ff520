"""The way to a human. A person writes one message to the operators; an operator writes one back.

Two wizards of one step each: `QUESTION` (what do you want to tell us?) and `OPERATOR_ANSWER` (what is the answer?).
"""

from dataclasses import dataclass, replace
from typing import TypeVar

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.domain.ids import private_chat
from bot.flows.answers import Answer
from bot.flows.asides import begin, tell_refusal
from bot.flows.wizard import Problem, Question, Scene, Step, Wizard
from bot.turn import Turn
from bot.ui.answering import answer
from bot.ui.presses import QuestionPress
from bot.ui.texts import N_
from bot.ui.typed import utf16_length
from bot.usecases import conversations
from bot.usecases.questions import answer_question, ask_operators, check_unanswered

LONGEST_WORDS = 1000
ASKED_IN_PRIVATE = N_("The question is in our private chat.")
router = Router(name="questions")


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """What the person wants to say."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class OperatorAnswerDraft:
    """Which question, and what the operator answers."""

    question: int
    words: str = ""


D = TypeVar("D", QuestionDraft, OperatorAnswerDraft)


def begin_question(scene: Scene) -> None:
    """Ask what it is about."""
    begin(QUESTION, scene, QuestionDraft())


@router.callback_query(QuestionPress.filter())
async def answer_pressed(query: CallbackQuery, callback_data: QuestionPress, turn: Turn) -> None:
    """An operator wants to answer; they are asked in their own chat."""
    question = callback_data.question_id

    def decide(scene: Scene) -> None:
        check_unanswered(scene.tx, question, scene.person.id)
        begin(OPERATOR_ANSWER, scene, OperatorAnswerDraft(question))

    await turn.decide(lambda tx: decide(Scene(tx, turn.sender)))
    words = "" if turn.chat == private_chat(turn.sender.id) else ASKED_IN_PRIVATE
    await answer(query, turn.sender.language, words)


def got_words(_scene: Scene, draft: D, given: Answer) -> D:
    """Words, and not too many for one look."""
    if not given.text:
        raise Problem("words_expected")
    if utf16_length(given.text) > LONGEST_WORDS:
        raise Problem("words_too_long", most=LONGEST_WORDS)
    return replace(draft, words=given.text)


def ask_question(_scene: Scene, _draft: QuestionDraft) -> Question:
    """What is it about?"""
    return Question("help/question")


def ask_answer(_scene: Scene, draft: OperatorAnswerDraft) -> Question:
    """What do you answer?"""
    return Question("help/answer", {"question": draft.question})


def send_question(scene: Scene, draft: QuestionDraft) -> None:
    """Put it on the operators' desk."""
    conversations.end(scene.tx, scene.person.id)
    try:
        ask_operators(scene.tx, scene.person.id, draft.words)
    except Refusal as refusal:
        tell_refusal(scene, refusal)


def send_answer(scene: Scene, draft: OperatorAnswerDraft) -> None:
    """Tell the person."""
    conversations.end(scene.tx, scene.person.id)
    try:
        answer_question(scene.tx, draft.question, scene.person.id, draft.words)
    except Refusal as refusal:
        tell_refusal(scene, refusal)


QUESTION = Wizard("question", QuestionDraft, (Step("words", ask_question, got_words),), send_question)
OPERATOR_ANSWER = Wizard("operator_answer", OperatorAnswerDraft, (Step("words", ask_answer, got_words),), send_answer)
