"""Company accounts as operators look at them: all of them, by name."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from bot.domain.companies import Company, CompanyId, Month, Verdict
from bot.domain.orders import Order, OrderStatus
from db import companies, desk, sites
from db.company_orders import lines_of
from db.tables import companies as rows
from db.tables import company_orders, orders

MOST_OPEN = 12
"""As many open orders as a company's card names; the list of all orders has the rest."""


@dataclass(frozen=True, slots=True)
class CompanyLine:
    """A company in figures. `orders` and `amount` (in minor units): what the month's statement holds by now."""

    company: Company
    members: int
    sites: int
    open_orders: int
    orders: int
    amount: int


def count(connection: Connection, words: str) -> int:
    """How many companies have these words in their name."""
    return int(connection.execute(select(func.count()).select_from(rows).where(_named(words))).scalar_one())


def listed(connection: Connection, words: str, month: Month, most: int, skipping: int) -> list[CompanyLine]:
    """Those with these words in their name, by name."""
    query = select(rows.c.id, rows.c.name).where(_named(words)).order_by(rows.c.name_key)
    found = connection.execute(query.limit(most).offset(skipping)).all()
    return [line_of(connection, Company(CompanyId(row.id), row.name), month) for row in found]


def line_of(connection: Connection, company: Company, month: Month) -> CompanyLine:
    """One of them."""
    kept = [line for line in lines_of(connection, company.id, month) if line.order.status is not OrderStatus.CANCELLED]
    return CompanyLine(
        company,
        companies.count_members(connection, company.id),
        sites.count_of_company(connection, company.id),
        desk.count_orders(connection, _open_orders(company.id)),
        len(kept),
        sum(line.amount for line in kept),
    )


def open_orders(connection: Connection, company: CompanyId) -> list[Order]:
    """The company's latest orders for which somebody still waits for something."""
    return desk.orders_of_kind(connection, _open_orders(company), MOST_OPEN, 0)


def _open_orders(company: CompanyId) -> ColumnElement[bool]:
    """Not those that their customer pays for after all."""
    whose = (company_orders.c.company_id == company, company_orders.c.verdict != Verdict.OWN.value)
    return orders.c.id.in_(select(company_orders.c.order_id).where(*whose)) & desk.open_orders()


def _named(words: str) -> ColumnElement[bool]:
    return rows.c.name_key.contains(words.casefold(), autoescape=True)
