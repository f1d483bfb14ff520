"""The referee: geopy's geodesic, by whose order everybody else is judged."""

import numpy as np
from geopy.distance import geodesic
from numpy.typing import NDArray

from benchmarks.search.world import MOST, Question, World
from bot.domain.points import Point

FLATTENING = 1.006
"""The great circle is up to 0.56% shorter or longer than the geodesic: by so much it is taken with caution."""
EARTH_M = 6_371_009.0


def brute_force(world: World, question: Question) -> list[int]:
    """The geodesic to everybody with the skill, reckoned for each of them."""
    having = world.having[question.skill].tolist()
    there = [(_metres(world, question.point, who), who + 1) for who in having]
    return [id_ for metres, id_ in sorted(there) if metres <= world.reach_m[id_ - 1]][:MOST]


def referee(world: World, question: Question) -> list[int]:
    """The same answer in bearable time: geodesics in the order of great circles, until nobody nearer can follow."""
    having = world.having[question.skill]
    circles = _great_circles(question.point, world.lat[having], world.lon[having])
    nearest: list[tuple[float, int]] = []
    for position in np.argsort(circles).tolist():
        if len(nearest) >= MOST and circles[position] > nearest[MOST - 1][0] * FLATTENING:
            break
        if circles[position] > world.reach_m.max() * FLATTENING:
            break
        who = int(having[position])
        if (metres := _metres(world, question.point, who)) <= world.reach_m[who]:
            nearest = sorted([*nearest, (metres, who + 1)])
    return [id_ for _, id_ in nearest[:MOST]]


def _metres(world: World, point: Point, who: int) -> float:
    metres: float = geodesic((point.lat, point.lon), (float(world.lat[who]), float(world.lon[who]))).meters
    return metres


def _great_circles(point: Point, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
    here, there, between = np.radians(point.lat), np.radians(lat), np.radians(lon - point.lon)
    half = np.sin((there - here) / 2) ** 2 + np.cos(here) * np.cos(there) * np.sin(between / 2) ** 2
    metres: NDArray[np.float64] = 2 * EARTH_M * np.arcsin(np.sqrt(half))
    return metres
