"""Why: one wave of an order's search at a glance, and by a tap those it asked, kept waiting or held back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aiogram.types import InlineKeyboardButton

from bot.domain.offers import Offer
from bot.domain.orders import Order
from bot.domain.why import OFFLINE, Considered, Stand, WaveAccount
from bot.ui.desk_paging import PAGE_SIZE, DrawnPage, PageRequest, Row
from bot.ui.desk_words import offer_words
from bot.ui.keyboards import button, in_rows
from bot.ui.presses import DeskOrderPress, StaffTechnicianPress, WhyPress
from bot.ui.registry import CardRequest
from bot.ui.service_names import service_name
from bot.ui.typed import shortened
from bot.ui.why.factors import factor_words
from bot.ui.why.looking_back import metres_between
from bot.ui.why.rules import desk_words
from db import offers, online_spells, orders, technicians, wave_accounts

NAMES, NAME_UNITS = 3, 28
"""So many names stand behind a count, each within so many UTF-16 units; the others come by a tap."""
MOST_ASKED = 8
"""So many of the asked are told with their figures at once."""
SPOT = re.compile(r"w(\d{1,5})g(\d{1,3})")


@dataclass(frozen=True, slots=True)
class Group:
    """Those of a wave who share a fate; `rule` only of the held back."""

    title: str
    people: tuple[Considered, ...]
    stand: Stand
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at: an order's waves, one of them, and one of its groups (0: all of them)."""

    request: PageRequest
    order: Order
    accounts: Sequence[WaveAccount]
    wave: int
    group: int

    @property
    def account(self) -> WaveAccount:
        """The wave."""
        return self.accounts[self.wave]


def why_page(request: PageRequest) -> DrawnPage:
    """The latest wave, unless another was tapped."""
    number, _, spot = request.page.words.partition(" ")
    order = orders.find(request.ask.connection, int(number))
    assert order is not None
    accounts = wave_accounts.of_order(request.ask.connection, order.id)
    if not accounts:
        text = request.ask.render("desk/why_nothing", order=order)
        return DrawnPage(text, [[_back(request.ask, order)]])
    found = SPOT.fullmatch(spot)
    wave, group = (int(found[1]), int(found[2])) if found else (_latest(accounts), 0)
    look = Look(request, order, accounts, min(wave, len(accounts) - 1), group)
    groups = _groups(look)
    return _detail(look, groups[group - 1]) if 0 < group <= len(groups) else _overview(look, groups)


def _latest(accounts: Sequence[WaveAccount]) -> int:
    """The place of the latest wave; of the latest newcomer only where nothing else is kept."""
    waves = [place for place, account in enumerate(accounts) if not account.newcomer]
    return waves[-1] if waves else len(accounts) - 1


def _groups(look: Look) -> list[Group]:
    """Asked, waiting, then under each rule whom it held back, the largest group first."""
    texts, account = look.request.ask.texts, look.account
    held = dict(account.held_back)
    if offline := (*held.get(OFFLINE, ()), *_offline(look)):
        held[OFFLINE] = offline
    ordered = sorted(held.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    groups = [
        Group(texts.label("Asked"), account.asked, Stand.ASKED),
        Group(texts.label("Next in line"), account.waiting, Stand.WAITING),
        *(Group(texts.capital(desk_words(texts, rule)), people, Stand.HELD_BACK, rule) for rule, people in ordered),
    ]
    return [group for group in groups if group.people]


def _offline(look: Look) -> list[Considered]:
    """Those the wave did not even look at: able and near enough, but offline just then."""
    ask, order, account = look.request.ask, look.order, look.account
    if account.radius_km is None or account.newcomer:
        return []
    skills = ask.market.catalogue.skills_for(order.service, order.skills)
    near = online_spells.offline_near(ask.connection, order.address.point, account.radius_km, skills, account.at)
    known = {one.technician for held in account.held_back.values() for one in held}
    return [Considered(person, {}) for person in near if person not in known | {order.customer}]


def _overview(look: Look, groups: Sequence[Group]) -> DrawnPage:
    asked = [group for group in groups if group.stand is Stand.ASKED]
    others = [group for group in groups if group.stand is not Stand.ASKED]
    text = look.request.ask.render(
        "desk/why",
        **_head(look),
        asked=_lines(look, [one for group in asked for one in group.people][:MOST_ASKED]),
        more_asked=sum(max(0, len(group.people) - MOST_ASKED) for group in asked),
        groups=[_counted(look.request.ask, group) for group in others],
    )
    taps = [button(_tap_label(look, group), _to(look, look.wave, place)) for place, group in enumerate(groups, 1)]
    return DrawnPage(text, [*in_rows(taps, 2), _other_waves(look), [_back(look.request.ask, look.order)]])


def _detail(look: Look, group: Group) -> DrawnPage:
    request = look.request
    page = request.current(len(group.people))
    shown = group.people[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    before = len(look.account.asked) if group.stand is Stand.WAITING else 0
    lines = _lines(look, shown, first=before + page * PAGE_SIZE + 1)
    pages = {"page": page + 1, "pages": request.pages(len(group.people))}
    title = {"title": group.title, "count": len(group.people), "ranked": group.stand is not Stand.HELD_BACK}
    text = request.ask.render("desk/why_group", **_head(look), **title, **pages, lines=lines)
    who = [
        button(shortened(line["name"], NAME_UNITS), StaffTechnicianPress(act="show", person_id=line["id"]))
        for line in lines
    ]
    back = button(request.ask.texts.label("Back"), _to(look, look.wave, 0))
    return DrawnPage(text, [*in_rows(who, 2), request.turning(len(group.people)), [back]])


def _head(look: Look) -> dict[str, Any]:
    ask, account = look.request.ask, look.account
    return {
        "order": look.order,
        "service": service_name(ask.texts, ask.market, look.order.service),
        "account": account,
        "rounds": max(one.round for one in look.accounts),
        "metres": None if account.radius_km is None else account.radius_km * 1000,
    }


def _lines(look: Look, people: Sequence[Considered], first: int = 1) -> list[dict[str, Any]]:
    ask = look.request.ask
    names = technicians.names(ask.connection, [one.technician for one in people])
    answers = {
        offer.technician: offer
        for offer in offers.of_order(ask.connection, look.order.id)
        if (offer.round, offer.wave) == (look.account.round, look.account.wave)
    }
    return [
        {
            "place": place,
            "id": one.technician,
            "name": shortened(names.get(one.technician, str(one.technician)), NAME_UNITS),
            "figures": factor_words(ask.texts, one.figures) or _where(look, one),
            "answer": _answer(ask, answers.get(one.technician)),
        }
        for place, one in enumerate(people, first)
    ]


def _where(look: Look, one: Considered) -> list[str]:
    """Of somebody who was held back no figures are kept: where they work from says the most."""
    technician = technicians.find(look.request.ask.connection, one.technician)
    if technician is None:
        return []
    texts, metres = look.request.ask.texts, metres_between(technician.base, look.order.address.point)
    radius = texts.distance(technician.radius_km * 1000)
    return [
        texts.label("base %(distance)s away", distance=texts.distance(metres)),
        texts.label("works within %(radius)s", radius=radius),
    ]


def _answer(ask: CardRequest, offer: Offer | None) -> str:
    return offer_words(ask.texts, offer.status, offer.reason) if offer else ""


def _counted(ask: CardRequest, group: Group) -> dict[str, Any]:
    """A count and the first names behind it."""
    first = [one.technician for one in group.people[:NAMES]]
    names = technicians.names(ask.connection, first)
    return {
        "title": group.title,
        "count": len(group.people),
        "names": [shortened(names.get(person, str(person)), NAME_UNITS) for person in first],
        "more": len(group.people) - len(first),
    }


def _tap_label(look: Look, group: Group) -> str:
    count = look.request.ask.texts.digits(str(len(group.people)))
    return f"{shortened(group.title, NAME_UNITS)} ({count})"


def _other_waves(look: Look) -> Row:
    label = look.request.ask.texts.label
    return [
        button(label("Wave before"), _to(look, look.wave - 1, 0)) if look.wave else None,
        button(label("Wave after"), _to(look, look.wave + 1, 0)) if look.wave + 1 < len(look.accounts) else None,
    ]


def _to(look: Look, wave: int, group: int) -> WhyPress:
    return WhyPress(desk_page=look.request.page.id, spot=f"w{wave}g{group}")


def _back(ask: CardRequest, order: Order) -> InlineKeyboardButton:
    return button(ask.texts.label("Back to the order"), DeskOrderPress(act="show", order_id=order.id))
