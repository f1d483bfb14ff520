"""Distances that people read, and boxes that never cut their circle."""

from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.points import Point
from bot.matching.distance import DETOUR, box_around, metres_between, travel_seconds
from tests.matching_scene import DOOR, km_north

POINTS = st.builds(Point, lat=st.floats(-89, 89), lon=st.floats(-180, 180))


def test_a_known_distance() -> None:
    rynek, kopiec = Point(lat=50.0617, lon=19.9373), Point(lat=50.0549, lon=19.8934)
    assert 3200 < metres_between(rynek, kopiec) < 3300


def test_a_swapped_pair_would_be_noticed() -> None:
    assert abs(metres_between(DOOR, km_north(5)) - 5000) < 10


def test_the_way_takes_longer_than_the_crow_flies() -> None:
    assert travel_seconds(22_000, 22) == round(3600 * DETOUR)
    assert travel_seconds(0, 22) == 0


@given(POINTS, st.floats(0.1, 60), st.floats(0, 360))
def test_no_point_of_the_circle_is_outside_the_box(centre: Point, km: float, bearing: float) -> None:
    box = box_around(centre, km)
    edge = geodesic(kilometers=km * 0.999).destination((centre.lat, centre.lon), bearing)
    assert box.south <= edge.latitude <= box.north
    assert box.west <= edge.longitude <= box.east


def test_the_box_is_not_much_larger_than_its_circle() -> None:
    box = box_around(DOOR, 10)
    corner = Point(lat=box.north, lon=box.east)
    assert metres_between(DOOR, corner) < 10_000 * 2**0.5 * 1.02
