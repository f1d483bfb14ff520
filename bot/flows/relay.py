"""The chat between a job's two people: one step that stays open until somebody ends the chat or the order closes."""

from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.domain.ids import JobId
from bot.flows.answers import Answer, utterance_from
from bot.flows.asides import begin, tell_refusal
from bot.flows.wizard import Problem, Question, Scene, Stay, Step, Wizard
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.presses import RelayPress
from bot.ui.typed import utf16_length
from bot.usecases import conversations
from bot.usecases.relay import can_talk, relay_message

LONGEST_TEXT = 3800
LONGEST_CAPTION = 900
"""Telegram's limits (4096 and 1024 UTF-16 units) less the line that says who writes."""
router = Router(name="relay")


@dataclass(frozen=True, slots=True)
class RelayDraft:
    """About which job, and how many messages were passed on in this chat."""

    job: int
    sent: int = 0


@router.callback_query(RelayPress.filter())
async def relay_pressed(query: CallbackQuery, callback_data: RelayPress, turn: Turn) -> None:
    """'Write to …' on a card, or Reply under a message."""
    await turn.decide(lambda tx: _begin(tx, turn, JobId(callback_data.job_id)))
    await answer(query, turn.sender.language)


def _begin(tx: Transaction, turn: Turn, job: JobId) -> None:
    if not can_talk(tx, job, turn.sender.id):
        raise Refusal("relay_over")
    begin(RELAY, Scene(tx, turn.sender), RelayDraft(job))


def ask_message(_scene: Scene, draft: RelayDraft) -> Question:
    """The open line."""
    return Question("relay/talk", {"job": draft.job, "sent": draft.sent})


def got_message(scene: Scene, draft: RelayDraft, given: Answer) -> RelayDraft | Stay[RelayDraft]:
    """Pass it on; whether the two may still talk is looked up with every message."""
    said = utterance_from(given)
    if said is None:
        raise Problem("relay_kind")
    limit = LONGEST_TEXT if said.kind == "text" else LONGEST_CAPTION
    if utf16_length(said.words) > limit:
        raise Problem("relay_too_long")
    try:
        relay_message(scene.tx, JobId(draft.job), scene.person.id, said)
    except Refusal as refusal:
        tell_refusal(scene, refusal)
        return draft
    return Stay(replace(draft, sent=draft.sent + 1))


def end(scene: Scene, _draft: RelayDraft) -> None:
    """The order is closed, and the chat with it."""
    conversations.end(scene.tx, scene.person.id)


RELAY = Wizard("relay", RelayDraft, (Step("message", ask_message, got_message),), end, cancelled="relay/ended")
