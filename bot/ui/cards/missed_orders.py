"""The orders near a technician that they were not asked for, each with the reason; the page is the card's subject."""

from datetime import timedelta
from typing import Any

from aiogram.types import InlineKeyboardButton

from bot.domain.ids import PersonId
from bot.domain.orders import Order
from bot.domain.technicians import Technician, TechnicianStatus
from bot.ui.keyboards import button, inline
from bot.ui.presses import TechnicianPress
from bot.ui.registry import CardRequest, card
from bot.ui.service_names import service_name
from bot.ui.view import View
from bot.ui.why.looking_back import kind_reason, metres_between, whole_kilometres, why_not
from db import missed_orders, technicians

DAYS = 3
BEYOND_KM = 10
"""So much farther than their own radius: that a wider one would have brought orders is worth knowing."""
MOST, A_PAGE = 200, 5


@card("missed_orders")
def missed_orders_card(ask: CardRequest) -> View | None:
    """One page, newest first. Of each order no more than an offer would show, and distances in whole kilometres."""
    technician = technicians.find(ask.connection, PersonId(int(ask.chat_id)))
    if technician is None or technician.status is not TechnicianStatus.APPROVED:
        return None
    found = _near(ask, technician)
    pages = max(1, -(-len(found) // A_PAGE))
    page = min(ask.subject_id, pages - 1)
    shown = found[page * A_PAGE : (page + 1) * A_PAGE]
    lines = [_line(ask, technician, order) for order in shown]
    text = ask.render("technicians/missed", lines=lines, days=DAYS, beyond=BEYOND_KM * 1000, page=page + 1, pages=pages)
    return View(text, inline([_turning(ask, pages)]))


def _near(ask: CardRequest, technician: Technician) -> list[Order]:
    since, farthest = ask.now - timedelta(days=DAYS), (technician.radius_km + BEYOND_KM) * 1000
    catalogue = ask.market.catalogue
    return [
        order
        for order in missed_orders.missed(ask.connection, technician.id, since, MOST)
        if catalogue.skills_for(order.service, order.skills) <= technician.skills
        and metres_between(technician.base, order.address.point) <= farthest
    ]


def _line(ask: CardRequest, technician: Technician, order: Order) -> dict[str, Any]:
    metres = metres_between(technician.base, order.address.point)
    return {
        "service": service_name(ask.texts, ask.market, order.service),
        "district": order.address.district,
        "away": whole_kilometres(ask.texts, metres),
        "at": order.created_at,
        "why": kind_reason(ask.texts, order, technician, why_not(ask, order, technician)),
    }


def _turning(ask: CardRequest, pages: int) -> list[InlineKeyboardButton | None]:
    label, page = ask.texts.label, ask.subject_id
    newer = button(label("Newer"), TechnicianPress(act="missed_page", number=page - 1)) if page else None
    older = button(label("Older"), TechnicianPress(act="missed_page", number=page + 1)) if page + 1 < pages else None
    return [newer, older]
