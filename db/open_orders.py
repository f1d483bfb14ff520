"""Orders that still look for somebody."""

from sqlalchemy import Connection, select

from bot.domain.ids import PersonId
from bot.domain.orders import Order, OrderStatus
from db.orders import order_from
from db.tables import orders

MOST = 200


def searching(connection: Connection, person: PersonId) -> list[Order]:
    """Others' orders whose search has begun and has places left, those that wait the longest first."""
    looking = [orders.c.status == OrderStatus.SEARCHING.value, orders.c.wave > 0, orders.c.taken < orders.c.crew]
    query = select(orders).where(*looking, orders.c.customer_id != person).order_by(orders.c.id).limit(MOST)
    return [order_from(row) for row in connection.execute(query)]
