"""The ground of the demo city's map: its districts and, where we know it, its river."""

from bot.domain.market import City
from bot.domain.points import Point
from playground.scene import Ground, Place

VISTULA = (
    (50.0400, 19.7900), (50.0385, 19.8200), (50.0470, 19.8390), (50.0445, 19.8620), (50.0510, 19.8760),
    (50.0490, 19.8960), (50.0540, 19.9140), (50.0565, 19.9260), (50.0525, 19.9330), (50.0470, 19.9370),
    (50.0455, 19.9450), (50.0480, 19.9530), (50.0535, 19.9640), (50.0565, 19.9790), (50.0520, 19.9950),
    (50.0545, 20.0130), (50.0490, 20.0320), (50.0520, 20.0550), (50.0470, 20.0780), (50.0560, 20.1050),
    (50.0520, 20.1350),
)  # fmt: skip
"""The Vistula through Kraków, drawn by hand: enough to know where one is, and no map to sail by."""
NEAR_DEGREES = 0.2


def ground_of(city: City) -> Ground:
    """What lies under the demo city's technicians and orders."""
    return Ground(
        title=city.name,
        lat=city.centre.lat,
        lon=city.centre.lon,
        radius_m=_reach_m(city),
        places=[Place(district.name, district.centre.lat, district.centre.lon) for district in city.districts],
        water=[VISTULA] if _has(city.centre, VISTULA[10]) else [],
    )


def _reach_m(city: City) -> float:
    """The map shows where people live rather than all that the city calls its own."""
    return min(city.radius_km, 9.0) * 1000 if city.districts else city.radius_km * 1000


def _has(centre: Point, place: tuple[float, float]) -> bool:
    return abs(centre.lat - place[0]) < NEAR_DEGREES and abs(centre.lon - place[1]) < NEAR_DEGREES
