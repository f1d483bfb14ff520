"""Promises as rows: what was said of an order, and how often such words were kept."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from bot.domain.ids import OrderId
from bot.domain.orders import OrderStatus
from bot.domain.promises import Kept, Promise, was_kept
from db.tables import jobs, orders, promises
from db.transaction import Transaction


def add(tx: Transaction, order: OrderId, promise: Promise) -> None:
    """Keep what the customer was told."""
    said = {"made_at": promise.made_at, "around": promise.around, "likely": promise.likely, "sure": promise.sure}
    tx.execute(promises.insert().values(order_id=order, **said))


def find(connection: Connection, order: int) -> Promise | None:
    """What stands, if anything was said and not taken back."""
    query = select(promises).where(promises.c.order_id == order, promises.c.withdrawn_at.is_(None))
    row = connection.execute(query).first()
    return None if row is None else Promise(row.made_at, row.around, row.likely, row.sure)


def withdraw(tx: Transaction, order: OrderId) -> None:
    """The customer has chosen another time: what was said is of no matter any more."""
    standing = [promises.c.order_id == order, promises.c.withdrawn_at.is_(None)]
    tx.execute(update(promises).where(*standing).values(withdrawn_at=tx.now))


def kept(connection: Connection, since: datetime, now: datetime) -> tuple[Kept, Kept]:
    """Of the promises made since then, how many 'likely' and how many 'almost surely' came true."""
    first = func.min(jobs.c.arrived_at, type_=jobs.c.arrived_at.type).label("arrived_at")
    arrived = select(jobs.c.order_id, first).group_by(jobs.c.order_id).subquery()
    query = (
        select(promises.c.likely, promises.c.sure, arrived.c.arrived_at, orders.c.status, orders.c.closed_at)
        .join(orders, orders.c.id == promises.c.order_id)
        .outerjoin(arrived, arrived.c.order_id == promises.c.order_id)
        .where(promises.c.made_at >= since, promises.c.withdrawn_at.is_(None))
    )
    likely: list[bool | None] = []
    sure: list[bool | None] = []
    for row in connection.execute(query):
        cancelled_at = row.closed_at if row.status == OrderStatus.CANCELLED.value else None
        for promised, found in ((row.likely, likely), (row.sure, sure)):
            if promised is not None:
                found.append(was_kept(promised, row.arrived_at, cancelled_at, now))
    return _counted(likely), _counted(sure)


def _counted(outcomes: Iterable[bool | None]) -> Kept:
    over = [outcome for outcome in outcomes if outcome is not None]
    return Kept(sum(over), len(over))
