"""The offer card: one line to decide by at a red light, then the rest. Once accepted it is the job card."""

from aiogram.types import InlineKeyboardButton

from bot.domain.closing import CloseReason
from bot.domain.ids import private_chat
from bot.domain.offers import DeclineReason, Offer, OfferStatus
from bot.domain.orders import Order, OrderStatus
from bot.ui.cards.job import job_view
from bot.ui.customer_words import customer_words
from bot.ui.keyboards import button, in_rows, inline
from bot.ui.masking import mask_contacts
from bot.ui.presses import OfferPress
from bot.ui.registry import CardRequest, card
from bot.ui.service_names import service_name
from bot.ui.story import came_back_after, story_of
from bot.ui.texts import N_
from bot.ui.typed import shortened
from bot.ui.view import View
from db import jobs, offers, orders
from db.outbox import sent_card

MOST_WORDS = 900
"""So much of the customer's words is shown, in UTF-16 units: a card is read at one glance."""
DECLINE_LABELS = {
    DeclineReason.BUSY: N_("I am busy"),
    DeclineReason.FAR: N_("Too far"),
    DeclineReason.PRICE: N_("The price"),
    DeclineReason.SKILL: N_("Not my kind of work"),
}
"""Reason → English label."""


@card("offer")
def offer_card(ask: CardRequest) -> View | None:
    """The offer (the subject) as it stands, for the technician to whom it was made, and for nobody else.

    One that was closed before it was ever sent is not worth a message. Of the customer there is nothing in it but
    the district and what they wrote, without the ways to reach them.
    """
    offer = offers.find(ask.connection, ask.subject_id)
    if offer is None or private_chat(offer.technician) != ask.chat_id:
        return None
    if (job := jobs.of_offer(ask.connection, offer.id)) is not None:
        return job_view(ask, offer, job)
    if offer.status is OfferStatus.CLOSED and not _was_sent(ask):
        return None
    order = orders.find(ask.connection, offer.order)
    assert order is not None
    return View(_text(ask, offer, order), inline(_rows(ask, offer, order)))


def _was_sent(ask: CardRequest) -> bool:
    return sent_card(ask.connection, ask.chat_id, "offer", ask.subject_id) is not None


def _text(ask: CardRequest, offer: Offer, order: Order) -> str:
    return ask.render(
        "offers/card",
        offer=offer,
        order=order,
        state=offer.status.value if offer.status is OfferStatus.OPEN else offer.reason or offer.status.value,
        service=service_name(ask.texts, ask.market, order.service),
        customer=customer_words(ask, order.customer) if offer.status is OfferStatus.OPEN else "",
        story=story_of(ask, order.id),
        came_back=came_back_after(ask, order.id),
        description=shortened(mask_contacts(order.description, ask.market.city.country), MOST_WORDS),
        note=mask_contacts(order.note, ask.market.city.country),
    )


def _rows(ask: CardRequest, offer: Offer, order: Order) -> list[list[InlineKeyboardButton | None]]:
    match offer.status:
        case OfferStatus.OPEN:
            return [
                [_act(ask, N_("Accept"), "accept", offer), _act(ask, N_("Decline"), "decline", offer)],
                [_attachments(ask, offer, order), _act(ask, N_("Why me?"), "why", offer)],
            ]
        case OfferStatus.DECLINED if order.status is OrderStatus.SEARCHING:
            return [*_reasons(ask, offer), [_act(ask, N_("I’ll take it after all"), "accept", offer)]]
        case OfferStatus.DECLINED:
            return _reasons(ask, offer)
        case OfferStatus.CLOSED if offer.reason == CloseReason.TAKEN:
            return [[_act(ask, N_("Why not me?"), "why", offer)]]
        case _:
            return []


def _reasons(ask: CardRequest, offer: Offer) -> list[list[InlineKeyboardButton | None]]:
    if offer.reason is not None:
        return []
    buttons = [_act(ask, label, reason.value, offer) for reason, label in DECLINE_LABELS.items()]
    return [list(row) for row in in_rows(buttons, 2)]


def _attachments(ask: CardRequest, offer: Offer, order: Order) -> InlineKeyboardButton | None:
    kinds = {attachment.kind for attachment in order.attachments}
    if not kinds:
        return None
    msgid = N_("Photos (%(number)s)") if kinds == {"photo"} else N_("Photos and recordings (%(number)s)")
    label = ask.texts.label(msgid, number=len(order.attachments))
    return button(label, OfferPress(act="photos", offer_id=offer.id))


def _act(ask: CardRequest, msgid: str, act: str, offer: Offer) -> InlineKeyboardButton:
    press = OfferPress(act=act, offer_id=offer.id)
    return button(ask.texts.label(msgid), press, style="success" if act == "accept" else None)
