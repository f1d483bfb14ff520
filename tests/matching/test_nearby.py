"""The index against looking at everybody with geopy's geodesic, wherever on earth and whatever has changed."""

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ids import PersonId
from bot.domain.points import Point
from bot.matching.chords import chord_squared, geodesics, place_of
from bot.matching.nearby import Nearby

SKILLS = ("plumbing", "locks")
CENTRES = (Point(50.06, 19.94), Point(-16.5, 179.99), Point(89.9, 10.0), Point(0.0, 0.0), Point(-77.8, 166.7))
SAME = 0.01
"""Metres: people so nearly as far as each other may stand in either order."""


class Everybody:
    """What the index should say, found by looking at everybody."""

    def __init__(self) -> None:
        self.people: dict[int, tuple[Point, float, frozenset[str]]] = {}

    def metres(self, place: Point, skill: str) -> dict[int, float]:
        """Of those with the skill who reach the place."""
        ways = {
            id_: geodesic((place.lat, place.lon), (point.lat, point.lon)).meters
            for id_, (point, _, skills) in self.people.items()
            if skill in skills
        }
        return {id_: way for id_, way in ways.items() if way <= self.people[id_][1]}


def beside(centre: Point, north: float, east: float) -> Point:
    return Point(max(-90.0, min(90.0, centre.lat + north)), (centre.lon + east + 180) % 360 - 180)


offsets = st.floats(-0.4, 0.4, allow_nan=False)
Step = tuple[int, str, tuple[float, float, float, set[str]]]
reaches = st.sampled_from((2_000.0, 9_000.0, 20_000.0, 40_000.0))
somebody = st.tuples(offsets, offsets, reaches, st.sets(st.sampled_from(SKILLS)))
steps = st.lists(st.tuples(st.integers(1, 25), st.sampled_from(("put", "move", "remove")), somebody), max_size=60)


def act(index: Nearby, everybody: Everybody, centre: Point, step: Step) -> None:
    id_, what, (north, east, reach, skills) = step
    point, person = beside(centre, north, east), PersonId(id_)
    if what == "put":
        index.put(person, point, reach, skills)
        everybody.people[id_] = (point, reach, frozenset(skills))
    elif id_ in everybody.people and what == "move":
        index.move(person, point)
        everybody.people[id_] = (point, *everybody.people[id_][1:])
    elif id_ in everybody.people:
        index.remove(person)
        del everybody.people[id_]
    assert (person in index) is (id_ in everybody.people)


@settings(max_examples=60)
@given(st.sampled_from(CENTRES), steps, offsets, offsets, st.sampled_from((1_500.0, 16_000.0, 60_000.0)))
def test_the_index_finds_whom_a_geodesic_to_everybody_finds(
    centre: Point,
    acts: list[Step],
    north: float,
    east: float,
    near: float,
) -> None:
    index, everybody = Nearby(), Everybody()
    for step in acts:
        act(index, everybody, centre, step)
    place = beside(centre, north, east)
    for skill in SKILLS:
        metres = everybody.metres(place, skill)
        found = index.within(place, skill, near)
        assert dict(zip(found.ids.tolist(), found.metres.tolist(), strict=True)) == pytest.approx(
            {id_: way for id_, way in metres.items() if way <= near}, abs=SAME
        )
        assert sorted(index.covering(place, skill).tolist()) == sorted(metres)
        nearest = index.nearest(place, skill, 5)
        assert nearest.metres.tolist() == pytest.approx(sorted(metres.values())[:5], abs=SAME)
        assert [metres[id_] for id_ in nearest.ids.tolist()] == pytest.approx(nearest.metres.tolist(), abs=SAME)
    assert len(index) == len(everybody.people)


def test_an_index_filled_at_once_is_the_same_as_one_filled_one_by_one() -> None:
    dice = np.random.default_rng(3)
    count = 600
    ids = np.arange(100, 100 + count)
    lat, lon = 50.06 + dice.normal(0, 0.1, count), 19.94 + dice.normal(0, 0.1, count)
    reach = dice.choice([5_000.0, 15_000.0], count)
    has = dice.random((count, 2)) < 0.5
    at_once = Nearby.of(
        ids,
        lat,
        lon,
        reach,
        {skill: np.nonzero(has[:, number])[0].astype(np.int32) for number, skill in enumerate(SKILLS)},
    )
    one_by_one = Nearby()
    for row in range(count):
        own = [skill for number, skill in enumerate(SKILLS) if has[row, number]]
        one_by_one.put(PersonId(int(ids[row])), Point(float(lat[row]), float(lon[row])), float(reach[row]), own)
    for index in (at_once, one_by_one):
        index.remove(PersonId(100))
        index.move(PersonId(101), Point(50.0, 20.0))
        index.put(PersonId(102), Point(50.1, 20.0), 9_000.0, ["locks"])
    for number in range(40):
        place = Point(50.06 + (number - 20) / 100, 19.94)
        for skill in SKILLS:
            assert at_once.nearest(place, skill, 7).ids.tolist() == one_by_one.nearest(place, skill, 7).ids.tolist()
            assert at_once.within(place, skill, 9e3).ids.tolist() == one_by_one.within(place, skill, 9e3).ids.tolist()


def test_equals_come_in_the_order_of_their_ids() -> None:
    index, place = Nearby(), Point(50.0, 20.0)
    for person in (7, 3, 9, 5):
        index.put(PersonId(person), place, 1_000.0, ["locks"])
    assert index.nearest(place, "locks", 3).ids.tolist() == [3, 5, 7]
    assert index.within(place, "locks", 0.0).ids.tolist() == [3, 5, 7, 9]


def test_nobody_has_a_skill_that_nobody_has() -> None:
    index = Nearby()
    assert index.nearest(CENTRES[0], "magic", 3).ids.tolist() == []
    assert index.within(CENTRES[0], "magic", 1_000.0).metres.tolist() == []


@pytest.mark.parametrize("kilometres", [0.01, 1, 10, 40])
@pytest.mark.parametrize("lat", [0.0, 35.7, 50.06, 59.9, -77.8])
@pytest.mark.parametrize("bearing", [0.0, 45.0, 90.0, 200.0])
def test_chords_are_geodesics_to_a_millimetre(kilometres: float, lat: float, bearing: float) -> None:
    here = Point(lat, 19.94)
    end = geodesic(kilometers=kilometres).destination((here.lat, here.lon), bearing)
    there = place_of(Point(end.latitude, end.longitude))
    square = sum((one - other) ** 2 for one, other in zip(place_of(here), there, strict=True))
    assert geodesics(np.array([square]))[0] == pytest.approx(kilometres * 1000, abs=0.001)
    assert square == pytest.approx(chord_squared(kilometres * 1000), rel=2 * 0.001 / (kilometres * 1000))
