"""A dispatcher's cards: the own people, the open orders for them, and who may be sent to one of these."""

from collections.abc import Sequence
from typing import Any

from aiogram.types import InlineKeyboardButton

from bot.domain.orders import Order, OrderStatus
from bot.domain.technicians import TechnicianStatus
from bot.ui.desk_words import JOB_STATUSES, ORDER_STATUSES
from bot.ui.keyboards import button, in_rows, inline
from bot.ui.partner_presses import SendPress, TeamPress
from bot.ui.registry import CardRequest, card
from bot.ui.team_sight import order_line, orders_for_team, partner_of, sendable
from bot.ui.texts import N_
from bot.ui.typed import shortened
from bot.ui.view import View
from bot.ui.why.looking_back import whole_kilometres
from db import orders, partners
from db.partners import TeamMember

TAKEN = N_("no longer open")
"""All that a dispatcher learns of an order that others do."""
PAGE_SIZE, MOST_TO_SEND, BUTTON_UNITS = 8, 12, 24
Row = Sequence[InlineKeyboardButton | None]


@card("team")
def team_card(ask: CardRequest) -> View | None:
    """One page of the own people; nothing for whoever is no dispatcher any more."""
    partner = partner_of(ask)
    if partner is None:
        return None
    members = partners.team(ask.connection, partner.id)
    page, pages = _page(ask, len(members))
    shown = members[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    text = ask.render(
        "team/card", name=partner.name, members=[_member(ask, one) for one in shown], page=page + 1, pages=pages
    )
    label = ask.texts.label
    orders_, more = button(label("Open orders"), TeamPress(act="orders"), style="primary"), label("Invite a technician")
    again = button(label("Look again"), TeamPress(act="page", number=page))
    return View(
        text, inline([[orders_], _turning(ask, "page", page, pages), [button(more, TeamPress(act="invite")), again]])
    )


@card("team_orders")
def team_orders_card(ask: CardRequest) -> View | None:
    """One page of the open orders that anybody of the own people may be sent to."""
    partner = partner_of(ask)
    if partner is None:
        return None
    found = orders_for_team(ask, partner)
    page, pages = _page(ask, len(found))
    shown = found[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    lines = [{**order_line(ask, order), "able": len(able)} for order, able in shown]
    text = ask.render("team/orders", lines=lines, page=page + 1, pages=pages)
    digits, label = ask.texts.digits, ask.texts.label
    numbers = [button(digits(str(order.id)), TeamPress(act="order", number=order.id)) for order, _ in shown]
    again = button(label("Look again"), TeamPress(act="orders_page", number=page))
    back = button(label("My people"), TeamPress(act="team"))
    return View(text, inline([*in_rows(numbers, 4), _turning(ask, "orders_page", page, pages), [back, again]]))


@card("team_order")
def team_order_card(ask: CardRequest) -> View | None:
    """One order, with a button for everybody who may be sent; once it is taken, who of the own people goes."""
    partner, order = partner_of(ask), orders.find(ask.connection, ask.subject_id)
    if partner is None or order is None:
        return None
    members = {member.id: member for member in partners.team(ask.connection, partner.id)}
    going = [_member(ask, one) for one in members.values() if any(number == order.id for number, _ in one.running)]
    searching = order.status is OrderStatus.SEARCHING
    able = sendable(ask, order, list(members))[:MOST_TO_SEND] if searching else []
    lines = [{**_member(ask, members[one.id]), "away": whole_kilometres(ask.texts, one.metres)} for one in able]
    text = ask.render(
        "team/order",
        line=order_line(ask, order),
        status=ask.texts.label(ORDER_STATUSES[order.status] if searching or going else TAKEN),
        searching=searching,
        going=going,
        able=lines,
    )
    back = button(ask.texts.label("Open orders"), TeamPress(act="orders"))
    return View(text, inline([*(_send(order, members[one.id]) for one in able), [back]]))


def _send(order: Order, member: TeamMember) -> Row:
    return [button(shortened(member.name, BUTTON_UNITS), SendPress(order_id=order.id, person_id=member.id))]


def _member(ask: CardRequest, member: TeamMember) -> dict[str, Any]:
    texts = ask.texts
    return {
        "name": member.name,
        "suspended": member.banned or member.status is TechnicianStatus.SUSPENDED,
        "reachable": member.reachable,
        "online": member.online,
        "running": [(number, texts.label(JOB_STATUSES[status])) for number, status in member.running],
    }


def _page(ask: CardRequest, count: int) -> tuple[int, int]:
    """The page that is shown, counted from 0, and how many there are."""
    pages = max(1, -(-count // PAGE_SIZE))
    return min(ask.subject_id, pages - 1), pages


def _turning(ask: CardRequest, act: str, page: int, pages: int) -> Row:
    label = ask.texts.label
    return [
        button(label("Previous"), TeamPress(act=act, number=page - 1)) if page else None,
        button(label("Next"), TeamPress(act=act, number=page + 1)) if page + 1 < pages else None,
    ]
