"""Orders as rows: placing, finding, and the conditional update that moves a status."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update

from bot.domain.ids import OrderId, PersonId
from bot.domain.levels import level_from
from bot.domain.money import Money
from bot.domain.orders import MAY_BECOME, OPEN, Address, Attachment, Order, OrderDraft, OrderStatus, Window
from bot.domain.points import Point
from bot.domain.terms import Terms
from db.outbox import Priority
from db.showing_again import show_again
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
    row = {
        **_said(draft),
        "customer_id": customer,
        "taken": 0,
        "price": price and price.amount,
        "currency": tx.market.currency,
        "status": status.value,
        "version": 0,
        "round": 0,
        "wave": 0,
        "start_code": code,
        "created_at": tx.now,
    }
    order = OrderId(tx.insert(orders, row))
    record(tx, order, "placed", customer)
    return order


def _said(draft: OrderDraft) -> dict[str, Any]:
    """What the customer said, by column."""
    window, address = draft.window, draft.address
    return {
        "service": draft.service,
        "description": draft.description,
        "attachments": [asdict(a) for a in draft.attachments],
        "point": address.point,
        "rough_lat": address.point.rough.lat,
        "rough_lon": address.point.rough.lon,
        "words": address.words,
        "district": address.district,
        "window_start": window and window.start,
        "window_end": window and window.end,
        "crew": draft.crew,
        "phone": draft.phone,
        "favourite_id": draft.favourite,
    }


_FOUND = select(orders).where(orders.c.id == bindparam("order"))
"""Built once: building a statement takes longer than running it."""


def find(connection: Connection, order: int) -> Order | None:
    """The order of that number."""
    row = connection.execute(_FOUND, {"order": order}).first()
    return None if row is None else order_from(row)


AS_IT_IS = (
    "service", "minutes", "note", "crew", "taken", "phone", "version", "round", "wave", "start_code", "created_at",
    "closed_reason",
)  # fmt: skip
"""Columns that an order has under the same name and of the same type."""


def order_from(row: Row[Any]) -> Order:
    """An order of a row of `orders`."""
    return Order(
        **{column: getattr(row, column) for column in AS_IT_IS},
        id=OrderId(row.id),
        customer=PersonId(row.customer_id),
        description=row.description,
        attachments=tuple(Attachment(**a) for a in row.attachments),
        address=Address(row.point or Point(lat=row.rough_lat, lon=row.rough_lon), row.words, row.district),
        window=Window(row.window_start, row.window_end) if row.window_start else None,
        price=None if row.price is None else Money(row.price, row.currency),
        status=OrderStatus(row.status),
        favourite=row.favourite_id and PersonId(row.favourite_id),
        skills=frozenset(row.skills or ()),
        level=level_from(row.level) if row.level else None,
    )


def of_customer(
    connection: Connection, customer: int, statuses: Collection[OrderStatus] = (), most: int = 20
) -> list[Order]:
    """A customer's orders, newest first; of these statuses when any are given."""
    query = select(orders).where(orders.c.customer_id == customer).order_by(orders.c.id.desc()).limit(most)
    if statuses:
        query = query.where(orders.c.status.in_([s.value for s in statuses]))
    return [order_from(row) for row in connection.execute(query)]


def page_of_customer(connection: Connection, customer: int, first: int, most: int) -> list[Order]:
    """A stretch of a customer's orders, those that are still waited for first, each kind newest first."""
    is_open = orders.c.status.in_([s.value for s in OPEN | {OrderStatus.DISPUTED}])
    query = select(orders).where(orders.c.customer_id == customer).order_by(is_open.desc(), orders.c.id.desc())
    return [order_from(row) for row in connection.execute(query.offset(first).limit(most))]


def move(
    tx: Transaction,
    order: OrderId,
    new: OrderStatus,
    *,
    reason: str | None = None,
    within: Collection[OrderStatus] | None = None,
    at_version: int | None = None,
    **values: Any,
) -> bool:
    """Move the status, if it may become that from where it is; False when somebody was faster.

    `within` allows fewer starting points than the rules do; `at_version` only the very order that was looked at.
    Every move counts the version up, so that timers set for the old state stop quietly.
    """
    if new in {OrderStatus.CLOSED, OrderStatus.CANCELLED}:
        values["closed_at"] = tx.now
    if reason is not None:
        values["closed_reason"] = reason
    before = MAY_BECOME[new] if within is None else MAY_BECOME[new] & frozenset(within)
    moving = update(orders).where(orders.c.id == order, orders.c.status.in_([s.value for s in before]))
    if at_version is not None:
        moving = moving.where(orders.c.version == at_version)
    return tx.changed(moving.values(status=new.value, version=orders.c.version + 1, **values))


def free_place(tx: Transaction, order: OrderId) -> None:
    """A technician has left the crew: their place is to be taken again."""
    tx.execute(update(orders).where(orders.c.id == order, orders.c.taken > 0).values(taken=orders.c.taken - 1))


def set_price(tx: Transaction, order: OrderId, price: Money, skills: Collection[str], terms: Terms) -> bool:
    """Price an order that waits for its quote (again, if need be); False when it does not wait (any more)."""
    set_besides: dict[str, Any] = {"level": terms.level, "minutes": terms.minutes, "note": terms.note}
    if terms.crew is not None:
        set_besides["crew"] = terms.crew
    return tx.changed(
        update(orders)
        .where(orders.c.id == order, orders.c.status == OrderStatus.QUOTING.value)
        .values(price=price.amount, skills=sorted(skills), version=orders.c.version + 1, **set_besides)
    )


HANDED_TO_OPERATOR = "handed_to_operator"
"""The event that an operator is to find somebody; it holds as long as the order has its version."""


def is_with_operator(connection: Connection, order: Order) -> bool:
    """Whether the order, as it stands, was handed to an operator."""
    handed = (event for event in history(connection, order.id) if event.kind == HANDED_TO_OPERATOR)
    return any(event.details["version"] == order.version for event in handed)


def count_open(connection: Connection, customer: int) -> int:
    """How many orders the customer still waits for."""
    query = select(func.count()).where(orders.c.customer_id == customer, orders.c.status.in_([s.value for s in OPEN]))
    return int(connection.execute(query).scalar_one())


def record(
    tx: Transaction,
    order: OrderId,
    kind: str,
    actor: PersonId | None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Keep an event of the order's history, which operators read on its card; `actor` None: the market itself."""
    tx.happened.append({"order": int(order), "kind": kind, "actor": actor})
    tx.execute(
        order_events.insert().values(order_id=order, kind=kind, actor_id=actor, at=tx.now, details=dict(details or {}))
    )
    show_again(tx, "desk_order", order, priority=Priority.BROADCAST)


def history(connection: Connection, order: int) -> list[Row[Any]]:
    """The order's events, oldest first."""
    return list(
        connection.execute(select(order_events).where(order_events.c.order_id == order).order_by(order_events.c.id))
    )
