"""A company's month as a file: on the first of the next one by itself, and whenever a manager asks."""

from datetime import datetime, time

from bot.domain.companies import CompanyId, Month, month_from, month_of
from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.usecases.quiet_hours import tell_gently
from db import companies, company_orders
from db.outbox import Priority, notify
from db.timers import Timer, set_timer
from db.transaction import Transaction

STATEMENT = "company.statement"
"""The timer; its subject is the company, its version the month that the statement is of."""
VIEW = "companies/statement"
"""The notice with the files."""
AT = time(8, 0)
"""When the managers find it, on the first day of the next month, by the city's clocks."""


def plan_statement(tx: Transaction, company: CompanyId) -> None:
    """The company's first statement is that of this month; each one plans the next."""
    _plan(tx, company, month_of(tx.now, tx.market.city.time_zone))


def send_monthly(tx: Transaction, timer: Timer) -> None:
    """The month is over: every manager gets its statement, unless nothing was ordered."""
    company, month = CompanyId(timer.subject), month_from(timer.version)
    if month is None or companies.find(tx.connection, company) is None:
        return
    _plan(tx, company, month.next)
    if not company_orders.lines_of(tx.connection, company, month):
        return
    for manager in companies.managers(tx.connection, company):
        tell_gently(tx, private_chat(manager.person), VIEW, _fields(company, month))


def ask_month(tx: Transaction, company: CompanyId, manager: PersonId) -> None:
    """Which month?"""
    _check_manager(tx, company, manager)
    notify(tx, private_chat(manager), "companies/months", {"company": company}, priority=Priority.ANSWER)


def send_statement(tx: Transaction, company: CompanyId, number: int, manager: PersonId) -> None:
    """The statement of that month, as it stands now; what goes on may still change the latest one."""
    _check_manager(tx, company, manager)
    month = month_from(number)
    if month is None or month > month_of(tx.now, tx.market.city.time_zone):
        raise Refusal("month_unknown")
    notify(tx, private_chat(manager), VIEW, _fields(company, month), priority=Priority.ANSWER)


def _check_manager(tx: Transaction, company: CompanyId, person: PersonId) -> None:
    member = companies.membership(tx.connection, company, person)
    if member is None or not member.is_manager:
        raise Refusal("company_not_yours")


def _fields(company: CompanyId, month: Month) -> dict[str, int]:
    return {"company": company, "month": month.number}


def _plan(tx: Transaction, company: CompanyId, month: Month) -> None:
    due = datetime.combine(month.next.first, AT, tx.market.city.time_zone)
    set_timer(tx, STATEMENT, company, month.number, due)
