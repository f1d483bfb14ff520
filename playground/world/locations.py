"""Points on the map, and how long a shared position lives."""

import math
from typing import Any

from playground.refusals import bad_request
from playground.world.state import Json, Message

FOREVER = 0x7FFFFFFF


def location_json(latitude: float, longitude: float, **more: Any) -> Json:
    """Return a Location (degrees; six decimals, as Telegram keeps them)."""
    return {"latitude": round(latitude, 6), "longitude": round(longitude, 6), **more}


def check_point(latitude: float, longitude: float, what: str = "Invalid location specified") -> None:
    """Raise `what` when this is nowhere on Earth."""
    inside = math.isfinite(latitude) and math.isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180
    if not inside:
        raise bad_request(what)


def check_live(period: int | None, heading: int | None) -> None:
    """Raise when a live location would live too short or too long, or look nowhere."""
    if period and not (60 <= period <= 86_400 or period == FOREVER):
        raise bad_request("Wrong live location period specified")
    if heading and not 1 <= heading <= 360:
        raise bad_request("Wrong live location heading specified")


def is_live(message: Message, now: float) -> bool:
    """Say whether the position in this message may still move."""
    return "live_period" in message.content.get("location", {}) and now < message.live_until
