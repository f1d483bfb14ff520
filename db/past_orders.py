"""Orders as forecasts and replays learn from them, some at a time."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, or_, select

from bot.domain.catalogue import Catalogue
from bot.domain.orders import OrderStatus
from bot.domain.past_orders import PastOrder
from bot.domain.points import Point
from db.tables import orders

AT_ONCE = 2_000
COLUMNS = (
    orders.c.id,
    orders.c.created_at,
    orders.c.rough_lat,
    orders.c.rough_lon,
    orders.c.skills,
    orders.c.service,
    orders.c.crew,
    orders.c.window_start,
)


def page(connection: Connection, since: datetime, after: int, catalogue: Catalogue) -> list[PastOrder]:
    """Orders placed since then, the oldest first, after that number; none when there are no more."""
    query = select(*COLUMNS).where(orders.c.id > after, orders.c.created_at >= since)
    return _read(connection, query.order_by(orders.c.id).limit(AT_ONCE), catalogue)


def count_since(connection: Connection, since: datetime) -> int:
    """How many orders were placed since then for as soon as possible."""
    wanted = [orders.c.created_at >= since, orders.c.window_start.is_(None)]
    return int(connection.execute(select(func.count()).select_from(orders).where(*wanted)).scalar_one())


def waiting(connection: Connection, until: datetime, catalogue: Catalogue) -> list[PastOrder]:
    """Orders that look for somebody now, or will for a window that begins before then; `crew` is who is missing."""
    missing = (orders.c.crew - orders.c.taken).label("crew")
    columns = [missing if column is orders.c.crew else column for column in COLUMNS]
    soon = or_(orders.c.window_start.is_(None), orders.c.window_start < until)
    query = select(*columns).where(orders.c.status == OrderStatus.SEARCHING.value, soon, orders.c.crew > orders.c.taken)
    return _read(connection, query.order_by(orders.c.id), catalogue)


def _read(connection: Connection, query: Select[Any], catalogue: Catalogue) -> list[PastOrder]:
    return [_past_order(row, catalogue) for row in connection.execute(query)]


def _past_order(row: Row[Any], catalogue: Catalogue) -> PastOrder:
    service = catalogue.service(row.service)
    return PastOrder(
        placed=row.created_at,
        point=Point(lat=row.rough_lat, lon=row.rough_lon),
        skills=frozenset(row.skills or ()) or (service.skills if service else frozenset()),
        service=row.service,
        crew=row.crew,
        scheduled=row.window_start is not None,
        id=row.id,
    )
