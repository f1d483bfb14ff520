"""The orders nearby that still look for somebody, as one technician sees them."""

from typing import Any

from aiogram.types import InlineKeyboardButton

from bot.domain.ids import PersonId
from bot.domain.offers import OfferStatus
from bot.domain.technicians import Technician
from bot.ui.keyboards import button, inline
from bot.ui.presses import TechnicianPress
from bot.ui.registry import NoticeRequest, notice
from bot.ui.service_names import service_name
from bot.ui.view import View
from bot.ui.why.looking_back import metres_between, whole_kilometres
from bot.ui.why.rules import words_for_now
from db import offers, orders, technicians

Row = list[InlineKeyboardButton]


@notice("technicians/nearby")
def nearby_notice(ask: NoticeRequest) -> View | None:
    """Of each order no more than an offer would show; below, the way to the offers, or online."""
    technician = technicians.find(ask.connection, PersonId(int(ask.chat_id)))
    if technician is None:
        return None
    lines = [_line(ask, technician, kept) for kept in ask.fields["lines"]]
    text = ask.render("technicians/nearby", lines=lines, more=ask.fields["more"], online=technician.online)
    return View(text, inline([*_answers(ask, lines), *_going_online(ask, technician)]))


def _line(ask: NoticeRequest, technician: Technician, kept: dict[str, Any]) -> dict[str, Any]:
    order = orders.find(ask.connection, kept["order"])
    assert order is not None
    return {
        "number": order.id,
        "service": service_name(ask.texts, ask.market, order.service),
        "district": order.address.district,
        "away": whole_kilometres(ask.texts, metres_between(technician.base, order.address.point)),
        "price": order.price,
        "offer": kept["offer"],
        "answerable": _may_answer(ask, kept["offer"]),
        "why": words_for_now(ask.texts, kept["rule"]),
    }


def _may_answer(ask: NoticeRequest, offer: int | None) -> bool:
    """Whether they were asked and may still say yes, be it on second thoughts."""
    made = offers.find(ask.connection, offer) if offer is not None else None
    return made is not None and made.status in {OfferStatus.OPEN, OfferStatus.DECLINED}


def _answers(ask: NoticeRequest, lines: list[dict[str, Any]]) -> list[Row]:
    label = ask.texts.label
    return [
        [button(label("Order %(number)s: answer", number=line["number"]), _opens(line["offer"]))]
        for line in lines
        if line["answerable"]
    ]


def _opens(offer: int) -> TechnicianPress:
    return TechnicianPress(act="job", number=offer)


def _going_online(ask: NoticeRequest, technician: Technician) -> list[Row]:
    if technician.online:
        return []
    return [[button(ask.texts.label("Go online"), TechnicianPress(act="online"), style="success")]]
