"""What operators do about orders: look at them, call them off, let the search begin again, settle them."""

from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, PersonId
from bot.domain.orders import Order, OrderStatus
from bot.usecases import dispatch
from bot.usecases.cancelling import call_off
from bot.usecases.own_orders import moved_on
from bot.usecases.showing import show_order
from bot.usecases.staff import require_role
from db import audit, orders
from db.holding import hold_order
from db.outbox import Priority, notify, show_card
from db.transaction import Transaction

OPERATOR = "operator"
"""Kept as the reason of an order that the staff ended; their words are in its history."""
LONGEST_REASON = 300


def any_order(tx: Transaction, order: OrderId, operator: PersonId) -> Order:
    """The order, for whoever is on the staff; a Refusal for others and for numbers that were never given."""
    require_role(tx, operator)
    hold_order(tx, order)
    row = orders.find(tx.connection, order)
    if row is None:
        raise Refusal("order_not_found")
    return row


def open_order(tx: Transaction, order: OrderId, operator: PersonId, chat: int) -> None:
    """Show the operators' card of the order as a new message in this chat."""
    any_order(tx, order, operator)
    show_card(tx, chat, "desk_order", order, priority=Priority.ANSWER, fresh=True)


def show_attachments(tx: Transaction, order: OrderId, operator: PersonId, chat: int) -> None:
    """Send the customer's photos and recordings into this chat."""
    any_order(tx, order, operator)
    notify(tx, chat, "desk/attachments", {"order": order}, priority=Priority.ANSWER)


def cancel_for_operator(tx: Transaction, order: OrderId, operator: PersonId, words: str = "") -> None:
    """End the order, whatever it is at; both sides hear the operator's words."""
    any_order(tx, order, operator)
    if not orders.move(tx, order, OrderStatus.CANCELLED, reason=OPERATOR):
        raise moved_on(tx, order)
    _keep(tx, order, "cancelled", operator, words)
    call_off(tx, order, OPERATOR, words)
    _tell_customer(tx, order, "desk/order_cancelled", words)


def settle(tx: Transaction, order: OrderId, operator: PersonId, words: str) -> None:
    """Close a disputed order: whatever there was to say has been said, and what was agreed is kept."""
    any_order(tx, order, operator)
    disputed = {OrderStatus.DISPUTED}
    if not orders.move(tx, order, OrderStatus.CLOSED, within=disputed, reason=OPERATOR):
        raise moved_on(tx, order)
    _keep(tx, order, "settled", operator, words)
    call_off(tx, order, OPERATOR, words)
    _tell_customer(tx, order, "desk/order_settled", words)


def search_for_operator(tx: Transaction, order: OrderId, operator: PersonId, *, wider: bool = False) -> None:
    """Ask for technicians again."""
    row = any_order(tx, order, operator)
    if row.status not in {OrderStatus.EXPIRED, OrderStatus.SEARCHING}:
        raise moved_on(tx, order)
    _keep(tx, order, "searched_again", operator, "")
    dispatch.search_again(tx, order, wider=wider)
    show_order(tx, order)


def _keep(tx: Transaction, order: OrderId, act: str, operator: PersonId, words: str) -> None:
    details = {"reason": OPERATOR, "words": words[:LONGEST_REASON]}
    orders.record(tx, order, act, operator, details)
    audit.record(tx, operator, act, f"order:{order}", details)


def _tell_customer(tx: Transaction, order: OrderId, view: str, words: str) -> None:
    row = orders.find(tx.connection, order)
    assert row is not None
    notify(tx, row.customer, view, {"order": order, "words": words})
