"""A technician's answers to an offer: yes, no, and a look at what the customer sent."""

from bot.domain.closing import CloseReason, close_reason
from bot.domain.errors import Refusal
from bot.domain.ids import JobId, OfferId, PersonId, private_chat
from bot.domain.offers import DeclineReason, Offer, OfferStatus
from bot.domain.orders import Order, OrderStatus
from bot.matching.eligibility import may_still_have
from bot.usecases.crew import candidate_for, check_has_room, join_crew
from bot.usecases.waves import next_wave_now, search_for
from db import jobs, offers, orders, searches
from db.holding import hold_order_of_offer
from db.outbox import Priority, notify, show_card
from db.transaction import Transaction

GONE = {
    CloseReason.TAKEN: "order_taken",
    CloseReason.CANCELLED: "offer_cancelled",
    CloseReason.EXPIRED: "offer_expired",
    CloseReason.WITHDRAWN: "offer_withdrawn",
}
"""Why an offer was closed → the refusal that says so."""


def accept_offer(tx: Transaction, offer: OfferId, technician: PersonId) -> JobId:
    """Take a place in the crew: exactly as many as were asked for win, everybody else hears that they were too late."""
    row = own_offer(tx, offer, technician)
    if row.status is OfferStatus.ACCEPTED:
        raise _had_already(tx, row)
    if row.status is OfferStatus.CLOSED or not searches.take_place(tx, row.order):
        raise _gone(tx, row)
    order = _order(tx, row)
    if order.customer == technician:
        raise Refusal("own_order")
    candidate = candidate_for(tx, order, technician)
    check_has_room(tx, order, candidate)
    if not may_still_have(candidate, search_for(tx, order)):
        raise Refusal("offer_withdrawn")
    if not offers.accept(tx, offer, technician):
        raise _gone(tx, own_offer(tx, offer, technician))
    return join_crew(tx, row.order, offer, technician)


def decline_offer(tx: Transaction, offer: OfferId, technician: PersonId, reason: DeclineReason | None = None) -> None:
    """Say no, or after a no say why. When everybody asked has answered, the next are asked at once."""
    row = own_offer(tx, offer, technician)
    if row.status is OfferStatus.DECLINED:
        if reason is not None:
            offers.give_reason(tx, offer, technician, reason)
    else:
        _decline(tx, row, reason)
    show_card(tx, private_chat(technician), "offer", offer, priority=Priority.ANSWER)


def show_attachments(tx: Transaction, offer: OfferId, technician: PersonId) -> None:
    """Send the photos and recordings that explain the problem, while there is something to decide about them."""
    row = own_offer(tx, offer, technician)
    if not _may_look(tx, row):
        raise _had_already(tx, row) if row.status is OfferStatus.ACCEPTED else _gone(tx, row)
    notify(tx, private_chat(technician), "offers/attachments", {"offer": offer}, priority=Priority.ANSWER)


def own_offer(tx: Transaction, offer: OfferId, technician: PersonId) -> Offer:
    """The offer, if it was made to this technician."""
    hold_order_of_offer(tx, offer)
    row = offers.find(tx.connection, offer)
    if row is None or row.technician != technician:
        raise Refusal("not_your_offer")
    return row


def _decline(tx: Transaction, row: Offer, reason: DeclineReason | None) -> None:
    word = reason and reason.value
    if not offers.answer(tx, row.id, row.technician, OfferStatus.DECLINED, word):
        raise _had_already(tx, row) if row.status is OfferStatus.ACCEPTED else _gone(tx, row)
    orders.record(tx, row.order, "declined", row.technician, {"offer": row.id, "reason": word})
    if not offers.is_any_open(tx.connection, row.order):
        next_wave_now(tx, row.order)


def _may_look(tx: Transaction, offer: Offer) -> bool:
    """While it is a question, or a job that runs."""
    if offer.status is OfferStatus.ACCEPTED:
        job = jobs.of_offer(tx.connection, offer.id)
        return job is not None and job.is_running
    return offer.status is not OfferStatus.CLOSED and _order(tx, offer).status is OrderStatus.SEARCHING


def _order(tx: Transaction, offer: Offer) -> Order:
    order = orders.find(tx.connection, offer.order)
    assert order is not None
    return order


def _had_already(tx: Transaction, offer: Offer) -> Refusal:
    """A second tap says where things stand: the job is theirs, or it was."""
    job = jobs.of_offer(tx.connection, offer.id)
    return Refusal("offer_already_yours" if job and job.is_running else "offer_behind_you")


def _gone(tx: Transaction, offer: Offer) -> Refusal:
    """The 'no' of somebody who came too late."""
    if offer.status is OfferStatus.CLOSED and offer.reason is not None:
        return Refusal(GONE[CloseReason(offer.reason)])
    return Refusal(GONE[close_reason(_order(tx, offer).status)])
