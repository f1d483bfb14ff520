"""The buttons of the order card and of what comes with it. Whoever presses is checked by the use case."""

from collections.abc import Callable
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.ids import JobId, OrderId, PersonId
from bot.flows.acts import unknown_act
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.presses import CancelPress, OrderPress, OrdersPagePress, ProfilePress, QuotePress
from bot.ui.texts import N_
from bot.usecases.approving import pay_oneself
from bot.usecases.cancelling import cancel_order
from bot.usecases.order_cards import ask_why_cancel, open_order, show_profile
from bot.usecases.own_orders import own_order, turn_page
from bot.usecases.quoting import answer_quote
from bot.usecases.unfound import go_on_with_fewer, hand_to_operator, widen_search

router = Router(name="customer")

Act = Callable[[Transaction, OrderId, PersonId], Any]
ACTS: dict[str, tuple[Act, str]] = {
    "show": (open_order, ""),
    "cancel": (ask_why_cancel, ""),
    "keep": (own_order, N_("The order stays.")),
    "widen": (widen_search, N_("We look farther away.")),
    "operator": (hand_to_operator, N_("Operators are told.")),
    "pay_own": (pay_oneself, N_("Good, we look for a technician.")),
    "fewer": (go_on_with_fewer, N_("Good, they are coming.")),
}
"""What a press is called → the use case, and the word after it."""


@router.callback_query(OrderPress.filter())
async def order_pressed(query: CallbackQuery, callback_data: OrderPress, turn: Turn) -> None:
    """Something is to happen to the order, or to be looked at."""
    act, words = ACTS.get(callback_data.act, (unknown_act, ""))
    await turn.decide(lambda tx: act(tx, OrderId(callback_data.order_id), turn.sender.id))
    await answer(query, turn.sender.language, words)


@router.callback_query(CancelPress.filter())
async def cancel_pressed(query: CallbackQuery, callback_data: CancelPress, turn: Turn) -> None:
    """The reason was tapped: the order is cancelled."""
    order, reason = OrderId(callback_data.order_id), callback_data.reason
    await turn.decide(lambda tx: cancel_order(tx, order, turn.sender.id, reason))
    await answer(query, turn.sender.language, "Cancelled.")


@router.callback_query(QuotePress.filter())
async def quote_answered(query: CallbackQuery, callback_data: QuotePress, turn: Turn) -> None:
    """The customer agrees to the operator's price, or does not."""
    order, accepted = OrderId(callback_data.order_id), callback_data.accepted
    shown = callback_data.version
    await turn.decide(lambda tx: answer_quote(tx, order, turn.sender.id, accepted, shown=shown))
    await answer(query, turn.sender.language, N_("Agreed.") if accepted else N_("Cancelled."))


@router.callback_query(ProfilePress.filter())
async def profile_pressed(query: CallbackQuery, callback_data: ProfilePress, turn: Turn) -> None:
    """Who comes?"""
    await turn.decide(lambda tx: show_profile(tx, JobId(callback_data.job_id), turn.sender.id))
    await answer(query, turn.sender.language)


@router.callback_query(OrdersPagePress.filter())
async def page_turned(query: CallbackQuery, callback_data: OrdersPagePress, turn: Turn) -> None:
    """Another page of the list."""
    shown, page = callback_data.shown, callback_data.page
    await turn.decide(lambda tx: turn_page(tx, turn.sender.id, shown, page))
    await answer(query, turn.sender.language)
