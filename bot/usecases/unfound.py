"""Nobody was found: what the customer may do about it."""

from typing import Any

from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, PersonId
from bot.domain.orders import Order, OrderStatus, Window
from bot.domain.windows import is_on_offer
from bot.usecases.credit import fit_credit
from bot.usecases.desk_news import tell_desk
from bot.usecases.dispatch import search_again
from bot.usecases.expecting import expect_set_out
from bot.usecases.jobs import follow_jobs
from bot.usecases.own_orders import moved_on, own_order
from bot.usecases.showing import show_order
from db import orders, promises
from db.transaction import Transaction


def widen_search(tx: Transaction, order: OrderId, customer: PersonId) -> None:
    """Ask again, and farther away."""
    _take_up(tx, order, customer)
    orders.record(tx, order, "widened", customer)
    search_again(tx, order, wider=True)
    show_order(tx, order)


def schedule_later(tx: Transaction, order: OrderId, customer: PersonId, window: Window) -> None:
    """Ask again for another time."""
    if not is_on_offer(window, tx.now, tx.market.city.time_zone):
        raise Refusal("window_passed")
    _take_up(tx, order, customer, window_start=window.start, window_end=window.end)
    promises.withdraw(tx, order)
    orders.record(tx, order, "scheduled", customer, {"start": window.start.isoformat()})
    search_again(tx, order)
    show_order(tx, order, fresh=True)


def hand_to_operator(tx: Transaction, order: OrderId, customer: PersonId) -> None:
    """Let an operator find somebody by hand; the order keeps waiting meanwhile."""
    row = _unfound(tx, order, customer)
    if orders.is_with_operator(tx.connection, row):
        raise Refusal("operator_has_it")
    orders.record(tx, order, orders.HANDED_TO_OPERATOR, customer, {"version": row.version})
    tell_desk(tx, "orders/desk_nobody_found", {"order": order}, order)
    show_order(tx, order)


def go_on_with_fewer(tx: Transaction, order: OrderId, customer: PersonId) -> None:
    """Those who have accepted are enough."""
    row = _unfound(tx, order, customer)
    if row.taken == 0:
        raise Refusal("nobody_accepted")
    _take_up(tx, order, customer, crew=row.taken)
    orders.record(tx, order, "fewer", customer, {"crew": row.taken})
    fit_credit(tx, order)
    orders.move(tx, order, OrderStatus.ASSIGNED)
    follow_jobs(tx, order)
    expect_set_out(tx, order)
    show_order(tx, order)


def _unfound(tx: Transaction, order: OrderId, customer: PersonId) -> Order:
    row = own_order(tx, order, customer)
    if row.status is not OrderStatus.EXPIRED:
        raise moved_on(tx, order)
    return row


def _take_up(tx: Transaction, order: OrderId, customer: PersonId, **values: Any) -> None:
    """Move an expired order on; it is in search again, at least for the rest of the transaction."""
    row = _unfound(tx, order, customer)
    expired = {OrderStatus.EXPIRED}
    if not orders.move(tx, order, OrderStatus.SEARCHING, within=expired, at_version=row.version, **values):
        raise moved_on(tx, order)
