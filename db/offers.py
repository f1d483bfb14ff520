"""Offers as rows: who was asked for which order, and what they said."""

from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.domain.ids import OfferId, OrderId, PersonId
from bot.domain.offers import Offer, OfferStatus
from db.tables import offers
from db.transaction import Transaction


def add(
    tx: Transaction,
    order: OrderId,
    technician: PersonId,
    *,
    round_: int,
    wave: int,
    distance_m: int,
    travel_s: int,
) -> OfferId:
    """Ask this technician; once a round at most, the database sees to that."""
    row = {
        "order_id": order,
        "technician_id": technician,
        "round": round_,
        "wave": wave,
        "status": OfferStatus.OPEN.value,
        "distance_m": distance_m,
        "travel_s": travel_s,
        "created_at": tx.now,
    }
    return OfferId(tx.insert(offers, row))


def find(connection: Connection, offer: int) -> Offer | None:
    """The offer of that number."""
    row = connection.execute(select(offers).where(offers.c.id == offer)).first()
    return None if row is None else offer_from(row)


def of_order(connection: Connection, order: int) -> list[Offer]:
    """All offers ever made for the order, oldest first."""
    query = select(offers).where(offers.c.order_id == order).order_by(offers.c.id)
    return [offer_from(row) for row in connection.execute(query)]


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


def close_open(tx: Transaction, order: OrderId) -> list[Offer]:
    """Close all open offers of the order and return them, so that their cards can say so."""
    query = select(offers).where(offers.c.order_id == order, offers.c.status == OfferStatus.OPEN.value)
    closing = [offer_from(row) for row in tx.execute(query)]
    tx.execute(
        update(offers)
        .where(offers.c.order_id == order, offers.c.status == OfferStatus.OPEN.value)
        .values(status=OfferStatus.CLOSED.value)
    )
    return closing


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
