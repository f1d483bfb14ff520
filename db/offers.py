"""Offers as rows: who was asked for which order, and what they said."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, select, update

from bot.domain.closing import CloseReason
from bot.domain.ids import OfferId, OrderId, PersonId
from bot.domain.offers import DeclineReason, Offer, OfferStatus
from db.tables import offers
from db.transaction import Transaction


def add(  # noqa: PLR0913 - the columns of a row, by their names
    tx: Transaction,
    order: OrderId,
    technician: PersonId,
    *,
    round_: int,
    wave: int,
    distance_m: int,
    travel_s: int,
    circumstances: dict[str, Any] | None = None,
) -> OfferId:
    """Ask this technician; once a round at most, the database sees to that.

    `circumstances`: what the answer can be learned from; None: nothing.
    """
    row = {
        "order_id": order,
        "technician_id": technician,
        "round": round_,
        "wave": wave,
        "status": OfferStatus.OPEN.value,
        "distance_m": distance_m,
        "travel_s": travel_s,
        "created_at": tx.now,
        "circumstances": circumstances,
    }
    return OfferId(tx.insert(offers, row))


# Built once: building a statement takes longer than running it.
_FOUND = select(offers).where(offers.c.id == bindparam("offer"))
_OF_ORDER = select(offers).where(offers.c.order_id == bindparam("order")).order_by(offers.c.id)


def find(connection: Connection, offer: int) -> Offer | None:
    """The offer of that number."""
    row = connection.execute(_FOUND, {"offer": offer}).first()
    return None if row is None else offer_from(row)


def of_order(connection: Connection, order: int) -> list[Offer]:
    """All offers ever made for the order, oldest first."""
    return [offer_from(row) for row in connection.execute(_OF_ORDER, {"order": order})]


def open_of_technician(connection: Connection, technician: int) -> list[Offer]:
    """The offers this technician has not answered yet."""
    query = select(offers).where(offers.c.technician_id == technician, offers.c.status == OfferStatus.OPEN.value)
    return [offer_from(row) for row in connection.execute(query)]


def answer(tx: Transaction, offer: OfferId, technician: PersonId, new: OfferStatus, reason: str | None = None) -> bool:
    """Move an open offer of this technician; False when it is not open (any more) or not theirs."""
    return tx.changed(
        update(offers)
        .where(
            offers.c.id == offer,
            offers.c.technician_id == technician,
            offers.c.status == OfferStatus.OPEN.value,
        )
        .values(status=new.value, answered_at=tx.now, reason=reason)
    )


def accept(tx: Transaction, offer: OfferId, technician: PersonId) -> bool:
    """A yes to an open offer, or on second thoughts to a declined one; False when it is neither or not theirs."""
    return _move(
        tx,
        OfferStatus.ACCEPTED,
        {OfferStatus.OPEN, OfferStatus.DECLINED},
        offers.c.id == offer,
        offers.c.technician_id == technician,
    )


def accept_for(tx: Transaction, offer: OfferId) -> bool:
    """An operator's yes in the technician's name, to an offer in any state but accepted."""
    tx.execute(update(offers).where(offers.c.id == offer).values(circumstances=None))  # it says nothing about them
    return _move(tx, OfferStatus.ACCEPTED, set(OfferStatus) - {OfferStatus.ACCEPTED}, offers.c.id == offer)


def give_reason(tx: Transaction, offer: OfferId, technician: PersonId, reason: DeclineReason) -> bool:
    """Why this technician has declined; False when they have not."""
    declined = offers.c.status == OfferStatus.DECLINED.value
    mine = [offers.c.id == offer, offers.c.technician_id == technician, declined]
    return tx.changed(update(offers).where(*mine).values(reason=reason.value))


def _move(tx: Transaction, new: OfferStatus, before: Collection[OfferStatus], *conditions: ColumnElement[bool]) -> bool:
    moving = update(offers).where(offers.c.status.in_([s.value for s in before]), *conditions)
    return tx.changed(moving.values(status=new.value, answered_at=tx.now, reason=None))


def standing(connection: Connection, order: int, round_: int, technician: int) -> Offer | None:
    """What this technician was asked in this round, or in an earlier one and may still accept."""
    is_open = offers.c.status == OfferStatus.OPEN.value
    theirs = [offers.c.order_id == order, offers.c.technician_id == technician, is_open | (offers.c.round == round_)]
    row = connection.execute(select(offers).where(*theirs).order_by(offers.c.round.desc()).limit(1)).first()
    return None if row is None else offer_from(row)


def is_any_open(connection: Connection, order: int) -> bool:
    """Whether somebody still has an answer to give."""
    is_open = [offers.c.order_id == order, offers.c.status == OfferStatus.OPEN.value]
    return connection.execute(select(offers.c.id).where(*is_open).limit(1)).first() is not None


def close_open(tx: Transaction, order: OrderId, reason: CloseReason) -> list[Offer]:
    """Close all open offers of the order and return them, so that their cards can say so."""
    return _close(tx, offers.c.order_id == order, reason)


def close_of_technician(tx: Transaction, technician: PersonId) -> list[Offer]:
    """Take back all that this technician has not answered, and return it."""
    return _close(tx, offers.c.technician_id == technician, CloseReason.WITHDRAWN)


def _close(tx: Transaction, condition: ColumnElement[bool], reason: CloseReason) -> list[Offer]:
    closing = (
        update(offers)
        .where(condition, offers.c.status == OfferStatus.OPEN.value)
        .values(status=OfferStatus.CLOSED.value, reason=reason.value, closed_at=tx.now)
        .returning(offers)
    )
    return sorted((offer_from(row) for row in tx.execute(closing)), key=lambda offer: offer.id)


def offer_from(row: Row[Any]) -> Offer:
    """An offer of a row of `offers`."""
    return Offer(
        OfferId(row.id),
        OrderId(row.order_id),
        PersonId(row.technician_id),
        row.round,
        row.wave,
        OfferStatus(row.status),
        row.distance_m,
        row.travel_s,
        row.created_at,
        row.answered_at,
        row.reason,
    )
