"""Talking in a case. One step, words or a file, in the private chat of whoever writes: a side, or an operator.

In the operators' group a reply to what a side said goes to that side, and whatever else the staff write in a case's
topic is a note of the case.
"""

from dataclasses import dataclass
from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.domain.cases import CaseId, Way
from bot.domain.errors import Refusal
from bot.domain.ids import private_chat
from bot.flows.answers import Answer, answer_from, utterance_from
from bot.flows.asides import begin, tell_refusal
from bot.flows.questions import sayable
from bot.flows.wizard import Problem, Question, Scene, Step, Wizard
from bot.turn import Transaction, Turn
from bot.ui.typed_command import looks_like_command
from bot.usecases import conversations
from bot.usecases.case_places import spot_of
from bot.usecases.case_talk import check_may_write, write_from_desk, write_to_desk
from bot.usecases.cases import own_case
from bot.usecases.telling import Priority, notify

FROM_SIDE = "from_side"
"""Whoever writes is one of the case's two sides, and not the desk."""
router = Router(name="case_talk")


@dataclass(frozen=True, slots=True)
class CaseTalkDraft:
    """In which case, and whom it goes to: a `Way`, or `FROM_SIDE`. `sent`: it was passed on."""

    case: int
    way: str


def begin_talk(scene: Scene, case: int, way: str) -> None:
    """Ask for the words, if this person may write so."""
    if way == FROM_SIDE:
        own_case(scene.tx, case, scene.person.id)
    else:
        check_may_write(scene.tx, case, scene.person.id, Way(way))
    begin(CASE_TALK, scene, CaseTalkDraft(case, way))


def ask_words(_scene: Scene, draft: CaseTalkDraft) -> Question:
    """What do you write?"""
    return Question("cases/talk", {"case": draft.case, "way": draft.way})


def got_words(scene: Scene, draft: CaseTalkDraft, given: Answer) -> CaseTalkDraft:
    """Pass it on."""
    said = sayable(given)
    if draft.way == Way.NOTE and not said.words:
        raise Problem("words_expected")
    try:
        if draft.way == FROM_SIDE:
            write_to_desk(scene.tx, draft.case, scene.person.id, said)
        else:
            write_from_desk(scene.tx, draft.case, scene.person.id, Way(draft.way), said)
            fields = {"case": draft.case, "way": draft.way}
            notify(scene.tx, private_chat(scene.person.id), "cases/passed_on", fields, priority=Priority.ANSWER)
    except Refusal as refusal:
        tell_refusal(scene, refusal)
    return draft


def end(scene: Scene, _draft: CaseTalkDraft) -> None:
    """It has been passed on; the cards show it."""
    conversations.end(scene.tx, scene.person.id)


CASE_TALK = Wizard("case_talk", CaseTalkDraft, (Step("words", ask_words, got_words),), end)


# ---------------------------------------------------------------- in the operators' group


class AtCase(Filter):
    """Lets through what the staff say in a case's topic, or in reply to what a side has said."""

    async def __call__(self, message: Message, turn: Turn) -> bool | dict[str, Any]:
        """The case, and the way of what was said."""
        if turn.role is None or message.sender_chat is not None or message.chat.id == turn.sender.id:
            return False
        if looks_like_command(message.text or ""):
            return False
        thread = (message.is_topic_message and message.message_thread_id) or 0
        replied = message.reply_to_message.message_id if message.reply_to_message else 0
        spot = await turn.read(lambda c: spot_of(c, turn.market, message.chat.id, thread, replied))
        return {"case": spot[0], "way": spot[1]} if spot else False


@router.message(AtCase())
async def said_at_case(message: Message, turn: Turn, case: CaseId, way: Way) -> None:
    """An answer, or a note. A sticker is neither."""
    said = utterance_from(answer_from(message))

    def decide(tx: Transaction) -> None:
        if said is not None:
            write_from_desk(tx, case, turn.sender.id, way, said, seen_in=turn.chat)

    await turn.decide(decide)
