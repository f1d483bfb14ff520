"""Whether two visits fit into one technician's day."""

from datetime import datetime, timedelta

from bot.domain.candidates import Visit
from bot.domain.orders import Window
from bot.matching.distance import metres_between, travel_seconds

SOON = timedelta(hours=1)
"""Whoever wants somebody as soon as possible wants them within the hour."""


def clash(one: Visit, other: Visit, now: datetime, speed_kmh: float) -> bool:
    """Whether neither can be done after the other in time.

    In time: at the door before the window ends. Two visits that are both wanted as soon as possible never clash:
    how many of those somebody takes on is their own number of jobs at once.
    """
    if one.window is None and other.window is None:
        return False
    return not (_fits_after(one, other, now, speed_kmh) or _fits_after(other, one, now, speed_kmh))


def _fits_after(first: Visit, second: Visit, now: datetime, speed_kmh: float) -> bool:
    begun = max(now, _window(first, now).start)
    travel = travel_seconds(metres_between(first.point, second.point), speed_kmh)
    there = begun + timedelta(minutes=first.minutes, seconds=travel)
    return there < _window(second, now).end


def _window(visit: Visit, now: datetime) -> Window:
    return visit.window or Window(now, now + SOON)
