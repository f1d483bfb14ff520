"""The buttons with which a person chooses their quiet hours. Each is about nobody but whoever presses."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.ids import PersonId
from bot.flows.acts import unknown_act
from bot.turn import Transaction, Turn
from bot.ui.after_work_presses import QuietPress
from bot.ui.answering import answer
from bot.ui.texts import N_
from bot.usecases.front_door import let_in
from bot.usecases.quiet_hours import begin_at, end_at, open_choice, switch_off, switch_on

router = Router(name="quiet_hours")

Act = Callable[[Transaction, PersonId, int], None]
ACTS: dict[str, tuple[Act, str]] = {
    "open": (lambda tx, person, _: open_choice(tx, person), ""),
    "begin": (begin_at, N_("Saved.")),
    "end": (end_at, N_("Saved.")),
    "off": (lambda tx, person, _: switch_off(tx, person), N_("Saved.")),
    "on": (lambda tx, person, _: switch_on(tx, person), N_("Saved.")),
}
"""What a press is called → what happens, and the word after it."""


@router.callback_query(QuietPress.filter())
async def pressed(query: CallbackQuery, callback_data: QuietPress, turn: Turn) -> None:
    """Choose; whoever is new here is asked for consent first."""
    act, words = ACTS.get(callback_data.act, (unknown_act, ""))

    def decide(tx: Transaction) -> None:
        if let_in(tx, turn.sender.id, "menu"):
            act(tx, turn.sender.id, callback_data.hour)

    await turn.decide(decide)
    await answer(query, turn.sender.language, words)
