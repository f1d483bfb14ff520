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


@lru_cache(maxsize=65_536)
def metres_between(one: Point, other: Point) -> int:
    """The geodesic distance (WGS 84) in whole metres."""
    lat, lon = other.lat - one.lat, other.lon - one.lon
    if abs(lat) < NEAR_DEGREES and abs(lon) < NEAR_DEGREES and abs(one.lat) < POLAR:
        return round(_metres_nearby((one.lat + other.lat) / 2, lat, lon))
    metres: float = geodesic((one.lat, one.lon), (other.lat, other.lon)).meters
    return round(metres)


def _metres_nearby(middle: float, lat: float, lon: float) -> float:
    """By the ellipsoid's two radii of curvature at the middle latitude: a hundred times as fast as the geodesic."""
    bulge = 1 - FLATNESS * sin(radians(middle)) ** 2
    east = EQUATOR_M / sqrt(bulge)
    north = east * (1 - FLATNESS) / bulge
    return hypot(north * radians(lat), east * cos(radians(middle)) * radians(lon))


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
