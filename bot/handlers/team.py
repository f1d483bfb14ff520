"""A partner's dispatcher at work. Each use case checks who presses."""

from collections.abc import Callable

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.ids import OrderId, PersonId
from bot.flows.acts import unknown_act
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.partner_presses import SendPress, TeamPress
from bot.usecases import dispatchers, sending
from bot.usecases.inviting import invite_own
from bot.usecases.team_news import TEAM, TEAM_ORDERS

router = Router(name="team")

Act = Callable[[Transaction, PersonId, int, str], None]
ACTS: dict[str, Act] = {
    "team": lambda tx, person, _, __: dispatchers.open_team(tx, person),
    "page": lambda tx, person, page, _: dispatchers.turn_team(tx, person, TEAM, page),
    "orders": lambda tx, person, _, __: dispatchers.open_team_orders(tx, person),
    "orders_page": lambda tx, person, page, _: dispatchers.turn_team(tx, person, TEAM_ORDERS, page),
    "order": lambda tx, person, order, _: sending.open_team_order(tx, OrderId(order), person),
    "invite": lambda tx, person, _, username: invite_own(tx, person, username),
}
"""What a press is called → what happens."""


@router.message(Command("team"))
async def commanded(_message: Message, turn: Turn) -> None:
    """The own people."""
    await turn.decide(lambda tx: dispatchers.open_team(tx, turn.sender.id))


@router.callback_query(TeamPress.filter())
async def pressed(query: CallbackQuery, callback_data: TeamPress, turn: Turn, bot: Bot) -> None:
    """A button of the dispatcher's cards."""
    act = ACTS.get(callback_data.act, unknown_act)
    username = (await bot.me()).username or ""
    await turn.decide(lambda tx: act(tx, turn.sender.id, callback_data.number, username))
    await answer(query, turn.sender.language)


@router.callback_query(SendPress.filter())
async def sent(query: CallbackQuery, callback_data: SendPress, turn: Turn) -> None:
    """This technician goes to that order."""
    order, technician = OrderId(callback_data.order_id), PersonId(callback_data.person_id)
    await turn.decide(lambda tx: sending.send(tx, order, technician, turn.sender.id))
    await answer(query, turn.sender.language, "Assigned.")
