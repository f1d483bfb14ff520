"""A company's account as operators see it: whose it is, where, and what is under way. Doors stay with the orders."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from aiogram.types import InlineKeyboardButton

from bot.domain.companies import Company, Member, Month, month_of
from bot.domain.money import Money
from bot.domain.orders import Order
from bot.ui.company_presses import DeskCompanyPress
from bot.ui.company_words import joined, person_name, spending
from bot.ui.desk_companies_page import company_line
from bot.ui.desk_words import ORDER_STATUSES
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, in_rows, inline
from bot.ui.presses import DeskOrderPress
from bot.ui.registry import CardRequest, card
from bot.ui.service_names import service_name
from bot.ui.view import View
from db import companies, company_orders, desk_companies, sites

MOST_MEMBERS, MOST_SITES = 20, 15
"""So many are named, so that the card stays one message; of the rest it says how many there are."""
Row = Sequence[InlineKeyboardButton | None]


@card("desk_company")
@for_desk
def desk_company_card(ask: CardRequest) -> View | None:
    """The company of the subject."""
    company = companies.find(ask.connection, ask.subject_id)
    if company is None:
        return None
    month = month_of(ask.now, ask.market.city.time_zone)
    under_way = desk_companies.open_orders(ask.connection, company.id)
    line = desk_companies.line_of(ask.connection, company, month)
    text = ask.render(
        "companies/desk_card",
        line=company_line(ask, line, month),
        people=_people(ask, company, month)[:MOST_MEMBERS],
        more_people=max(0, line.members - MOST_MEMBERS),
        places=_places(ask, company),
        more_places=max(0, line.sites - MOST_SITES),
        waiting=len(company_orders.waiting(ask.connection, company.id)),
        under_way=[_order(ask, order) for order in under_way],
        more_orders=line.open_orders - len(under_way),
    )
    return View(text, inline(_rows(ask, company, under_way)))


def _people(ask: CardRequest, company: Company, month: Month) -> list[dict[str, Any]]:
    """Whoever runs the account first."""
    spent: Counter[int] = Counter()
    for line in company_orders.lines_of(ask.connection, company.id, month):
        spent[line.known.member] += line.amount
    members = sorted(companies.members(ask.connection, company.id), key=lambda member: not member.is_manager)
    return [_person(ask, member, Money(spent[member.id], ask.market.currency)) for member in members]


def _person(ask: CardRequest, member: Member, spent: Money) -> dict[str, Any]:
    return {
        "id": member.person,
        "name": person_name(ask.connection, member.person),
        "is_manager": member.is_manager,
        "spending": spending(ask.texts, member, spent),
    }


def _places(ask: CardRequest, company: Company) -> str:
    found = sites.of_company(ask.connection, company.id)[:MOST_SITES]
    return joined(f"{site.name} ({site.address.district})" for site in found)


def _order(ask: CardRequest, order: Order) -> dict[str, Any]:
    return {
        "number": order.id,
        "service": service_name(ask.texts, ask.market, order.service),
        "status": ask.texts.label(ORDER_STATUSES[order.status]),
    }


def _rows(ask: CardRequest, company: Company, under_way: Sequence[Order]) -> list[Row]:
    numbers = [button(ask.texts.digits(str(o.id)), DeskOrderPress(act="show", order_id=o.id)) for o in under_way]
    link = button(ask.texts.label("A link for a manager"), DeskCompanyPress(act="link", company_id=company.id))
    return [*in_rows(numbers, 4), [link]]
