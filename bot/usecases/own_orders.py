"""A customer's own order: whoever presses a button is checked against the row, on every press."""

from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, PersonId, private_chat
from bot.domain.orders import Order
from db import orders
from db.holding import hold_order
from db.outbox import Priority, hand_over_card, show_card
from db.transaction import Transaction

MY_ORDERS = "my_orders"
"""The card of the list; its subject is the page."""


def own_order(tx: Transaction, order: OrderId, customer: PersonId) -> Order:
    """The order, if it is this customer's; somebody else's is as unknown as one that never was."""
    hold_order(tx, order)
    row = orders.find(tx.connection, order)
    if row is None or row.customer != customer:
        raise Refusal("order_not_yours")
    return row


def open_own_orders(tx: Transaction, customer: PersonId) -> None:
    """Show the first page of the customer's orders in a new message."""
    show_card(tx, private_chat(customer), MY_ORDERS, 0, priority=Priority.ANSWER, fresh=True)


def turn_page(tx: Transaction, customer: PersonId, shown: int, page: int) -> None:
    """Let the message that shows one page of the list show another."""
    chat = private_chat(customer)
    if page != shown:
        hand_over_card(tx, chat, (MY_ORDERS, shown), (MY_ORDERS, page))
    show_card(tx, chat, MY_ORDERS, page, priority=Priority.ANSWER)


def moved_on(tx: Transaction, order: OrderId) -> Refusal:
    """The 'no' to a button that came too late: it says where the order stands now."""
    row = orders.find(tx.connection, order)
    assert row is not None
    return Refusal("order_moved_on", status=row.status.value)
