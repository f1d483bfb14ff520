"""What the customer pays of an order when credit or a discount pays a part of it."""

from dataclasses import dataclass

from sqlalchemy import Connection

from bot.domain.costs import costs
from bot.domain.money import Money
from bot.domain.orders import Order
from db import company_orders, credit, jobs


@dataclass(frozen=True, slots=True)
class Due:
    """So much is not the customer's to pay, and so much is left."""

    credit: Money
    rest: Money


def due_of(connection: Connection, order: int, total: Money | None) -> Due | None:
    """The two parts of the order's total; None where the customer pays all of it."""
    paid = credit.on_order(connection, order)
    return parts_of(total, paid) if total is not None and paid else None


def order_due(connection: Connection, order: Order) -> Due | None:
    """The two parts of what the order costs as it stands."""
    return due_of(connection, order.id, costs(order, jobs.of_order(connection, order.id)))


def due_with(connection: Connection, order: Order, more: Money) -> Due | None:
    """The two parts that the total would have with so much more, once the customer's credit has paid what it can."""
    total = costs(order, jobs.of_order(connection, order.id))
    if total is None:
        return None
    paid = credit.on_order(connection, order.id)
    if not company_orders.is_on_account(connection, order.id):
        paid += credit.balance(connection, order.customer)
    return parts_of(total + more, paid) if paid else None


def parts_of(total: Money, paid: int) -> Due:
    """The total in two parts, of which `paid` (minor units) is not the customer's."""
    ours = min(paid, total.amount)
    return Due(Money(ours, total.currency), Money(total.amount - ours, total.currency))
