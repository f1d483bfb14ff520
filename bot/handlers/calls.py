"""The buttons of a call: whether somebody off duty comes. Whoever presses is checked by the use case."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.ids import CallId, PersonId
from bot.flows.acts import unknown_act
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.presses import CallPress
from bot.ui.texts import N_
from bot.usecases import calls

router = Router(name="calls")

ACTS: dict[str, tuple[Callable[[Transaction, CallId, PersonId], object], str]] = {
    "online": (calls.come_online, N_("You are online.")),
    "not_today": (calls.not_today, N_("Good, not today.")),
    "mute": (calls.mute, N_("We will not ask you again.")),
    "unmute": (calls.unmute, N_("Good, we will ask you.")),
}
"""What a press is called → the use case, and the word after it."""


@router.callback_query(CallPress.filter())
async def pressed(query: CallbackQuery, callback_data: CallPress, turn: Turn) -> None:
    """They come, not today, never again, or again after all."""
    act, words = ACTS.get(callback_data.act, (unknown_act, ""))
    await turn.decide(lambda tx: act(tx, CallId(callback_data.call_id), turn.sender.id))
    await answer(query, turn.sender.language, words)
