"""Past requests of one city become the wishes of another: their words, their places, their hours."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from math import hypot

import pytest

from bot.config import load_settings
from bot.demo.cast import away, kilometres
from bot.demo.demand import SHIPPED, Rhythm, beginning_at, brought_to, category_of, time_of_day
from bot.demo.requests import Request, middle, read_requests
from bot.domain.points import Point

KRAKOW = Point(50.0614, 19.9366)
PAST = read_requests(SHIPPED, 1000)


def at(hour: float, number: int = 0) -> Request:
    return replace(PAST[0], number=str(number), after=timedelta(hours=hour))


@pytest.mark.parametrize("reach", [6.3, 100.0])
def test_places_lie_to_one_another_as_they_did_and_within_reach(reach: float) -> None:
    home = middle(PAST)
    there, here = (
        [kilometres(centre, request.point) for request in requests]
        for centre, requests in ((home, PAST), (KRAKOW, brought_to(KRAKOW, reach, PAST)))
    )
    shares = {round(hypot(*new) / hypot(*old), 6) for old, new in zip(there, here, strict=True)}
    assert len(shares) == 1
    farthest = max(hypot(*way) for way in there)
    assert shares == {round(min(1.0, reach / farthest), 6)}
    assert max(hypot(*way) for way in here) <= reach + 1e-6


def test_requests_from_one_place_stay_in_one_place() -> None:
    (moved,) = brought_to(KRAKOW, 5.0, PAST[:1])
    assert moved.point == KRAKOW
    assert (moved.words, moved.service) == (PAST[0].words, PAST[0].service)


def test_a_way_and_back() -> None:
    assert kilometres(KRAKOW, away(KRAKOW, 3.0, -2.0)) == pytest.approx((3.0, -2.0))


def test_the_day_begins_now_and_the_file_again_when_it_is_exhausted() -> None:
    day = [at(1, 1), at(9, 2), at(20, 3)]
    wishes = beginning_at(timedelta(hours=8), day)
    assert [request.number for request in islice(wishes, 5)] == ["2", "3", "1", "2", "3"]
    assert time_of_day(datetime(2026, 11, 22, 8, 0, 30, tzinfo=UTC)) == timedelta(hours=8, seconds=30)


def test_the_rhythm_is_the_files() -> None:
    rhythm = Rhythm(PAST)
    shares = [rhythm.share(hour) for hour in range(24)]
    assert max(shares) == 1.0 == rhythm.share(10)
    assert max(shares[:5]) < 0.15
    assert min(shares[9:17]) > 0.6
    assert Rhythm([at(0)]).share(23) == 1.0 == Rhythm([at(23.5)]).share(0)
    assert Rhythm([]).share(12) == 0.0


def test_every_wish_stands_under_a_button_of_the_catalogue() -> None:
    catalogue = load_settings().market_rules().catalogue
    assert {category_of(catalogue, request.service) for request in PAST} == {"water", "home"}
