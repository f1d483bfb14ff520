"""Who pays for an order that was placed for a company, and what the company says to it."""

from dataclasses import dataclass

from sqlalchemy import Connection

from bot.domain.companies import Verdict
from bot.ui.company_words import manager_names, person_name
from db import companies, company_orders, sites


@dataclass(frozen=True, slots=True)
class OrderAccount:
    """For templates. `managers` are those who are asked, `decided_by` is who has answered; '' for nobody."""

    company: str
    site: str
    managers: str
    decided_by: str
    is_refused: bool
    is_waiting: bool = False
    is_counted: bool = False


def order_account(connection: Connection, order: int) -> OrderAccount | None:
    """The account that the order is on; None for what its customer pays for."""
    known = company_orders.find(connection, order)
    company = companies.find(connection, known.company) if known is not None else None
    if known is None or company is None or known.verdict is Verdict.OWN:
        return None
    site = sites.find(connection, known.site) if known.site is not None else None
    return OrderAccount(
        company.name,
        site.name if site else "",
        manager_names(connection, company.id),
        person_name(connection, known.decided_by),
        known.verdict is Verdict.REFUSED,
        known.verdict is Verdict.WAITING,
        known.verdict is Verdict.COUNTED,
    )
