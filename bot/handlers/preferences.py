"""Whom a customer wants, and whom not: the command and the buttons."""

from collections.abc import Callable

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.ids import JobId, PersonId
from bot.domain.preferences import Preference
from bot.flows.acts import unknown_act
from bot.turn import Transaction, Turn
from bot.ui.after_work_presses import PreferencePress
from bot.ui.answering import answer
from bot.ui.texts import N_
from bot.usecases.front_door import let_in
from bot.usecases.preferences import drop_preference, open_preferences, prefer

router = Router(name="preferences")

Act = Callable[[Transaction, int, PersonId], None]
ACTS: dict[str, tuple[Act, str]] = {
    "first": (lambda tx, job, person: prefer(tx, JobId(job), person, Preference.FAVOURITE), N_("Saved.")),
    "never": (lambda tx, job, person: prefer(tx, JobId(job), person, Preference.BLOCKED), N_("Saved.")),
    "drop": (lambda tx, technician, person: drop_preference(tx, PersonId(technician), person), N_("Taken back.")),
}
"""What a press is called → what happens, and the word after it."""


@router.message(Command("preferences"))
async def preferences_command(_message: Message, turn: Turn) -> None:
    """All that I have set."""

    def decide(tx: Transaction) -> None:
        if let_in(tx, turn.sender.id, "menu"):
            open_preferences(tx, turn.sender.id)

    await turn.decide(decide)


@router.callback_query(PreferencePress.filter())
async def pressed(query: CallbackQuery, callback_data: PreferencePress, turn: Turn) -> None:
    """Set one, or take one back."""
    act, words = ACTS.get(callback_data.act, (unknown_act, ""))
    await turn.decide(lambda tx: act(tx, callback_data.number, turn.sender.id))
    await answer(query, turn.sender.language, words)
