"""Orders that a technician was never asked for."""

from datetime import datetime

from sqlalchemy import Connection, exists, select

from bot.domain.ids import PersonId
from bot.domain.orders import Order, OrderStatus
from db.orders import order_from
from db.tables import offers, orders


def missed(connection: Connection, technician: PersonId, since: datetime, most: int) -> list[Order]:
    """Others' orders placed since then whose search is over, without an offer to this technician; newest first."""
    asked = exists().where(offers.c.order_id == orders.c.id, offers.c.technician_id == technician)
    begun = [orders.c.created_at >= since, orders.c.wave > 0, orders.c.status != OrderStatus.SEARCHING.value]
    query = select(orders).where(*begun, orders.c.customer_id != technician, ~asked)
    return [order_from(row) for row in connection.execute(query.order_by(orders.c.id.desc()).limit(most))]
