"""Where answers come in: finds the wizard a person is in, gathers what its step needs, and lets it decide."""

from collections.abc import Mapping
from typing import Any

from aiogram import Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery, Message

from bot.flows.answers import Answer, answer_from
from bot.flows.wizard import CANCEL, Gathering, Scene, Wizard
from bot.turn import Conversation, Transaction, Turn
from bot.ui.answering import answer
from bot.ui.navigation import choice_of_label
from bot.ui.presses import WizardPress
from bot.usecases import conversations
from bot.usecases.telling import Priority, notify

Wizards = Mapping[str, Wizard[Any]]


class InConversation(Filter):
    """Lets private messages through of people who are in the middle of a wizard; a command answers no question."""

    async def __call__(self, message: Message, turn: Turn) -> bool:
        """Whether this message answers a wizard's question."""
        in_conversation = turn.conversation is not None and message.chat.id == turn.sender.id
        return in_conversation and not (message.text or "").startswith("/")


router = Router(name="wizards")


@router.message(Command("cancel"))
async def cancel_command(message: Message, turn: Turn, wizards: Wizards) -> None:
    """Leave the wizard, if there is one."""
    await turn.decide(lambda tx: cancel(tx, turn, wizards))


@router.callback_query(WizardPress.filter())
async def pressed(
    query: CallbackQuery, callback_data: WizardPress, turn: Turn, wizards: Wizards, services: Any
) -> None:
    """A button under a question: one of an earlier question only says so."""
    conversation = turn.conversation
    if conversation is None or conversation.version != callback_data.version:
        await answer(query, turn.sender.language, "That question is already behind us.")
        return
    await _answer(turn, wizards, services, Answer(choice=callback_data.choice), in_place=True)
    await answer(query, turn.sender.language)


@router.message(InConversation())
async def said(message: Message, turn: Turn, wizards: Wizards, services: Any) -> None:
    """A typed or attached answer. Under a keyboard of ready answers a navigation button comes back as its words."""
    given = answer_from(message)
    choice = choice_of_label(given.text)
    if choice and not await turn.read(lambda connection: conversations.has_ready_answers(connection, turn.sender.id)):
        choice = ""
    await _answer(turn, wizards, services, Answer(choice=choice) if choice else given, in_place=False)


async def _answer(turn: Turn, wizards: Wizards, services: Any, given: Answer, *, in_place: bool) -> None:
    conversation = turn.conversation
    assert conversation is not None
    wizard = wizards.get(conversation.flow)
    if given.choice == CANCEL or wizard is None or not wizard.understands(conversation):
        await turn.decide(lambda tx: cancel(tx, turn, wizards))
        return
    given = await _gathered(turn, conversation, wizard, services, given)
    foreseen = await _foreseen(turn, conversation, wizard, services, given)
    await turn.decide(lambda tx: _decide(tx, turn, wizard, given, foreseen, in_place=in_place))


async def _gathered(
    turn: Turn, conversation: Conversation, wizard: Wizard[Any], services: Any, given: Answer
) -> Answer:
    gather = wizard.step(conversation.step).gather
    if gather is None or given.choice.startswith("nav:"):
        return given
    return await gather(Gathering(services, turn.sender, wizard.load(conversation), given))


async def _foreseen(turn: Turn, conversation: Conversation, wizard: Wizard[Any], services: Any, given: Answer) -> Any:
    if wizard.foresee is None:
        return None
    return await wizard.foresee(Gathering(services, turn.sender, wizard.load(conversation), given, turn))


def _decide(tx: Transaction, turn: Turn, wizard: Wizard[Any], given: Answer, foreseen: Any, *, in_place: bool) -> None:
    """Take the answer, unless the question was withdrawn or another one asked while it was being looked into."""
    conversation, asked = conversations.current(tx, turn.sender.id), turn.conversation
    if conversation is not None and asked is not None and conversation.version == asked.version:
        wizard.answer(Scene(tx, turn.sender, foreseen), conversation, given, in_place=in_place)


def cancel(tx: Transaction, turn: Turn, wizards: Wizards) -> None:
    """End the person's wizard and say so; without one, say that there is nothing to cancel."""
    conversation = conversations.current(tx, turn.sender.id)
    if conversation is None:
        notify(tx, turn.chat, "wizard/nothing_to_cancel", priority=Priority.ANSWER)
        return
    conversations.end(tx, turn.sender.id)
    wizard = wizards.get(conversation.flow)
    notify(tx, turn.chat, wizard.cancelled if wizard else "wizard/cancelled", priority=Priority.ANSWER)
