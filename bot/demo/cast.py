"""Who lives in a demo city: names, trades, and where people begin their day."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin, sqrt

from bot.domain.points import Point

NAMES = (
    "Piotr", "Ania", "Marek", "Kasia", "Tomasz", "Olena", "Andrzej", "Ewa", "Reza", "Natalia",
    "Jakub", "Magda", "Dmytro", "Zofia", "Paweł", "Shirin", "Wojtek", "Irina", "Michał", "Leila",
)  # fmt: skip
LANGUAGES = ("pl", "en", "ru", "fa")
KM_A_DEGREE = 111.32
LEAST_EAGER, MOST_EAGER = 0.35, 0.9
USUAL_EAGERNESS = (LEAST_EAGER + MOST_EAGER) / 2
"""How willing people are on average: each has an eagerness of their own, and none is likelier than another."""


@dataclass(frozen=True, slots=True)
class Character:
    """A simulated technician: who, where from, what they can do and how willing they are (0 to 1)."""

    name: str
    language: str
    base: Point
    skills: tuple[str, ...]
    eagerness: float


def characters(count: int, skills: Sequence[str], places: Sequence[Point], dice: random.Random) -> Iterator[Character]:
    """`count` technicians near these places. Trades go round, so that every skill is there; each has two or three."""
    for number in range(count):
        first = [skills[(number + step) % len(skills)] for step in range(2)]
        more = [skill for skill in skills if skill not in first and dice.random() < 0.15]
        yield Character(
            name=NAMES[number % len(NAMES)],
            language=LANGUAGES[number % len(LANGUAGES)],
            base=dice.choice(places),
            skills=tuple(first + more),
            eagerness=dice.uniform(LEAST_EAGER, MOST_EAGER),
        )


def scattered(centre: Point, radius_km: float, count: int, dice: random.Random) -> list[Point]:
    """Points spread evenly over a circle."""
    return [_offset(centre, radius_km * sqrt(dice.random()), 2 * pi * dice.random()) for _ in range(count)]


def _offset(centre: Point, distance: float, bearing: float) -> Point:
    return away(centre, distance * cos(bearing), distance * sin(bearing))


def away(centre: Point, north: float, east: float) -> Point:
    """The place so many kilometres to the north and to the east."""
    lon = centre.lon + east / (KM_A_DEGREE * cos(radians(centre.lat)))
    return Point(lat=centre.lat + north / KM_A_DEGREE, lon=lon)


def kilometres(centre: Point, place: Point) -> tuple[float, float]:
    """How far to the north and to the east of the centre a place of the same city is."""
    north = (place.lat - centre.lat) * KM_A_DEGREE
    return north, (place.lon - centre.lon) * KM_A_DEGREE * cos(radians(centre.lat))
