"""What a customer who is a member of a company may choose while an order is being drafted."""

from bot.domain.companies import Company, CompanyId, Site, fits, month_of
from bot.domain.ids import PersonId
from bot.domain.money import Money
from db import companies, company_orders, sites
from db.transaction import Transaction


def companies_of(tx: Transaction, person: PersonId) -> list[Company]:
    """The companies that may pay for this person's orders."""
    return companies.of_person(tx.connection, person)


def may_pay(tx: Transaction, company: int, person: PersonId) -> bool:
    """Whether the person is a member of that company."""
    return companies.membership(tx.connection, company, person) is not None


def site_called(tx: Transaction, company: int | None, person: PersonId, name: str) -> Site | None:
    """The company's site of that name, for its members alone."""
    if company is None or not may_pay(tx, company, person):
        return None
    return sites.called(tx.connection, CompanyId(company), name)


def would_wait(tx: Transaction, company: int, person: PersonId, price: Money) -> bool:
    """Whether an order at this price would be put before a manager first, as things stand now."""
    member = companies.membership(tx.connection, company, person)
    if member is None:
        return False
    month = month_of(tx.now, tx.market.city.time_zone)
    return not fits(member.limit, company_orders.spent(tx.connection, member.id, month), price.amount)
