"""How many orders are to come, where and when: a forecast from the market's own past orders.

The method. Time is the 168 hours of a week on the city's clocks; the city is cut into squares (`SQUARE_KM`), demand
into kinds (the skills it needs). In each square, kind and hour of the week orders come as a Poisson process whose rate
has a gamma prior. An order counts half as much after `HALF_LIFE`, and so does the time in which it came. The priors
nest:

    the market's hour of the day     leans on    the market's mean hour
    its hour of the week             leans on    its hour of the day
    a square's and kind's hour       leans on    the market's hour of the week × the square's and kind's share

Each is the mean of its gamma posterior, (orders + k · prior) / (hours observed + k), with k hours' worth of prior:
where little is known the rate is the market's own shape, and what a place does differently shows as it is seen again.
The squares' rates add up to the market's own, because their shares add up to one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, floor, radians
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from bot.domain.past_orders import PastOrder
from bot.domain.points import Point

SQUARE_KM = 2.0
"""About what somebody on a scooter calls 'here': finer squares would be too empty to learn from."""
HALF_LIFE = timedelta(weeks=4)
LOOKS_BACK = timedelta(weeks=12)
"""Orders before that would weigh less than an eighth."""
HOURS = 168
PRIOR_HOURS = (4.0, 2.0, 4.0)
"""k of the three levels: the hour of the day, of the week, of a square and kind."""
KM_A_DEGREE = 111.2
HOUR = timedelta(hours=1)
Rates = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Demand:
    """So many orders (a mean, not a whole number) that need these skills, around this point."""

    point: Point
    skills: frozenset[str]
    orders: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """`rates`: orders expected an hour, a row for each of `points` and `kinds`, one column an hour of the week."""

    zone: ZoneInfo
    points: tuple[Point, ...]
    kinds: tuple[frozenset[str], ...]
    rates: Rates

    def demand(self, start: datetime, end: datetime) -> list[Demand]:
        """What is expected between the two moments, square by square and kind by kind."""
        orders = self.rates @ hours_between(start, end, self.zone)
        return [Demand(p, k, float(n)) for p, k, n in zip(self.points, self.kinds, orders, strict=True)]

    def expected(
        self, start: datetime, end: datetime, near: Point, km: float, skills: frozenset[str] | None = None
    ) -> float:
        """How many orders are expected around that point; with `skills`, only those that these are enough for."""
        rows = [
            row
            for row, (point, kind) in enumerate(zip(self.points, self.kinds, strict=True))
            if (skills is None or kind <= skills) and flat_km(near, point) <= km
        ]
        return float((self.rates[rows] @ hours_between(start, end, self.zone)).sum())


def learn(past: Iterable[PastOrder], now: datetime, zone: ZoneInfo, since: datetime | None = None) -> Forecast:
    """The forecast that those orders teach.

    `since`: from when on all orders are in `past`; by default from the first one on. Never longer than `LOOKS_BACK`.
    """
    begin = now - LOOKS_BACK
    known = sorted((order for order in past if begin <= order.placed < now), key=lambda order: order.placed)
    if not known:
        return Forecast(zone, (), (), np.zeros((0, HOURS)))
    begin = max(begin, min(since or known[0].placed, known[0].placed))
    squares = _in_squares(known)
    orders = np.array([_by_hour(group, now, zone) for group in squares.values()])
    rates = _posterior(orders, _hours_observed(begin, now, zone))
    points = tuple(_middle(group) for group in squares.values())
    return Forecast(zone, points, tuple(kind for _, kind in squares), rates)


def hours_between(start: datetime, end: datetime, zone: ZoneInfo) -> Rates:
    """How much of each hour of the week lies between the two moments, in hours."""
    inside = np.zeros(HOURS)
    for begin, length in _hours(start, end, zone):
        inside[hour_of_week(begin, zone)] += length
    return inside


def hour_of_week(moment: datetime, zone: ZoneInfo) -> int:
    """0 is Monday from midnight to one, by the city's clocks."""
    local = moment.astimezone(zone)
    return local.weekday() * 24 + local.hour


def flat_km(one: Point, other: Point) -> float:
    """The distance on a flat map: right to a thousandth within a city, and quick."""
    north = one.lat - other.lat
    east = (one.lon - other.lon) * cos(radians((one.lat + other.lat) / 2))
    return float(KM_A_DEGREE * (north * north + east * east) ** 0.5)


def _posterior(orders: Rates, observed: Rates) -> Rates:
    """Rates an hour from weighted counts (squares × 168) and the weighted hours in which they were counted (168)."""
    for_day, for_week, for_square = PRIOR_HOURS
    market = orders.sum(axis=0)
    mean = market.sum() / observed.sum()
    by_day = (market.reshape(7, 24).sum(axis=0) + for_day * mean) / (observed.reshape(7, 24).sum(axis=0) + for_day)
    by_week = (market + for_week * np.tile(by_day, 7)) / (observed + for_week)
    shares = orders.sum(axis=1, keepdims=True) / market.sum()
    rates: Rates = (orders + for_square * shares * by_week) / (observed + for_square)
    return rates


def _in_squares(known: list[PastOrder]) -> dict[tuple[tuple[int, int], frozenset[str]], list[PastOrder]]:
    squares: defaultdict[tuple[tuple[int, int], frozenset[str]], list[PastOrder]] = defaultdict(list)
    for order in known:
        squares[square_of(order.point), order.skills].append(order)
    return squares


def square_of(point: Point) -> tuple[int, int]:
    """The square in which a point lies; equal for two points that share it."""
    row = floor(point.lat * KM_A_DEGREE / SQUARE_KM)
    narrow = cos(radians((row + 0.5) * SQUARE_KM / KM_A_DEGREE))
    return row, floor(point.lon * KM_A_DEGREE * narrow / SQUARE_KM)


def _middle(group: list[PastOrder]) -> Point:
    """Where the orders of a square came from on average: nearer to them than the square's own centre."""
    lat = sum(order.point.lat for order in group) / len(group)
    return Point(lat=lat, lon=sum(order.point.lon for order in group) / len(group))


def _by_hour(group: list[PastOrder], now: datetime, zone: ZoneInfo) -> Rates:
    counted = np.zeros(HOURS)
    for order in group:
        counted[hour_of_week(order.placed, zone)] += _weight(now - order.placed)
    return counted


def _hours_observed(begin: datetime, now: datetime, zone: ZoneInfo) -> Rates:
    """The time in which orders could have come, hour of the week by hour, weighted as the orders are."""
    observed = np.zeros(HOURS)
    for moment, length in _hours(begin, now, zone):
        observed[hour_of_week(moment, zone)] += length * _weight(now - moment)
    return observed


def _hours(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, float]]:
    """The stretch cut at every full hour of the city's clocks, which need not be one of UTC's: begin and hours."""
    moment = start
    while moment < end:
        local = moment.astimezone(zone)
        into = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        following = min(end, moment + HOUR - into)
        yield moment, (following - moment) / HOUR
        moment = following


def _weight(age: timedelta) -> float:
    return float(0.5 ** (age / HALF_LIFE))
