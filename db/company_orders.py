"""What orders are to the companies that they were placed for; and what is spent, from the orders themselves.

No sum is kept anywhere: a price that grows on site, or an order that is cancelled, is counted as it is.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, update

from bot.domain.companies import CompanyId, CompanyOrder, MemberId, Month, SiteId, Verdict, month_from
from bot.domain.costs import costs
from bot.domain.ids import OrderId, PersonId
from bot.domain.offers import Job
from bot.domain.orders import Order, OrderStatus
from db.jobs import job_from
from db.orders import order_from
from db.tables import company_orders, credit_uses, jobs, orders
from db.transaction import Transaction

COUNTED = company_orders.c.verdict == Verdict.COUNTED.value


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One order on a company's account, with what it costs at this moment in minor units."""

    known: CompanyOrder
    order: Order
    amount: int


def add(tx: Transaction, row: CompanyOrder) -> None:
    """The order is the company's, as far as the verdict says so."""
    whose = {"order_id": row.order, "company_id": row.company, "member_id": row.member, "site_id": row.site}
    stands = {"verdict": row.verdict.value, "month": row.month and row.month.number, "decided_by": row.decided_by}
    tx.execute(company_orders.insert().values({**whose, **stands}))


def find(connection: Connection, order: int) -> CompanyOrder | None:
    """What the order is to its company; None for somebody's own."""
    row = connection.execute(select(company_orders).where(company_orders.c.order_id == order)).first()
    return None if row is None else _company_order(row)


def settle(
    tx: Transaction,
    order: OrderId,
    within: Collection[Verdict],
    new: Verdict,
    *,
    month: Month | None = None,
    by: PersonId | None = None,
) -> bool:
    """Move the verdict on; False when it is none of `within` (any more). `by`: the manager who has decided."""
    values: dict[str, Any] = {"verdict": new.value, "month": month and month.number}
    if by is not None:
        values |= {"decided_by": by, "decided_at": tx.now}
    before = company_orders.c.verdict.in_([one.value for one in within])
    return tx.changed(update(company_orders).where(company_orders.c.order_id == order, before).values(values))


def is_on_account(connection: Connection, order: int) -> bool:
    """Whether a company pays for it, or has been asked to: then its customer's own credit is not touched."""
    known = find(connection, order)
    return known is not None and known.verdict is not Verdict.OWN


def waiting(connection: Connection, company: int) -> list[OrderId]:
    """The orders that wait for a manager's yes, oldest first."""
    return _orders(connection, company_orders.c.company_id == company, Verdict.WAITING)


def of_member(connection: Connection, member: int, verdict: Verdict) -> list[OrderId]:
    """The member's orders with this verdict, oldest first."""
    return _orders(connection, company_orders.c.member_id == member, verdict)


def spent(connection: Connection, member: int, month: Month) -> int:
    """What a member's orders of that month cost by now, in minor units."""
    which = (company_orders.c.member_id == member, company_orders.c.month == month.number, COUNTED)
    return sum(line.amount for line in _lines(connection, *which))


def lines_of(connection: Connection, company: int, month: Month) -> list[AccountLine]:
    """A company's orders of that month, oldest first."""
    which = (company_orders.c.company_id == company, company_orders.c.month == month.number, COUNTED)
    return _lines(connection, *which)


def months_of(connection: Connection, company: int, most: int) -> list[Month]:
    """The months in which anything was ordered, the latest first."""
    which = (company_orders.c.company_id == company, company_orders.c.month.is_not(None), COUNTED)
    query = select(company_orders.c.month).where(*which).distinct().order_by(company_orders.c.month.desc()).limit(most)
    found = (month_from(number) for number in connection.execute(query).scalars())
    return [month for month in found if month is not None]


def _lines(connection: Connection, *which: ColumnElement[bool]) -> list[AccountLine]:
    known = connection.execute(select(company_orders).where(*which).order_by(company_orders.c.order_id)).all()
    own = select(company_orders.c.order_id).where(*which)
    rows = connection.execute(select(orders).where(orders.c.id.in_(own)))
    found = {order.id: order for order in map(order_from, rows)}
    crews, discounts = _jobs(connection, own), _discounts(connection, own)
    return [
        AccountLine(_company_order(row), order, _owed(order, crews[order.id], discounts.get(order.id, 0)))
        for row in known
        for order in [found[OrderId(row.order_id)]]
    ]


def _owed(order: Order, crew: list[Job], discount: int) -> int:
    """What is the company's to pay, in minor units: nothing for what was called off or has no price yet."""
    total = None if order.status is OrderStatus.CANCELLED else costs(order, crew)
    return max(0, total.amount - discount) if total else 0


def _discounts(connection: Connection, own: Select[Any]) -> dict[int, int]:
    """What operators have taken off the prices."""
    taken = select(credit_uses.c.order_id, func.sum(credit_uses.c.amount)).where(credit_uses.c.order_id.in_(own))
    return {order: int(amount) for order, amount in connection.execute(taken.group_by(credit_uses.c.order_id))}


def _jobs(connection: Connection, own: Select[Any]) -> dict[int, list[Job]]:
    found: dict[int, list[Job]] = defaultdict(list)
    for row in connection.execute(select(jobs).where(jobs.c.order_id.in_(own)).order_by(jobs.c.id)):
        found[row.order_id].append(job_from(row))
    return found


def _orders(connection: Connection, which: ColumnElement[bool], verdict: Verdict) -> list[OrderId]:
    query = select(company_orders.c.order_id).where(which, company_orders.c.verdict == verdict.value)
    return [OrderId(number) for number in connection.execute(query.order_by(company_orders.c.order_id)).scalars()]


def _company_order(row: Row[Any]) -> CompanyOrder:
    return CompanyOrder(
        OrderId(row.order_id),
        CompanyId(row.company_id),
        MemberId(row.member_id),
        None if row.site_id is None else SiteId(row.site_id),
        Verdict(row.verdict),
        None if row.month is None else month_from(row.month),
        None if row.decided_by is None else PersonId(row.decided_by),
    )
