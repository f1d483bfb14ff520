"""How the market stands at this moment, for whoever watches the machine."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, case, func, select

from bot.domain.measures.facts import Facts
from bot.domain.measures.figures import minutes_to_accept, percentile
from bot.domain.orders import OPEN
from bot.domain.technicians import TechnicianStatus
from db import facts
from db.outbox import Priority
from db.tables import inbox, orders, outbox, technicians, timers

LATELY = timedelta(hours=24)
PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Condition:
    """Depths, ages in seconds, and counts.

    `outbox_stuck`: how long the oldest message waits that nothing keeps from being sent; `timers_late`: how long the
    oldest deadline is over that was not taken; `seconds_to_accept`: share (0.5, 0.9) → seconds, of the last 24 hours.
    """

    inbox_depth: int
    inbox_failed: int
    outbox_depth: int
    outbox_age: float
    outbox_stuck: float
    outbox_dead: int
    timers_failed: int
    timers_overdue: int
    timers_late: float
    open_orders: dict[str, int]
    technicians_online: int
    seconds_to_accept: dict[float, float]


def condition(connection: Connection, now: datetime) -> Condition:
    """Count it all."""
    oldest = connection.execute(
        select(func.min(outbox.c.created_at, type_=outbox.c.created_at.type)).where(outbox.c.status == PENDING)
    ).scalar()
    return Condition(
        inbox_depth=_count(connection, inbox.c.status == PENDING),
        inbox_failed=_count(connection, inbox.c.status == "failed"),
        outbox_depth=_count(connection, outbox.c.status == PENDING),
        outbox_age=_since(oldest, now),
        outbox_stuck=_since(_oldest_to_be_sent(connection, now), now),
        outbox_dead=_count(connection, outbox.c.status == "dead"),
        timers_failed=_count(connection, timers.c.status == "failed"),
        timers_overdue=_count(connection, timers.c.status == PENDING, timers.c.due <= now),
        timers_late=_since(
            connection.execute(select(func.min(timers.c.due)).where(timers.c.status == PENDING)).scalar(), now
        ),
        open_orders=_open_orders(connection),
        technicians_online=_count(
            connection, technicians.c.status == TechnicianStatus.APPROVED.value, technicians.c.online
        ),
        seconds_to_accept=_seconds_to_accept(connection, now),
    )


def _since(moment: datetime | None, now: datetime) -> float:
    return max(0.0, (now - moment).total_seconds()) if moment else 0.0


def _oldest_to_be_sent(connection: Connection, now: datetime) -> datetime | None:
    """Since when the oldest message waits for nothing but its turn.

    A broadcast takes its minutes, and a chat whose oldest message Telegram has put off waits with all that it has.
    """
    heads = select(func.min(outbox.c.id)).where(outbox.c.status == PENDING).group_by(outbox.c.chat_id)
    since = case((outbox.c.not_before > outbox.c.created_at, outbox.c.not_before), else_=outbox.c.created_at)
    query = select(func.min(since, type_=outbox.c.created_at.type)).where(
        outbox.c.id.in_(heads), outbox.c.not_before <= now, outbox.c.priority < int(Priority.BROADCAST)
    )
    return connection.execute(query).scalar()


def _count(connection: Connection, *conditions: object) -> int:
    query = select(func.count()).where(*conditions)  # type: ignore[arg-type]  # conditions of one table each
    return int(connection.execute(query).scalar_one())


def _open_orders(connection: Connection) -> dict[str, int]:
    """Every open status, also those that no order is at: a line that ends in a chart looks like a fault."""
    statuses = sorted(status.value for status in OPEN)
    query = select(orders.c.status, func.count()).where(orders.c.status.in_(statuses)).group_by(orders.c.status)
    counted = {row.status: int(row[1]) for row in connection.execute(query)}
    return {status: counted.get(status, 0) for status in statuses}


def _seconds_to_accept(connection: Connection, now: datetime) -> dict[float, float]:
    placed = facts.placed_between(connection, now - LATELY, now)
    waits = minutes_to_accept(Facts(now - LATELY, now, placed))
    return {share: 60 * found for share in (0.5, 0.9) if (found := percentile(waits, share)) is not None}
