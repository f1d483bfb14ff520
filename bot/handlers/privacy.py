"""What is kept about a person: as a file for themselves, or erased."""

from collections.abc import Callable

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.ids import PersonId, private_chat
from bot.flows.acts import unknown_act
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.presses import ForgetPress
from bot.ui.texts import N_
from bot.usecases.forgetting import ask_to_forget, forget
from bot.usecases.telling import Priority, notify

router = Router(name="privacy")


@router.message(Command("mydata"))
async def own_record(message: Message, turn: Turn) -> None:
    """Everything, into the person's own chat and nowhere else."""
    chat = private_chat(turn.sender.id)
    await turn.decide(lambda tx: notify(tx, chat, "privacy/own_record", priority=Priority.ANSWER))


@router.message(Command("forget"))
async def forget_me(message: Message, turn: Turn) -> None:
    """What would be erased, and whether to."""
    await turn.decide(lambda tx: ask_to_forget(tx, turn.sender.id))


@router.callback_query(ForgetPress.filter())
async def forget_answered(query: CallbackQuery, callback_data: ForgetPress, turn: Turn) -> None:
    """Yes or no."""
    act, words = ACTS.get(callback_data.act, (unknown_act, ""))
    await turn.decide(lambda tx: act(tx, turn.sender.id))
    await answer(query, turn.sender.language, words)


def _keep(_tx: Transaction, _person: PersonId) -> None:
    """Nothing happens to anything."""


ACTS: dict[str, tuple[Callable[[Transaction, PersonId], None], str]] = {
    "erase": (forget, N_("Erased.")),
    "keep": (_keep, N_("Everything stays as it is.")),
}
"""What a press is called → what happens, and the word after it."""
