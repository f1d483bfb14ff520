"""How far apart two points are, how long the way takes, and the box around a circle."""

from functools import lru_cache
from math import cos, radians

from geopy.distance import geodesic

from bot.domain.candidates import Box
from bot.domain.points import Point

DETOUR = 1.3
"""Streets are longer than the straight line; 1.2 to 1.4 in European cities."""
KM_A_DEGREE = 110.5
"""A little less than the shortest degree of latitude (110.57 km), so that a box never cuts its circle."""


@lru_cache(maxsize=65_536)
def metres_between(one: Point, other: Point) -> int:
    """The geodesic distance (WGS 84) in whole metres."""
    metres: float = geodesic((one.lat, one.lon), (other.lat, other.lon)).meters
    return round(metres)


def travel_seconds(metres: float, speed_kmh: float) -> int:
    """How long the way of that straight-line length takes, door to door at this speed."""
    return round(metres * DETOUR / (speed_kmh / 3.6))


def box_around(centre: Point, km: float) -> Box:
    """A box with every point of the circle in it; all longitudes where it reaches a pole or the date line."""
    tall = km / KM_A_DEGREE
    south, north = max(-90.0, centre.lat - tall), min(90.0, centre.lat + tall)
    narrowest = cos(radians(max(abs(south), abs(north))))
    wide = tall / narrowest if narrowest > 0.01 else 360.0
    west, east = centre.lon - wide, centre.lon + wide
    if west < -180 or east > 180:
        return Box(south, north, -180.0, 180.0)
    return Box(south, north, west, east)
