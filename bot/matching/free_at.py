"""When and where a technician will be free: from what they have, how far they are with it, and how they work."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from math import exp, hypot, log
from statistics import NormalDist

from bot.domain.candidates import Visit
from bot.domain.facts import fact
from bot.domain.habits import Leaning
from bot.domain.points import Point
from bot.matching.answers import below
from bot.matching.distance import metres_between, travel_seconds

SETTING_OFF_MINUTES = 2.0
"""From a yes to being on the way."""
WORK_SPREAD = 0.4
"""The deviation of the logarithm of how long work takes around what is expected."""
WAY_SPREAD = 0.25
"""The same for a way: traffic, parking, the entrance on the other side."""
SHORTEST = 0.05
"""What still runs takes at least this share of what was expected."""
NORMAL = NormalDist()
MINUTE = timedelta(minutes=1)


@fact(frozen=True, slots=True)
class Free:
    """Free then and there, give or take so many minutes (a standard deviation)."""

    minutes: float
    point: Point
    deviation: float = 0.0


def free_at(visits: Iterable[Visit], work: Leaning, here: Point, now: datetime, speed_kmh: float) -> Free:
    """After all that is under way or waits to be begun; a visit whose window is still to come keeps nobody busy now.

    `work`: how much slower or faster than the catalogue they work (`Habits`).
    """
    slowness = exp(work.mean)
    minutes, point, deviation = 0.0, here, 0.0
    for visit in sorted(_binding(visits, now), key=lambda visit: _turn(visit, now)):
        minutes = _door(visit, point, minutes, now, speed_kmh)
        expected = visit.minutes * slowness
        elapsed = (now - visit.begun) / MINUTE if visit.begun else 0.0
        minutes, deviation = minutes + left(expected, elapsed), hypot(deviation, WORK_SPREAD * expected)
        point = visit.point
    return Free(minutes, point, deviation)


def left(expected: float, elapsed: float) -> float:
    """Minutes of work that are left in the median: the longer it takes already, the longer it takes beyond that."""
    if elapsed <= 0:
        return expected
    return max(SHORTEST * expected, expected * _stretch(round(elapsed / expected, 2)) - elapsed)


def way_minutes(metres: float, speed_kmh: float) -> float:
    """From somewhere else to the door, the shoes included."""
    return SETTING_OFF_MINUTES + travel_seconds(metres, speed_kmh) / 60


def in_time(minutes: float, deviation: float, way: float, until: float) -> float:
    """The chance to be at the door within `until` minutes, when that is expected after so many."""
    return below((until - minutes) / hypot(deviation, WAY_SPREAD * way, 1.0))


def _binding(visits: Iterable[Visit], now: datetime) -> list[Visit]:
    return [visit for visit in visits if visit.begun or visit.window is None or visit.window.start <= now]


def _turn(visit: Visit, now: datetime) -> tuple[bool, bool, datetime]:
    """What is begun comes first, then what somebody is on the way to."""
    return visit.begun is None, visit.due is None, visit.begun or visit.due or now


def _door(visit: Visit, point: Point, minutes: float, now: datetime, speed_kmh: float) -> float:
    """Minutes from now until they are at that door, coming from this point."""
    if visit.begun is not None:
        return minutes
    if visit.due is not None:
        return max(minutes, (visit.due - now) / MINUTE)
    return minutes + way_minutes(metres_between(point, visit.point), speed_kmh)


@lru_cache(maxsize=4096)
def _stretch(share: float) -> float:
    """The median of a log-normal with median 1, of those that are above this share of it."""
    beyond = below(-log(share) / WORK_SPREAD) if share > 0 else 1.0
    return exp(WORK_SPREAD * NORMAL.inv_cdf(1 - max(beyond, 1e-6) / 2))
