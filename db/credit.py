"""Customers' credit as rows: what is left of it, what it pays of which order, what comes back.

An amount leaves a row only by a conditional update, so that two orders never use the same credit.
"""

from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from bot.domain.amends import AmendsKind
from bot.domain.ids import OrderId, PersonId
from db.holding import hold_credit
from db.tables import amends, credit_uses
from db.transaction import Transaction


def balance(connection: Connection, person: int) -> int:
    """What the person's next order costs less, in minor units."""
    query = select(func.coalesce(func.sum(amends.c.unused), 0)).where(amends.c.person_id == person)
    return int(connection.execute(query).scalar_one())


def on_order(connection: Connection, order: int) -> int:
    """How much of the order is not the customer's to pay, in minor units."""
    query = select(func.coalesce(func.sum(credit_uses.c.amount), 0)).where(credit_uses.c.order_id == order)
    return int(connection.execute(query).scalar_one())


def paying_for(connection: Connection, order: int) -> list[int]:
    """The numbers of what was given and has paid, or pays, for the order."""
    query = select(credit_uses.c.amends_id).where(credit_uses.c.order_id == order).distinct()
    return list(connection.scalars(query.order_by(credit_uses.c.amends_id)))


def spend(tx: Transaction, person: PersonId, order: OrderId, most: int) -> int:
    """Use up to so much of the person's credit for the order, the oldest first; what was used of it."""
    hold_credit(tx, person)
    wanted = most
    left = select(amends.c.id, amends.c.unused).where(amends.c.person_id == person, amends.c.unused > 0)
    for row in tx.execute(left.order_by(amends.c.id)).all():
        part = min(wanted, row.unused)
        if part > 0 and _take(tx, row.id, part):
            put_on_order(tx, row.id, order, part)
            wanted -= part
    return most - wanted


def _take(tx: Transaction, row: int, part: int) -> bool:
    enough = (amends.c.id == row) & (amends.c.unused >= part)
    return tx.changed(update(amends).where(enough).values(unused=amends.c.unused - part))


def put_on_order(tx: Transaction, row: int, order: OrderId, amount: int) -> None:
    """Let so much of what was given pay for the order."""
    tx.execute(credit_uses.insert().values(amends_id=row, order_id=order, amount=amount, at=tx.now))


def give_back(tx: Transaction, order: OrderId, surplus: int) -> tuple[int, int]:
    """Take so much off the order again: how much is the customer's again, and how much of a discount has lapsed."""
    back = lapsed = 0
    for use in _uses(tx, order):
        part = min(surplus - back - lapsed, use.amount)
        if part <= 0 or not _lessen(tx, use.id, part):
            continue
        if use.kind == AmendsKind.DISCOUNT:
            _lapse(tx, use, part)
            lapsed += part
        else:
            tx.execute(update(amends).where(amends.c.id == use.amends_id).values(unused=amends.c.unused + part))
            back += part
    return back, lapsed


def take_off(tx: Transaction, row: int) -> None:
    """What was given pays for nothing any more."""
    tx.execute(update(credit_uses).where(credit_uses.c.amends_id == row).values(amount=0))


def _uses(tx: Transaction, order: OrderId) -> list[Row[Any]]:
    """What pays for the order, credit before discounts: those are for nothing but this order."""
    of_order = select(credit_uses, amends.c.kind).join(amends, amends.c.id == credit_uses.c.amends_id)
    is_discount = amends.c.kind == AmendsKind.DISCOUNT.value
    query = of_order.where(credit_uses.c.order_id == order, credit_uses.c.amount > 0)
    return list(tx.execute(query.order_by(is_discount, credit_uses.c.id.desc())).all())


def _lessen(tx: Transaction, use: int, part: int) -> bool:
    enough = (credit_uses.c.id == use) & (credit_uses.c.amount >= part)
    return tx.changed(update(credit_uses).where(enough).values(amount=credit_uses.c.amount - part))


def _lapse(tx: Transaction, use: Row[Any], part: int) -> None:
    """A discount of which nothing is left was never given."""
    if part == use.amount:
        tx.execute(update(amends).where(amends.c.id == use.amends_id).values(undone_at=tx.now))
