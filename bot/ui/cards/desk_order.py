"""An order as operators see it: everything, and what can be done about it."""

from collections.abc import Sequence
from typing import Any

from aiogram.types import InlineKeyboardButton
from sqlalchemy import Row

from bot.domain.money import Money
from bot.domain.offers import Offer, OfferStatus
from bot.domain.orders import MAY_BECOME, OVER, Order, OrderStatus
from bot.ui.applications import skill_words
from bot.ui.desk_names import technician_or_id
from bot.ui.desk_words import JOB_STATUSES, MADE_RIGHT, ORDER_STATUSES, event_words, offer_words, reason_to_hand_back
from bot.ui.dues import order_due
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, inline
from bot.ui.levels import level_name
from bot.ui.order_account import order_account
from bot.ui.presses import DeskOrderPress
from bot.ui.registry import CardRequest, card
from bot.ui.service_names import service_name
from bot.ui.typed import shortened
from bot.ui.view import View
from db import extras, jobs, offers, orders, people, technicians

MOST_WORDS = 700
MOST_EVENTS = 12
MOST_OFFERS = 10
"""The latest ones, so that the card stays one message."""
MAP = "https://www.google.com/maps/search/?api=1&query={lat:.6f}%2C{lon:.6f}"
Buttons = Sequence[InlineKeyboardButton | None]


@card("desk_order")
@for_desk
def desk_order_card(ask: CardRequest) -> View | None:
    """The order of the subject."""
    order = orders.find(ask.connection, ask.subject_id)
    if order is None:
        return None
    text = ask.render(
        "desk/order",
        order=order,
        customer=people.find(ask.connection, order.customer),
        is_over=order.status in OVER,
        status=ask.texts.label(ORDER_STATUSES[order.status]),
        service=service_name(ask.texts, ask.market, order.service),
        skills=skill_words(ask.texts, ask.market, order.skills),
        description=shortened(order.description, MOST_WORDS),
        level=level_name(ask.texts, order.level) if order.level else "",
        crew=_crew(ask, order),
        **_asked(ask, offers.of_order(ask.connection, order.id)),
        events=_events(ask, order),
        due=order_due(ask.connection, order),
        account=order_account(ask.connection, order.id),
        with_operator=orders.is_with_operator(ask.connection, order),
    )
    return View(text, inline(_rows(ask, order)))


def _crew(ask: CardRequest, order: Order) -> list[dict[str, Any]]:
    return [
        {
            "name": technician_or_id(ask.connection, job.technician),
            "phone": _phone(ask, job.technician),
            "id": job.technician,
            "status": ask.texts.label(JOB_STATUSES[job.status]),
            "is_running": job.is_running,
            "extra": job.extra,
            "proposed": extras.open_of_job(ask.connection, job.id),
        }
        for job in jobs.of_order(ask.connection, order.id)
    ]


def _asked(ask: CardRequest, made: Sequence[Offer]) -> dict[str, Any]:
    """Who was asked and what they said, the latest last; of those before them only how many."""
    latest = [
        {
            "name": technician_or_id(ask.connection, offer.technician),
            "answer": offer_words(ask.texts, offer.status, offer.reason),
        }
        for offer in made[-MOST_OFFERS:]
    ]
    unanswered = sum(offer.status is OfferStatus.OPEN for offer in made)
    return {"asked": latest, "asked_before": max(0, len(made) - MOST_OFFERS), "open_offers": unanswered}


def _events(ask: CardRequest, order: Order) -> list[dict[str, Any]]:
    """The order's latest history. The words of an operator stand behind what they did."""
    return [
        {
            "at": event.at,
            "what": event_words(ask.texts, event.kind),
            "who": _person_name(ask, event.actor_id),
            "words": shortened(event.details.get("words") or _amount(ask, event) or _why_handed_back(ask, event), 120),
            "asked": len(event.details.get("asked") or ()) if event.kind == "wave" else None,
        }
        for event in orders.history(ask.connection, order.id)[-MOST_EVENTS:]
    ]


def _amount(ask: CardRequest, event: Row[Any]) -> str:
    """Of what was given to make it right, and what became of it."""
    amount = event.details.get("amount") if event.kind in MADE_RIGHT else None
    return ask.texts.money(Money(amount, ask.market.currency)) if amount else ""


def _why_handed_back(ask: CardRequest, event: Row[Any]) -> str:
    return reason_to_hand_back(ask.texts, event.details["reason"]) if event.kind == "handed_back" else ""


def _phone(ask: CardRequest, technician: int) -> str:
    found = technicians.find(ask.connection, technician)
    return found.phone if found else ""


def _person_name(ask: CardRequest, person: int | None) -> str:
    found = people.find(ask.connection, person) if person is not None else None
    return found.name if found else ""


def _rows(ask: CardRequest, order: Order) -> list[Buttons]:
    label, count = ask.texts.label, len(order.attachments)
    point = order.address.point
    place = button(label("Map"), url=MAP.format(lat=point.lat, lon=point.lon))
    photos = _act(ask, label("Photos and recordings (%(number)s)", number=count), "photos") if count else None
    why = _act(ask, label("Why these?"), "why") if order.round else None
    looks = [place if order.status not in OVER else None, photos]
    right = _act(ask, label("Make it right…"), "amends")
    return [*_next_steps(ask, order), looks, [why, right], [_ending(ask, order)]]


def _next_steps(ask: CardRequest, order: Order) -> list[Buttons]:
    label = ask.texts.label
    assign = _act(ask, label("Assign…"), "assign", style="primary")
    match order.status:
        case OrderStatus.QUOTING:
            words = label("Set the price…") if order.price is None else label("Change the price…")
            return [[_act(ask, words, "price", style="primary")]]
        case OrderStatus.SEARCHING:
            return [[assign, _act(ask, label("Search again"), "search")]]
        case OrderStatus.EXPIRED:
            again, wider = _act(ask, label("Search again"), "search"), _act(ask, label("Search wider"), "wider")
            return [[assign], [again, wider]]
        case OrderStatus.DISPUTED:
            return [[_act(ask, label("Settle and close…"), "settle", style="primary")]]
    return []


def _ending(ask: CardRequest, order: Order) -> InlineKeyboardButton | None:
    if order.status not in MAY_BECOME[OrderStatus.CANCELLED]:
        return None
    return _act(ask, ask.texts.label("Cancel the order…"), "cancel", style="danger")


def _act(ask: CardRequest, label: str, act: str, **style: Any) -> InlineKeyboardButton:
    return button(label, DeskOrderPress(act=act, order_id=ask.subject_id), **style)
