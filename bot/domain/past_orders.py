"""Orders that were placed, as far as forecasts and replays learn from them."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.points import Point


@dataclass(frozen=True, slots=True)
class PastOrder:
    """When it was placed, where, which skills it needs; what was ordered and how many technicians for.

    `scheduled`: for a later hour, so that the moment of placing says nothing about when somebody was needed.
    """

    placed: datetime
    point: Point
    skills: frozenset[str]
    service: str = ""
    crew: int = 1
    scheduled: bool = False
    id: int = 0
