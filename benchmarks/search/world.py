"""Whom is searched among: technicians of a whole country or of one dense city, and the questions about them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.domain.points import Point

SKILLS = 8
HAVE_IT = 0.28
"""The share of technicians who have a skill: 2.2 skills each, nobody with none."""
REACHES_M = (8_000, 10_000, 12_000, 15_000, 20_000)
FARTHEST_M = max(REACHES_M)
CITIES = 60
IN_THE_COUNTRY = 0.2
MOST = 20
"""How many are wanted: the nearest twenty."""
STEP_DEGREES = 0.002
"""How far somebody moves between two positions: about 200 metres."""


@dataclass(frozen=True)
class World:
    """Arrays with an element a technician; `having[s]`: the positions of those with skill s. Everybody is online."""

    name: str
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    reach_m: NDArray[np.float64]
    having: list[NDArray[np.int32]]

    def __len__(self) -> int:
        """How many technicians; their ids are 1 to this."""
        return self.lat.size

    def rows(self) -> "Rows":
        """A row a technician and skill, as databases keep it: columns id, skill, lat, lon, reach in metres."""
        who = np.concatenate(self.having).astype(np.int64)
        skill = np.repeat(np.arange(SKILLS), [positions.size for positions in self.having])
        return Rows(who + 1, skill, self.lat[who], self.lon[who], self.reach_m[who])


@dataclass(frozen=True)
class Rows:
    """The columns, equally long."""

    id: NDArray[np.int64]
    skill: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    reach_m: NDArray[np.float64]

    def tuples(self) -> list[tuple[int, int, float, float, float]]:
        """The rows one by one."""
        columns = (self.id, self.skill, self.lat, self.lon, self.reach_m)
        return list(zip(*(column.tolist() for column in columns), strict=True))


@dataclass(frozen=True, slots=True)
class Question:
    """Who are the nearest with this skill whose reach covers the point?"""

    point: Point
    skill: int


@dataclass(frozen=True, slots=True)
class Move:
    """A technician reports a new position."""

    id: int
    point: Point
    skills: tuple[int, ...]


def country(count: int) -> World:
    """Sixty cities of very different size and the land between them, about as large as Poland."""
    dice = np.random.default_rng(count)
    middle_lat, middle_lon = dice.uniform(49, 54.5, CITIES), dice.uniform(14.5, 23.5, CITIES)
    sizes = dice.pareto(1.2, CITIES) + 0.2
    home = dice.choice(CITIES, count, p=sizes / sizes.sum())
    lat, lon = middle_lat[home] + dice.normal(0, 0.06, count), middle_lon[home] + dice.normal(0, 0.09, count)
    rural = dice.random(count) < IN_THE_COUNTRY
    lat[rural], lon[rural] = dice.uniform(49, 54.5, rural.sum()), dice.uniform(14.5, 23.5, rural.sum())
    return _equipped(f"{count:,} in a country", lat, lon, dice)


def dense_city(count: int) -> World:
    """All of them in one city."""
    dice = np.random.default_rng(count)
    return _equipped(f"{count:,} in one city", dice.normal(50.06, 0.05, count), dice.normal(19.94, 0.08, count), dice)


def questions(world: World, count: int) -> list[Question]:
    """Orders come from where technicians are, give or take a kilometre."""
    dice = np.random.default_rng(7)
    where = dice.integers(0, len(world), count)
    lat, lon = (place[where] + dice.normal(0, 0.01, count) for place in (world.lat, world.lon))
    skills = dice.integers(0, SKILLS, count)
    return [
        Question(Point(*place), skill)
        for *place, skill in zip(lat.tolist(), lon.tolist(), skills.tolist(), strict=True)
    ]


def moves(world: World, count: int) -> list[Move]:
    """Positions of technicians on their way, each of another technician."""
    dice = np.random.default_rng(8)
    who = dice.choice(len(world), count, replace=False)
    skills: dict[int, list[int]] = {position: [] for position in who.tolist()}
    for skill, having in enumerate(world.having):
        for position in np.intersect1d(who, having).tolist():
            skills[position].append(skill)
    lat, lon = (place[who] + dice.normal(0, STEP_DEGREES, count) for place in (world.lat, world.lon))
    places = zip(who.tolist(), lat.tolist(), lon.tolist(), strict=True)
    return [Move(position + 1, Point(*place), tuple(skills[position])) for position, *place in places]


def _equipped(name: str, lat: NDArray[np.float64], lon: NDArray[np.float64], dice: np.random.Generator) -> World:
    has = dice.random((lat.size, SKILLS)) < HAVE_IT
    has[np.arange(lat.size), dice.integers(0, SKILLS, lat.size)] |= ~has.any(axis=1)
    having = [np.nonzero(has[:, skill])[0].astype(np.int32) for skill in range(SKILLS)]
    return World(name, lat, lon, dice.choice(np.array(REACHES_M, float), lat.size), having)
