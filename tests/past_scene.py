"""A market with a past: orders of the last weeks, as a forecast or a replay finds them in the database."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from bot.domain.orders import OrderStatus
from bot.domain.points import Point
from db.tables import orders
from db.transaction import Transaction
from tests.matching_scene import DOOR

WEEK = timedelta(weeks=1)


def every_day_at(hours: Iterable[float], days: int, now: datetime) -> list[datetime]:
    """So many hours after now's time of day, on each of the days before."""
    return sorted(now - timedelta(days=day) + timedelta(hours=hour) for day in range(1, days + 1) for hour in hours)


def write_past(
    tx: Transaction, customer: int, moments: Iterable[datetime], place: Point = DOOR, **columns: Any
) -> None:
    """Leaking taps that were placed then, and are long repaired."""
    said: dict[str, Any] = {"service": "leak", "description": "", "attachments": [], "words": "", "district": ""}
    row = said | {
        "customer_id": customer,
        "crew": 1,
        "taken": 1,
        "currency": "PLN",
        "version": 0,
        "round": 1,
        "wave": 1,
    }
    row |= {
        "status": OrderStatus.CLOSED.value,
        "start_code": "",
        "rough_lat": place.lat,
        "rough_lon": place.lon,
        **columns,
    }
    rows = [row | {"created_at": moment} for moment in moments]
    tx.execute(orders.insert().values(rows))
