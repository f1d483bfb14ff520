"""A customer's credit at work: it pays for the next order by itself, and comes back when the order costs less."""

from bot.domain.costs import costs
from bot.domain.ids import OrderId, PersonId, private_chat
from bot.domain.orders import Order, OrderStatus
from bot.usecases.quiet_hours import tell_gently
from db import company_orders, credit, jobs, orders
from db.holding import hold_order
from db.outbox import Priority
from db.showing_again import show_again
from db.transaction import Transaction

DESK_AMENDS = "desk_amends"
"""The operators' card of what was given; its subject is the row."""


def cost_of(tx: Transaction, order: Order) -> int:
    """What the order costs as it stands, in minor units; nothing without a price, or called off."""
    if order.status is OrderStatus.CANCELLED:
        return 0
    total = costs(order, jobs.of_order(tx.connection, order.id))
    return total.amount if total else 0


def balance_of(tx: Transaction, customer: PersonId) -> int:
    """What the customer's next order costs less, in minor units."""
    return credit.balance(tx.connection, customer)


def left_to_pay(tx: Transaction, order: Order) -> int:
    """What of it is the customer's own to pay, in minor units."""
    return max(0, cost_of(tx, order) - credit.on_order(tx.connection, order.id))


def use_credit(tx: Transaction, order: OrderId) -> None:
    """Let what the customer has pay as much as it can of an order that has just got its price.

    What a company pays for leaves it alone.
    """
    row = _held(tx, order)
    if company_orders.is_on_account(tx.connection, order):
        return
    used = credit.spend(tx, row.customer, order, left_to_pay(tx, row))
    if used:
        orders.record(tx, order, "credit_used", None, {"amount": used})
        _show_given(tx, order)


def fit_credit(tx: Transaction, order: OrderId, *, tell: bool = True) -> None:
    """Leave no more credit on the order than it costs by now: the rest is the customer's again, a discount lapses."""
    row = _held(tx, order)
    _show_given(tx, order)
    surplus = credit.on_order(tx.connection, order) - cost_of(tx, row)
    if surplus <= 0:
        return
    back, lapsed = credit.give_back(tx, order, surplus)
    if lapsed:
        orders.record(tx, order, "discount_lapsed", None, {"amount": lapsed})
    if back:
        orders.record(tx, order, "credit_returned", None, {"amount": back})
        if tell:
            tell_gently(tx, private_chat(row.customer), "amends/returned", {"order": order, "amount": back})


def _show_given(tx: Transaction, order: OrderId) -> None:
    """The operators' cards of what pays for the order say whether it can still be taken back."""
    for number in credit.paying_for(tx.connection, order):
        show_again(tx, DESK_AMENDS, number, priority=Priority.BROADCAST)


def _held(tx: Transaction, order: OrderId) -> Order:
    hold_order(tx, order)
    row = orders.find(tx.connection, order)
    assert row is not None
    return row
