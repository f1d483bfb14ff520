"""A technician's public reply to a comment. One step: a few words; the buttons that write it, delete it, hide it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.domain.ids import JobId
from bot.flows.acts import unknown_act
from bot.flows.answers import Answer
from bot.flows.asides import begin, tell_refusal
from bot.flows.wizard import Question, Scene, Step, Wizard
from bot.flows.words import words_of
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.review_presses import DeskReplyPress, ReplyPress
from bot.ui.texts import N_
from bot.usecases import conversations
from bot.usecases.replies import check_may_reply, delete_reply, hide_reply, reply

LONGEST_REPLY = 300
router = Router(name="review_reply")

Act = Callable[[Transaction, Turn, JobId], None]


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """After which job, and what everybody may read."""

    job: int
    words: str = ""


@router.callback_query(ReplyPress.filter())
async def pressed(query: CallbackQuery, callback_data: ReplyPress, turn: Turn) -> None:
    """Reply, write it anew, delete it."""
    act, words = ACTS.get(callback_data.act, (unknown_act, ""))
    await turn.decide(lambda tx: act(tx, turn, JobId(callback_data.job_id)))
    await answer(query, turn.sender.language, words)


@router.callback_query(DeskReplyPress.filter())
async def desk_pressed(query: CallbackQuery, callback_data: DeskReplyPress, turn: Turn) -> None:
    """An operator hides a reply, or lets it be read again."""
    job, hidden = JobId(callback_data.job_id), callback_data.hidden
    await turn.decide(lambda tx: hide_reply(tx, job, turn.sender.id, hidden=hidden))
    await answer(query, turn.sender.language, "Saved.")


def _write(tx: Transaction, turn: Turn, job: JobId) -> None:
    check_may_reply(tx, job, turn.sender.id)
    begin(REVIEW_REPLY, Scene(tx, turn.sender), ReplyDraft(job))


ACTS: dict[str, tuple[Act, str]] = {
    "write": (_write, ""),
    "drop": (lambda tx, turn, job: delete_reply(tx, job, turn.sender.id), N_("Deleted.")),
}
"""What a press is called → what happens, and the word after it."""


def ask_words(_scene: Scene, draft: ReplyDraft) -> Question:
    """What do you answer?"""
    return Question("ratings/reply", {"job": draft.job})


def got_words(_scene: Scene, draft: ReplyDraft, given: Answer) -> ReplyDraft:
    """What everybody may read."""
    return replace(draft, words=words_of(given, LONGEST_REPLY))


def keep(scene: Scene, draft: ReplyDraft) -> None:
    """Put it under the comment."""
    conversations.end(scene.tx, scene.person.id)
    try:
        reply(scene.tx, JobId(draft.job), scene.person.id, draft.words)
    except Refusal as refusal:
        tell_refusal(scene, refusal)


REVIEW_REPLY = Wizard("review_reply", ReplyDraft, (Step("words", ask_words, got_words),), keep)
