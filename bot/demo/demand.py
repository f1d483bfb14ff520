"""What people of a city want: past requests of another one, brought here with their words and their hours."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle
from math import hypot
from pathlib import Path

from bot.demo.cast import LANGUAGES, NAMES, away, kilometres
from bot.demo.customer import SimulatedCustomer
from bot.demo.hands import Hands
from bot.demo.requests import Request, middle
from bot.demo.town import Town
from bot.domain.catalogue import Catalogue
from bot.domain.points import Point

SHIPPED = Path(__file__).with_name("san_francisco.csv")
HOURS = 24


def newcomer(town: Town, request: Request, number: int) -> SimulatedCustomer:
    """Somebody who has not been here before and wants this; names and languages go round."""
    person = town.playground.person(NAMES[number % len(NAMES)], LANGUAGES[number % len(LANGUAGES)])
    category = category_of(town.market.catalogue, request.service)
    return SimulatedCustomer(Hands(person), request, category, town.pastime)


def category_of(catalogue: Catalogue, service: str) -> str:
    """Under which button of the catalogue a service is found."""
    return next(group.key for group in catalogue.categories if any(one.key == service for one in group.services))


def brought_to(centre: Point, reach_km: float, requests: Sequence[Request]) -> list[Request]:
    """The same requests around another centre: as they lie to one another, and closer where they would lie too far."""
    home = middle(requests)
    ways = [kilometres(home, request.point) for request in requests]
    share = min(1.0, reach_km / max(hypot(*way) for way in ways)) if any(map(any, ways)) else 1.0
    return [
        replace(request, point=away(centre, north * share, east * share))
        for request, (north, east) in zip(requests, ways, strict=True)
    ]


def beginning_at(hour: timedelta, requests: Sequence[Request]) -> Iterator[Request]:
    """One after another as the day has them, from this time of the day on, and the day again and again."""
    later = [request for request in requests if request.after >= hour]
    earlier = [request for request in requests if request.after < hour]
    return cycle(later + earlier)


def time_of_day(now: datetime) -> timedelta:
    """Since midnight, by the clock that `now` is of."""
    return timedelta(hours=now.hour, minutes=now.minute, seconds=now.second)


class Rhythm:
    """How busy each hour of the day is, by the requests that came in it."""

    def __init__(self, requests: Sequence[Request]) -> None:
        """A few hundred requests are few for an hour: its neighbours count too."""
        counts = [0] * HOURS
        for request in requests:
            counts[int(request.after / timedelta(hours=1)) % HOURS] += 1
        near = [counts[hour - 1] + counts[hour] + counts[(hour + 1) % HOURS] for hour in range(HOURS)]
        self._shares = [count / (max(near) or 1) for count in near]

    def share(self, hour: int) -> float:
        """Of the busiest hour's orders (0 to 1)."""
        return self._shares[hour]
