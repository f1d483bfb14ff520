"""The part of an order's row that belongs to the search: rounds, waves, places taken. Conditional updates only."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, exists, select, update

from bot.domain.ids import OrderId
from bot.domain.offers import OfferStatus
from bot.domain.orders import OrderStatus
from db.tables import offers, orders
from db.transaction import Transaction

IS_SEARCHING = orders.c.status == OrderStatus.SEARCHING.value
# Built once: building a statement takes longer than running it.
_THIS = orders.c.id == bindparam("order")
_WIDENED, _BEGAN = select(orders.c.widened).where(_THIS), select(orders.c.round_began_at).where(_THIS)
_TAKING = update(orders).where(_THIS, IS_SEARCHING, orders.c.taken < orders.c.crew).values(taken=orders.c.taken + 1)


def begin_round(tx: Transaction, order: OrderId, *, wider: bool) -> bool:
    """Begin asking anew, from the first wave on; False when nobody is searched for."""
    widened = orders.c.widened + (1 if wider else 0)
    return _change(tx, order, round=orders.c.round + 1, round_began_at=tx.now, wave=0, widened=widened)


def begin_wave(tx: Transaction, order: OrderId, version: int) -> bool:
    """Count the next wave; False when the search has moved on from that version."""
    return _change(tx, order, orders.c.version == version, wave=orders.c.wave + 1)


def take_place(tx: Transaction, order: OrderId) -> bool:
    """One more of the crew is found; False when there is no place left or nobody is searched for."""
    return tx.connection.execute(_TAKING, {"order": order}).rowcount > 0


def times_widened(connection: Connection, order: int) -> int:
    """How often the customer has agreed to look further away."""
    return int(connection.execute(_WIDENED, {"order": order}).scalar_one())


def round_began(connection: Connection, order: int) -> datetime | None:
    """When the present round has begun; None before the first."""
    moment: datetime | None = connection.execute(_BEGAN, {"order": order}).scalar_one()
    return moment


def waiting_for_anybody(connection: Connection) -> list[OrderId]:
    """Orders whose search has begun and in which nobody has a question open, the oldest first."""
    is_asked = exists().where(offers.c.order_id == orders.c.id, offers.c.status == OfferStatus.OPEN.value)
    query = select(orders.c.id).where(IS_SEARCHING, orders.c.wave > 0, ~is_asked).order_by(orders.c.id)
    return [OrderId(order) for order in connection.execute(query).scalars()]


def _change(tx: Transaction, order: OrderId, *conditions: ColumnElement[bool], **values: Any) -> bool:
    """Each change counts the version up: timers of the waves before it stop quietly."""
    changing = update(orders).where(orders.c.id == order, IS_SEARCHING, *conditions)
    return tx.changed(changing.values(version=orders.c.version + 1, **values))
