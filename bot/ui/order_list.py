"""A customer's orders as a list: open ones first, a page at a time, each a button to its card."""

from aiogram.types import InlineKeyboardButton

from bot.domain.orders import Order, OrderStatus
from bot.ui.keyboards import button, inline
from bot.ui.presses import OrderingPress, OrderPress, OrdersPagePress
from bot.ui.registry import CardRequest
from bot.ui.service_names import service_name
from bot.ui.texts import N_
from bot.ui.view import View
from db import orders

A_PAGE = 6
LAST_PAGE = 10_000
"""Nobody orders that often; a forged button might ask for more than a number holds."""
S = OrderStatus
STATUS_WORDS = {
    S.QUOTING: N_("waits for its price"),
    S.APPROVING: N_("waits for the company’s yes"),
    S.SEARCHING: N_("searching"),
    S.ASSIGNED: N_("technician found"),
    S.EN_ROUTE: N_("on the way"),
    S.ARRIVED: N_("at the door"),
    S.IN_PROGRESS: N_("under way"),
    S.DONE: N_("done"),
    S.CLOSED: N_("done"),
    S.CANCELLED: N_("cancelled"),
    S.EXPIRED: N_("nobody found yet"),
    S.DISPUTED: N_("with an operator"),
}


def order_list(ask: CardRequest, page: int) -> View:
    """One page of the orders of whoever's chat it is."""
    page = min(max(0, page), LAST_PAGE)
    first = page * A_PAGE
    found = orders.page_of_customer(ask.connection, ask.chat_id, first, A_PAGE + 1)
    shown = found[:A_PAGE]
    new = button(ask.texts.label("New order"), OrderingPress(act="new"), style="primary")
    rows = [[button(_line(ask, order), OrderPress(act="show", order_id=order.id))] for order in shown]
    text = ask.render("orders/list", any_orders=bool(shown))
    return View(text, inline([*rows, _turning(ask, page, len(found) > A_PAGE), [new]]))


def _line(ask: CardRequest, order: Order) -> str:
    return ask.texts.label(
        "%(number)s · %(service)s · %(status)s",
        number=order.id,
        service=service_name(ask.texts, ask.market, order.service),
        status=ask.texts.label(STATUS_WORDS[order.status]),
    )


def _turning(ask: CardRequest, page: int, more: bool) -> list[InlineKeyboardButton | None]:
    label = ask.texts.label
    newer = button(label("Newer"), OrdersPagePress(page=page - 1, shown=page)) if page else None
    older = button(label("Older"), OrdersPagePress(page=page + 1, shown=page)) if more else None
    return [newer, older]
