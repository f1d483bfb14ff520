"""Appeals against what a fallen record has led to: a technician's one tap, and an operator's."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.ids import PersonId
from bot.flows.acts import unknown_act
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.appeal_presses import AppealPress, DeskAppealPress
from bot.ui.texts import N_
from bot.usecases import appeals

router = Router(name="appeals")
ASKED = N_("A person looks at it and writes to you here.")


ACTS: dict[str, tuple[Callable[[Transaction, int, PersonId], None], str]] = {
    "lift": (appeals.lift, N_("Lifted.")),
    "uphold": (appeals.uphold, N_("It stands.")),
}
"""What a press is called → what happens, and the word after it."""


@router.callback_query(AppealPress.filter())
async def appealed(query: CallbackQuery, callback_data: AppealPress, turn: Turn) -> None:
    """One tap under a warning, a limit or a suspension."""
    await turn.decide(lambda tx: appeals.appeal(tx, callback_data.caution_id, turn.sender.id))
    await answer(query, turn.sender.language, ASKED)


@router.callback_query(DeskAppealPress.filter())
async def answered(query: CallbackQuery, callback_data: DeskAppealPress, turn: Turn) -> None:
    """An operator has looked."""
    act, words = ACTS.get(callback_data.act, (unknown_act, ""))
    await turn.decide(lambda tx: act(tx, callback_data.caution_id, turn.sender.id))
    await answer(query, turn.sender.language, words)
