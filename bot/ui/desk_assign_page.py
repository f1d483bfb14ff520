"""Whom an operator can put on an order: those with the skills first, then those who are online, then the nearest."""

from typing import Any

from geopy.distance import geodesic

from bot.domain.offers import RUNNING
from bot.domain.orders import Order
from bot.domain.technicians import TechnicianStatus
from bot.ui.desk_paging import PAGE_SIZE, DrawnPage, PageRequest
from bot.ui.desk_technicians_page import BUTTON_UNITS, technician_line
from bot.ui.keyboards import button
from bot.ui.presses import AssignPress, DeskOrderPress
from bot.ui.registry import CardRequest
from bot.ui.typed import shortened
from db import desk, jobs, orders
from db.desk import TechnicianLine


def assign_page(request: PageRequest) -> DrawnPage:
    """A line and a button a technician; nobody who could not come."""
    ask, order = request.ask, orders.find(request.ask.connection, int(request.page.words))
    assert order is not None
    able = sorted(_able(ask, order), key=lambda line: _rank(ask, order, line))
    start = request.current(len(able)) * PAGE_SIZE
    shown = able[start : start + PAGE_SIZE]
    lines = [_line(ask, order, line) for line in shown]
    page, pages = request.current(len(able)) + 1, request.pages(len(able))
    text = ask.render("desk/assign", order=order, lines=lines, count=len(able), page=page, pages=pages)
    buttons = [
        [button(shortened(line.name, BUTTON_UNITS), AssignPress(order_id=order.id, person_id=line.id))]
        for line in shown
    ]
    back = button(ask.texts.label("Back to the order"), DeskOrderPress(act="show", order_id=order.id))
    return DrawnPage(text, [*buttons, request.turning(len(able)), [back]])


def _able(ask: CardRequest, order: Order) -> list[TechnicianLine]:
    on_it = {job.technician for job in jobs.of_order(ask.connection, order.id) if job.status in RUNNING}
    return [
        line
        for line in desk.technician_lines(ask.connection)
        if line.status is TechnicianStatus.APPROVED
        and line.reachable
        and not line.banned
        and line.id not in on_it | {order.customer}
    ]


def _rank(ask: CardRequest, order: Order, line: TechnicianLine) -> tuple[bool, bool, float]:
    return not _has_skills(ask, order, line), not line.online, _metres(ask, order, line)


def _has_skills(ask: CardRequest, order: Order, line: TechnicianLine) -> bool:
    return ask.market.catalogue.skills_for(order.service, order.skills) <= line.skills


def _metres(ask: CardRequest, order: Order, line: TechnicianLine) -> float:
    """The straight line from where the technician was last known to be."""
    point = line.whereabouts(ask.now - ask.market.dispatch.position_fresh)
    place = order.address.point
    return float(geodesic((point.lat, point.lon), (place.lat, place.lon)).meters)


def _line(ask: CardRequest, order: Order, line: TechnicianLine) -> dict[str, Any]:
    return {
        **technician_line(ask, line),
        "metres": _metres(ask, order, line),
        "has_skills": _has_skills(ask, order, line),
    }
