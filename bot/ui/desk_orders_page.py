"""Orders as a list: open ones, today's, those with a problem."""

from typing import Any

from sqlalchemy import ColumnElement, true

from bot.domain.desk import OrdersShown
from bot.domain.orders import Order
from bot.ui.desk_paging import PAGE_SIZE, DrawnPage, PageRequest, Row
from bot.ui.desk_words import ORDER_STATUSES
from bot.ui.keyboards import button, in_rows
from bot.ui.presses import DeskOrderPress
from bot.ui.registry import CardRequest
from bot.ui.service_names import service_name
from bot.ui.texts import N_
from db import desk

TITLES = {
    OrdersShown.OPEN: N_("Open orders"),
    OrdersShown.TODAY: N_("Today’s orders"),
    OrdersShown.PROBLEM: N_("Orders with a problem"),
    OrdersShown.ALL: N_("All orders"),
}
CHOICES = {
    OrdersShown.OPEN: N_("Open"),
    OrdersShown.TODAY: N_("Today"),
    OrdersShown.PROBLEM: N_("Problems"),
    OrdersShown.ALL: N_("All"),
}


def orders_page(request: PageRequest) -> DrawnPage:
    """A line an order, and below a button for each."""
    ask, shown = request.ask, OrdersShown(request.page.words)
    which = _which(ask, shown)
    count = desk.count_orders(ask.connection, which)
    skipping = request.current(count) * PAGE_SIZE
    found = desk.orders_of_kind(ask.connection, which, PAGE_SIZE, skipping)
    text = ask.render(
        "desk/orders",
        title=ask.texts.label(TITLES[shown]),
        lines=[_line(ask, order) for order in found],
        count=count,
        page=request.current(count) + 1,
        pages=request.pages(count),
    )
    numbers = [button(ask.texts.digits(str(o.id)), DeskOrderPress(act="show", order_id=o.id)) for o in found]
    return DrawnPage(text, [*in_rows(numbers, 4), request.turning(count), _choices(request)])


def _which(ask: CardRequest, shown: OrdersShown) -> ColumnElement[bool]:
    match shown:
        case OrdersShown.OPEN:
            return desk.open_orders()
        case OrdersShown.TODAY:
            return desk.todays_orders(ask.now, ask.market)
        case OrdersShown.PROBLEM:
            return desk.troubled_orders(ask.now, ask.market)
        case OrdersShown.ALL:
            return true()


def _line(ask: CardRequest, order: Order) -> dict[str, Any]:
    return {
        "number": order.id,
        "service": service_name(ask.texts, ask.market, order.service),
        "status": ask.texts.label(ORDER_STATUSES[order.status]),
        "minutes": (ask.now - order.created_at).total_seconds() / 60,
        "district": order.address.district,
        "window": order.window,
        "taken": order.taken,
        "crew": order.crew,
    }


def _choices(request: PageRequest) -> Row:
    return [request.choice(request.ask.texts.label(label), which) for which, label in CHOICES.items()]
