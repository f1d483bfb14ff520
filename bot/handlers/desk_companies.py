"""Operators' buttons about company accounts."""

from collections.abc import Callable

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from bot.flows.acts import unknown_act
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.company_presses import DeskCompanyPress
from bot.usecases.desk_companies import link_manager, open_for_operator

router = Router(name="desk_companies")

Act = Callable[[Transaction, int, Turn, str], None]
ACTS: dict[str, Act] = {
    "show": lambda tx, company, turn, _: open_for_operator(tx, company, turn.sender.id, turn.chat),
    "link": lambda tx, company, turn, name: link_manager(tx, company, turn.sender.id, turn.chat, name),
}
"""What a press is called → what happens."""


@router.callback_query(DeskCompanyPress.filter())
async def pressed(query: CallbackQuery, callback_data: DeskCompanyPress, turn: Turn, bot: Bot) -> None:
    """A button of the list, or of a company's card."""
    act = ACTS.get(callback_data.act, unknown_act)
    username = (await bot.me()).username or ""
    await turn.decide(lambda tx: act(tx, callback_data.company_id, turn, username))
    await answer(query, turn.sender.language)
