"""How far apart two points are, how long the way takes, and the box around a circle."""

from functools import lru_cache
from math import cos, hypot, radians, sin, sqrt

from geopy.distance import geodesic

from bot.domain.candidates import Box
from bot.domain.points import Point

DETOUR = 1.3
"""Streets are longer than the straight line; 1.2 to 1.4 in European cities."""
KM_A_DEGREE = 110.5
"""A little less than the shortest degree of latitude (110.57 km), so that a box never cuts its circle."""
NEAR_DEGREES = 0.3
"""As far apart, north and east, the plane through the middle is as good as the ellipsoid: to a decimetre."""
POLAR = 75.0
EQUATOR_M, FLATNESS = 6_378_137.0, 0.00669437999014
"""WGS 84: half of the longer axis, and the square of the first eccentricity."""


def metres_between(one: Point, other: Point) -> int:
    """The geodesic distance (WGS 84) in whole metres.

    Nearby by the ellipsoid's two radii of curvature at the middle latitude: a hundred times as fast as the geodesic.
    """
    lat, lon = other.lat - one.lat, other.lon - one.lon
    if abs(lat) >= NEAR_DEGREES or abs(lon) >= NEAR_DEGREES or abs(one.lat) >= POLAR:
        return _metres_far(one, other)
    middle = radians((one.lat + other.lat) / 2)
    bulge = 1 - FLATNESS * sin(middle) ** 2
    east = EQUATOR_M / sqrt(bulge)
    north = east * (1 - FLATNESS) / bulge
    return round(hypot(north * radians(lat), east * cos(middle) * radians(lon)))


@lru_cache(maxsize=65_536)
def _metres_far(one: Point, other: Point) -> int:
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
