"""A company's card: for its managers the whole account, for a member their own part; and the choice among several."""

from collections import Counter
from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.companies import Company, Member, Month, Site, month_of
from bot.domain.ids import private_chat
from bot.domain.money import Money
from bot.ui.company_presses import CompanyPress
from bot.ui.company_words import joined, manager_names, month_name, person_name, spending
from bot.ui.keyboards import button, inline
from bot.ui.presses import OrderingPress
from bot.ui.registry import CardRequest, card
from bot.ui.typed import shortened
from bot.ui.view import View
from db import companies, company_orders, sites

LONGEST_LABEL = 60
"""UTF-16 units that a button still shows."""
LONGEST_NAME = 24
"""Of them a member's name, so that the amounts behind it are never cut off."""
Row = Sequence[InlineKeyboardButton | None]


@card("companies")
def companies_card(ask: CardRequest) -> View | None:
    """The companies of the person (the subject), or what such an account is."""
    if ask.chat_id != ask.subject_id:
        return None
    own = companies.of_person(ask.connection, ask.subject_id)
    rows = [[_act(company.name, "open", company.id)] for company in own]
    return View(ask.render("companies/choice", any_companies=bool(own)), inline(rows))


@card("company")
def company_card(ask: CardRequest) -> View | None:
    """The company (the subject) as whoever's chat it is may see it; strangers and those who have left see nothing."""
    company = companies.find(ask.connection, ask.subject_id)
    member = companies.membership(ask.connection, ask.subject_id, ask.chat_id)
    if company is None:
        return None
    if member is None:
        return View(ask.render("companies/left", name=company.name))
    return _for_manager(ask, company) if member.is_manager else _for_member(ask, company, member)


@card("company_member")
def member_card(ask: CardRequest) -> View | None:
    """One member (the subject), for the managers of the company."""
    member = companies.member(ask.connection, ask.subject_id)
    if member is None or not _may_manage(ask, member.company):
        return None
    spent = Money(company_orders.spent(ask.connection, member.id, _month(ask)), ask.market.currency)
    text = ask.render(
        "companies/member",
        name=person_name(ask.connection, member.person),
        member=member,
        month=month_name(ask.texts, _month(ask)),
        spent=spent,
        limit=None if member.limit is None else Money(member.limit, ask.market.currency),
    )
    return View(text, None if member.is_gone or member.is_manager else inline(_about_member(ask, member)))


def _about_member(ask: CardRequest, member: Member) -> list[Row]:
    label = ask.texts.label
    return [
        [_act(label("Set the limit…"), "limit", member.id)],
        [button(label("Remove"), CompanyPress(act="remove", number=member.id), style="danger")],
    ]


@card("company_site")
def site_card(ask: CardRequest) -> View | None:
    """One site (the subject), for the managers of the company."""
    site = sites.find(ask.connection, ask.subject_id)
    if site is None or not _may_manage(ask, site.company):
        return None
    text = ask.render("companies/site", site=site)
    remove = button(ask.texts.label("Remove"), CompanyPress(act="close", number=site.id), style="danger")
    return View(text, None if site.is_gone else inline([[remove]]))


def _for_manager(ask: CardRequest, company: Company) -> View:
    members, places = companies.members(ask.connection, company.id), sites.of_company(ask.connection, company.id)
    lines = company_orders.lines_of(ask.connection, company.id, _month(ask))
    spent: Counter[int] = Counter()
    for line in lines:
        spent[line.known.member] += line.amount
    waiting = len(company_orders.waiting(ask.connection, company.id))
    text = ask.render(
        "companies/manager",
        name=company.name,
        month=month_name(ask.texts, _month(ask)),
        orders=len(lines),
        total=Money(spent.total(), ask.market.currency),
        alone=len(members) == 1,
        any_sites=bool(places),
        waiting=waiting,
    )
    who = [
        [_member_button(ask, member, spent[member.id])]
        for member in members
        if private_chat(member.person) != ask.chat_id
    ]
    return View(text, inline([[_new_order(ask)], *who, *_site_rows(places), *_acts(ask, company, members, waiting)]))


def _acts(ask: CardRequest, company: Company, members: Sequence[Member], waiting: int) -> list[Row]:
    label = ask.texts.label
    several = sum(member.is_manager for member in members) > 1
    return [
        [_act(label("What waits for your yes"), "waiting", company.id) if waiting else None],
        [_act(label("Invite a member"), "invite", company.id), _act(label("Add a site"), "site", company.id)],
        [_act(label("Statements"), "months", company.id)],
        [_act(label("Leave the company"), "leave", company.id) if several else None],
    ]


def _for_member(ask: CardRequest, company: Company, member: Member) -> View:
    spent = Money(company_orders.spent(ask.connection, member.id, _month(ask)), ask.market.currency)
    places = sites.of_company(ask.connection, company.id)
    text = ask.render(
        "companies/own",
        name=company.name,
        month=month_name(ask.texts, _month(ask)),
        spending=spending(ask.texts, member, spent),
        asks_each_time=member.limit == 0,
        managers=manager_names(ask.connection, company.id),
        sites=joined(site.name for site in places),
    )
    return View(text, inline([[_new_order(ask)], [_act(ask.texts.label("Leave the company"), "leave", company.id)]]))


def _new_order(ask: CardRequest) -> InlineKeyboardButton:
    return button(ask.texts.label("New order"), OrderingPress(act="new"), style="primary")


def _member_button(ask: CardRequest, member: Member, spent: int) -> InlineKeyboardButton:
    name = person_name(ask.connection, member.person)
    words = spending(ask.texts, member, Money(spent, ask.market.currency))
    label = f"👤 {ask.texts.name(shortened(name, LONGEST_NAME))} · {words}"
    return _act(shortened(label, LONGEST_LABEL), "member", member.id)


def _site_rows(places: Sequence[Site]) -> list[Row]:
    return [[_act(shortened(f"🏢 {site.name}", LONGEST_LABEL), "place", site.id)] for site in places]


def _may_manage(ask: CardRequest, company: int) -> bool:
    member = companies.membership(ask.connection, company, ask.chat_id)
    return member is not None and member.is_manager


def _month(ask: CardRequest) -> Month:
    return month_of(ask.now, ask.market.city.time_zone)


def _act(label: str, act: str, number: int) -> InlineKeyboardButton:
    return button(label, CompanyPress(act=act, number=number))
