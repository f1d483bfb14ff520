"""What the market's past says about its future."""

from datetime import UTC, datetime, timedelta
from math import log
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.past_orders import PastOrder
from bot.domain.points import Point
from bot.matching.forecast import HOURS, flat_km, hours_between, learn
from tests.matching_scene import DOOR, km_north

ZONE = ZoneInfo("Europe/Warsaw")
NOW = datetime(2026, 6, 15, tzinfo=ZONE)
"""A Monday, midnight."""
LEAK, LIGHT = frozenset({"plumbing"}), frozenset({"electrics"})
WEEK = timedelta(weeks=1)


def every_week(at: datetime, weeks: int, point: Point = DOOR, skills: frozenset[str] = LEAK) -> list[PastOrder]:
    """One order a week at that hour of the week before now."""
    return [PastOrder(at - WEEK * week, point, skills) for week in range(1, weeks + 1)]


def test_what_comes_every_week_is_expected_again() -> None:
    nine = NOW + timedelta(hours=9, minutes=30)
    past = every_week(nine, 12)
    forecast = learn(past, NOW, ZONE, NOW - 12 * WEEK)
    hour = forecast.expected(NOW + timedelta(hours=9), NOW + timedelta(hours=10), DOOR, 1)
    another = forecast.expected(NOW + timedelta(hours=15), NOW + timedelta(hours=16), DOOR, 1)
    assert hour > 0.5
    assert another < 0.01


def test_one_week_alone_proves_little() -> None:
    nine = NOW + timedelta(hours=9, minutes=30)
    hour = (NOW + timedelta(hours=9), NOW + timedelta(hours=10), DOOR, 1.0)
    once, often = (learn(every_week(nine, weeks), NOW, ZONE, NOW - weeks * WEEK) for weeks in (1, 12))
    assert once.expected(*hour) < often.expected(*hour)


def test_lately_counts_more_than_long_ago() -> None:
    nine = NOW + timedelta(hours=9)
    hour = (nine, nine + timedelta(hours=1), DOOR, 1.0)
    lately = learn(every_week(nine, 4), NOW, ZONE, NOW - 12 * WEEK)
    long_ago = learn(every_week(nine - 8 * WEEK, 4), NOW, ZONE, NOW - 12 * WEEK)
    assert lately.expected(*hour) > 2 * long_ago.expected(*hour)


def test_only_what_is_near_and_what_somebody_can_do() -> None:
    nine = NOW + timedelta(hours=9)
    past = every_week(nine, 8) + every_week(nine, 8, km_north(9)) + every_week(nine, 8, skills=LIGHT)
    forecast = learn(past, NOW, ZONE)
    day = (NOW, NOW + timedelta(days=1))
    everywhere, here = forecast.expected(*day, DOOR, 20), forecast.expected(*day, DOOR, 3)
    assert everywhere == pytest.approx(1.5 * here)
    assert forecast.expected(*day, DOOR, 3, LEAK) == pytest.approx(here / 2)
    assert forecast.expected(*day, DOOR, 3, LEAK | LIGHT) == pytest.approx(here)
    assert sum(one.orders for one in forecast.demand(*day)) == pytest.approx(everywhere)


def test_without_a_past_nothing_is_expected() -> None:
    forecast = learn([], NOW, ZONE)
    assert forecast.demand(NOW, NOW + WEEK) == []
    assert forecast.expected(NOW, NOW + WEEK, DOOR, 100) == 0.0


def test_it_foresees_better_than_the_mean() -> None:
    """A market with busy evenings and weekends, eight weeks of it: the ninth is likelier by the forecast."""
    dice = Random(7)
    past, ahead = _evenings(dice, NOW - 8 * WEEK, NOW), _evenings(dice, NOW, NOW + WEEK)
    forecast = learn(past, NOW, ZONE, NOW - 8 * WEEK)
    mean = len(past) / (8 * HOURS)
    learnt = flat = 0.0
    for hour in range(HOURS):
        begin = NOW + timedelta(hours=hour)
        came = sum(begin <= order.placed < begin + timedelta(hours=1) for order in ahead)
        expected = forecast.expected(begin, begin + timedelta(hours=1), DOOR, 50)
        learnt += came * log(expected) - expected
        flat += came * log(mean) - mean
    assert learnt > flat + 20
    assert forecast.expected(NOW, NOW + WEEK, DOOR, 50) == pytest.approx(len(past) / 8, rel=0.1)


def _evenings(dice: Random, start: datetime, end: datetime) -> list[PastOrder]:
    placed: list[PastOrder] = []
    hour = start
    while hour < end:
        busy = 3.0 if hour.hour >= 17 or hour.weekday() >= 5 else 0.3
        minutes = [minute for minute in range(60) if dice.random() < busy / 60]
        placed.extend(PastOrder(hour + timedelta(minutes=m), km_north(dice.random() * 6), LEAK) for m in minutes)
        hour += timedelta(hours=1)
    return placed


@pytest.mark.parametrize("zone", ["Europe/Warsaw", "Asia/Tehran", "Asia/Kathmandu"])
@given(st.integers(0, 525_600), st.integers(0, 20_000))
def test_every_minute_belongs_to_an_hour(zone: str, into_the_year: int, minutes: int) -> None:
    begin = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=into_the_year)
    inside = hours_between(begin, begin + timedelta(minutes=minutes), ZoneInfo(zone))
    assert inside.sum() == pytest.approx(minutes / 60, abs=1e-6)


def test_the_hours_are_the_citys_own_where_they_begin_at_half_past() -> None:
    four = datetime(2026, 6, 15, 16, tzinfo=ZoneInfo("Asia/Tehran"))
    inside = hours_between(four, four + timedelta(hours=1), ZoneInfo("Asia/Tehran"))
    assert inside[16] == 1.0
    assert inside.sum() == 1.0


def test_the_flat_map_is_flat_enough() -> None:
    assert flat_km(DOOR, km_north(12)) == pytest.approx(12, rel=1e-3)
