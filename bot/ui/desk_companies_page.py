"""Company accounts as a list: how many belong to each, and what this month has brought so far."""

from typing import Any

from bot.domain.companies import Month, month_of
from bot.domain.money import Money
from bot.ui.company_presses import DeskCompanyPress
from bot.ui.company_words import month_name
from bot.ui.desk_paging import PAGE_SIZE, DrawnPage, PageRequest
from bot.ui.keyboards import button, in_rows
from bot.ui.registry import CardRequest
from bot.ui.typed import shortened
from db import desk_companies
from db.desk_companies import CompanyLine

BUTTON_UNITS = 24


def companies_page(request: PageRequest) -> DrawnPage:
    """Two lines a company, and below a button for each."""
    ask, words = request.ask, request.page.words
    month, count = month_of(ask.now, ask.market.city.time_zone), desk_companies.count(ask.connection, words)
    skipping = request.current(count) * PAGE_SIZE
    found = desk_companies.listed(ask.connection, words, month, PAGE_SIZE, skipping)
    text = ask.render(
        "companies/desk_list",
        words=words,
        lines=[company_line(ask, line, month) for line in found],
        page=request.current(count) + 1,
        pages=request.pages(count),
    )
    buttons = [
        button(shortened(line.company.name, BUTTON_UNITS), DeskCompanyPress(act="show", company_id=line.company.id))
        for line in found
    ]
    return DrawnPage(text, [*in_rows(buttons, 2), request.turning(count)])


def company_line(ask: CardRequest, line: CompanyLine, month: Month) -> dict[str, Any]:
    """What a template needs of one company."""
    return {
        "name": line.company.name,
        "members": line.members,
        "sites": line.sites,
        "open_orders": line.open_orders,
        "month": month_name(ask.texts, month),
        "orders": line.orders,
        "total": Money(line.amount, ask.market.currency),
    }
