"""What customers of a simulated city want: invented, or past requests laid over one another into a dense day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import cos, radians
from random import Random

from bot.domain.market import Market
from bot.domain.points import Point

HOURLY = (1, 1, 1, 1, 1, 3, 8, 14, 18, 19, 18, 16, 15, 14, 14, 15, 17, 19, 18, 15, 11, 8, 4, 2)
"""Orders begun in each hour of a day, relative to one another: a working day's morning and evening peaks."""
CREWS = {1: 94, 2: 5, 3: 1}
"""Technicians wanted at once → how often, in a hundred orders."""
SPREAD_KM = 1.3
"""The standard deviation of places around the middle of their district."""
KM_A_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Wanted:
    """One order of the day to come: how long after the first midnight, where, which service, how many technicians."""

    after: timedelta
    point: Point
    service: str
    crew: int = 1


DailyDemand = Callable[[int, Random], list[Wanted]]
"""So many orders of one day, drawn with these dice."""


class UnknownServicesError(ValueError):
    """Somebody wants what the market's catalogue does not have; the message names it."""


def check_services(market: Market, orders: Sequence[Wanted]) -> None:
    """Refuse a demand that this market could not even take down, or in which nobody wants anything."""
    services = {wanted.service for wanted in orders}
    if unknown := {key for key in services if market.catalogue.service(key) is None}:
        raise UnknownServicesError(f"the catalogue has no {', '.join(sorted(unknown))}")
    if not services:
        raise UnknownServicesError("there is no request in it")


def synthetic_day(market: Market, count: int, dice: Random) -> list[Wanted]:
    """Orders at `HOURLY`'s hours in the market's districts (equally likely), services equally likely too."""
    centres = [district.centre for district in market.city.districts] or [market.city.centre]
    services = [service.key for category in market.catalogue.categories for service in category.services]
    return [
        Wanted(_moment(dice), beside(dice.choice(centres), SPREAD_KM, dice), dice.choice(services), _crew(dice))
        for _ in range(count)
    ]


def laid_over(past: Sequence[Wanted], count: int, dice: Random) -> list[Wanted]:
    """Past requests of many dates as one day: each keeps its time of day. Only when they run out is any drawn twice."""
    chosen = dice.sample(past, count) if count <= len(past) else dice.choices(past, k=count)
    return [replace(wanted, crew=_crew(dice)) for wanted in chosen]


def days_of(demand: DailyDemand, orders_a_day: int, days: int, dice: Random) -> list[Wanted]:
    """All orders of so many days, the earliest first."""
    orders = [
        replace(wanted, after=wanted.after + timedelta(days=day))
        for day in range(days)
        for wanted in demand(orders_a_day, dice)
    ]
    return sorted(orders, key=lambda wanted: wanted.after)


def beside(point: Point, spread_km: float, dice: Random) -> Point:
    """A point near that one: normally distributed, north and east on their own."""
    north, east = dice.gauss(0, spread_km), dice.gauss(0, spread_km)
    lon = point.lon + east / (KM_A_DEGREE * cos(radians(point.lat)))
    return Point(lat=point.lat + north / KM_A_DEGREE, lon=lon)


def _moment(dice: Random) -> timedelta:
    (hour,) = dice.choices(range(24), HOURLY)
    return timedelta(hours=hour, seconds=dice.randrange(3600))


def _crew(dice: Random) -> int:
    (crew,) = dice.choices(list(CREWS), list(CREWS.values()))
    return crew
