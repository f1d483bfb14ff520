"""The way to a human. One step: what is it about? Words, a photo or a voice message; it becomes a case.

A complaint is the same with what it is about: the customer's order or the technician's job, from whose card it comes.
"""

from dataclasses import dataclass

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.domain.points import Point
from bot.domain.relay import Utterance
from bot.flows.answers import Answer, utterance_from
from bot.flows.asides import begin, tell_refusal
from bot.flows.wizard import Problem, Question, Scene, Step, Wizard
from bot.flows.words import check_length
from bot.turn import Turn
from bot.ui.answering import answer
from bot.ui.case_presses import ComplainPress
from bot.usecases import conversations
from bot.usecases.case_talk import ask_human, check_may_complain, complain

LONGEST_WORDS = 1000
router = Router(name="questions")


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """What the person wants to say. `complaint`: something went wrong, with the order or job if there is one."""

    complaint: bool = False
    order: int = 0
    job: int = 0
    kind: str = "text"
    words: str = ""
    file_id: str = ""
    lat: float | None = None
    lon: float | None = None


def begin_question(scene: Scene) -> None:
    """Ask what it is about."""
    begin(QUESTION, scene, QuestionDraft())


def begin_complaint(scene: Scene, order: int = 0, job: int = 0) -> None:
    """Ask what went wrong."""
    check_may_complain(scene.tx, scene.person.id, order, job)
    begin(QUESTION, scene, QuestionDraft(complaint=True, order=order, job=job))


@router.callback_query(ComplainPress.filter())
async def complain_pressed(query: CallbackQuery, callback_data: ComplainPress, turn: Turn) -> None:
    """'Something is wrong' on the card of an order or a job."""
    order, job = callback_data.order_id, callback_data.job_id
    await turn.decide(lambda tx: begin_complaint(Scene(tx, turn.sender), order, job))
    await answer(query, turn.sender.language)


def ask_question(_scene: Scene, draft: QuestionDraft) -> Question:
    """What is it about, or what is wrong?"""
    return Question("help/question", {"complaint": draft.complaint, "order": draft.order})


def got_words(_scene: Scene, draft: QuestionDraft, given: Answer) -> QuestionDraft:
    """Not too many words for one look."""
    said = sayable(given)
    point = said.point or Point(lat=0.0, lon=0.0)
    where = (point.lat, point.lon) if said.point else (None, None)
    return QuestionDraft(draft.complaint, draft.order, draft.job, said.kind, said.words, said.file_id, *where)


def sayable(given: Answer) -> Utterance:
    """The answer as something to say to a person at the other end."""
    said = utterance_from(given)
    if said is None:
        raise Problem("relay_kind")
    check_length(said.words, LONGEST_WORDS)
    return said


def send_question(scene: Scene, draft: QuestionDraft) -> None:
    """Put it on the operators' desk."""
    conversations.end(scene.tx, scene.person.id)
    point = None if draft.lat is None or draft.lon is None else Point(lat=draft.lat, lon=draft.lon)
    said = Utterance(draft.kind, draft.words, draft.file_id, point)
    try:
        if draft.complaint:
            complain(scene.tx, scene.person.id, draft.order, draft.job, said)
        else:
            ask_human(scene.tx, scene.person.id, said)
    except Refusal as refusal:
        tell_refusal(scene, refusal)


QUESTION = Wizard("question", QuestionDraft, (Step("words", ask_question, got_words),), send_question)
