"""Orders as rows: placing, finding, and the conditional update that moves a status."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.domain.ids import OrderId, PersonId
from bot.domain.money import Money
from bot.domain.orders import MAY_BECOME, Address, Attachment, Order, OrderDraft, OrderStatus, Window
from bot.domain.points import Point
from db.tables import order_events, orders
from db.transaction import Transaction


def add(
    tx: Transaction,
    customer: PersonId,
    draft: OrderDraft,
    price: Money | None,
    status: OrderStatus,
    code: str,
) -> OrderId:
    """Write the order and its first event. `price` is for one technician; None until an operator has priced it."""
    window, address = draft.window, draft.address
    row = {
        "customer_id": customer,
        "service": draft.service,
        "description": draft.description,
        "attachments": [asdict(a) for a in draft.attachments],
        "lat": address.point.lat,
        "lon": address.point.lon,
        "words": address.words,
        "district": address.district,
        "window_start": window and window.start,
        "window_end": window and window.end,
        "crew": draft.crew,
        "taken": 0,
        "phone": draft.phone,
        "price": price and price.amount,
        "currency": tx.market.currency,
        "status": status.value,
        "version": 0,
        "round": 0,
        "wave": 0,
        "favourite_id": draft.favourite,
        "start_code": code,
        "created_at": tx.now,
    }
    order = OrderId(tx.insert(orders, row))
    record(tx, order, "placed", customer)
    return order


def find(connection: Connection, order: int) -> Order | None:
    """The order of that number."""
    row = connection.execute(select(orders).where(orders.c.id == order)).first()
    return None if row is None else order_from(row)


def order_from(row: Row[Any]) -> Order:
    """An order of a row of `orders`."""
    return Order(
        id=OrderId(row.id),
        customer=PersonId(row.customer_id),
        service=row.service,
        description=row.description,
        attachments=tuple(Attachment(**a) for a in row.attachments),
        address=Address(Point(lat=row.lat, lon=row.lon), row.words, row.district),
        window=Window(row.window_start, row.window_end) if row.window_start else None,
        crew=row.crew,
        taken=row.taken,
        phone=row.phone,
        price=None if row.price is None else Money(row.price, row.currency),
        status=OrderStatus(row.status),
        version=row.version,
        round=row.round,
        wave=row.wave,
        favourite=row.favourite_id and PersonId(row.favourite_id),
        start_code=row.start_code,
        created_at=row.created_at,
        closed_reason=row.closed_reason,
    )


def of_customer(
    connection: Connection, customer: int, statuses: Collection[OrderStatus] = (), most: int = 20
) -> list[Order]:
    """A customer's orders, newest first; of these statuses when any are given."""
    query = select(orders).where(orders.c.customer_id == customer).order_by(orders.c.id.desc()).limit(most)
    if statuses:
        query = query.where(orders.c.status.in_([s.value for s in statuses]))
    return [order_from(row) for row in connection.execute(query)]


def move(tx: Transaction, order: OrderId, new: OrderStatus, *, reason: str | None = None, **values: Any) -> bool:
    """Move the status, if it may become that from where it is; False when somebody was faster.

    Every move counts the version up, so that timers set for the old state stop quietly.
    """
    if new in {OrderStatus.CLOSED, OrderStatus.CANCELLED}:
        values["closed_at"] = tx.now
    if reason is not None:
        values["closed_reason"] = reason
    return tx.changed(
        update(orders)
        .where(orders.c.id == order, orders.c.status.in_([s.value for s in MAY_BECOME[new]]))
        .values(status=new.value, version=orders.c.version + 1, **values)
    )


def free_place(tx: Transaction, order: OrderId) -> None:
    """A technician has left the crew: their place is to be taken again."""
    tx.execute(update(orders).where(orders.c.id == order, orders.c.taken > 0).values(taken=orders.c.taken - 1))


def record(
    tx: Transaction,
    order: OrderId,
    kind: str,
    actor: PersonId | None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Keep an event of the order's history; `actor` None: the market itself."""
    tx.execute(
        order_events.insert().values(order_id=order, kind=kind, actor_id=actor, at=tx.now, details=dict(details or {}))
    )


def history(connection: Connection, order: int) -> list[Row[Any]]:
    """The order's events, oldest first."""
    return list(
        connection.execute(select(order_events).where(order_events.c.order_id == order).order_by(order_events.c.id))
    )
