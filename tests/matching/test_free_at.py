"""When somebody will be free, and whether they can be at the door in time."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.candidates import Candidate, Visit
from bot.domain.habits import Habits, Leaning
from bot.matching.free_at import SETTING_OFF_MINUTES, Free, free_at, in_time, left, way_minutes
from tests.clock import NOON
from tests.matching_scene import DOOR, candidate, km_north, window

SPEED = 22.0


def begun(minutes_ago: float, minutes: int = 60) -> Visit:
    moment = NOON - timedelta(minutes=minutes_ago)
    return Visit(km_north(3), None, minutes, due=moment, begun=moment)


def when_free(one: Candidate) -> Free:
    return free_at(one.visits, one.habits.work, DOOR, NOON, SPEED)


def free_in(*visits: Visit, **changes: Any) -> float:
    return when_free(candidate(visits=visits, **changes)).minutes


def test_somebody_without_a_job_is_free_where_they_are() -> None:
    free = when_free(candidate())
    assert (free.minutes, free.point, free.deviation) == (0, DOOR, 0)


def test_work_that_has_just_begun_takes_what_the_catalogue_says() -> None:
    assert free_in(begun(0)) == 60
    assert when_free(candidate(visits=(begun(0),))).point == km_north(3)


def test_the_longer_it_runs_the_sooner_it_ends_but_overtime_has_no_end() -> None:
    assert 45 < free_in(begun(10)) < 55
    assert 15 < free_in(begun(45)) < 30
    assert 5 < free_in(begun(90)) < 30


def test_whoever_is_on_the_way_has_it_all_before_them() -> None:
    on_the_way = Visit(km_north(3), None, 45, due=NOON + timedelta(minutes=10))
    assert free_in(on_the_way) == pytest.approx(55)
    late = Visit(km_north(3), None, 45, due=NOON - timedelta(minutes=10))
    assert free_in(late) == pytest.approx(45)


def test_jobs_come_one_after_the_other_with_the_way_between_them() -> None:
    waits = Visit(km_north(5), None, 30)
    between = way_minutes(2000, SPEED)
    assert between > SETTING_OFF_MINUTES
    assert free_in(waits, begun(0)) == pytest.approx(60 + between + 30, abs=0.1)


def test_a_visit_of_tomorrow_keeps_nobody_busy_now() -> None:
    assert free_in(Visit(DOOR, window(20), 60)) == 0


def test_whoever_usually_takes_longer_is_free_later() -> None:
    thorough = Habits(work=Leaning(0.4, 0.01))
    assert free_in(begun(0), habits=thorough) > 85


@given(st.floats(5, 200), st.floats(0, 500), st.floats(0, 100))
def test_time_that_passes_brings_the_end_no_further_away_than_it_was(
    expected: float, elapsed: float, more: float
) -> None:
    assert left(expected, elapsed) >= -0.01 * expected
    assert left(expected, elapsed + more) + more >= left(expected, elapsed) - 0.02 * expected


@given(st.floats(0, 120), st.floats(0, 40), st.floats(1, 60), st.floats(-10, 90), st.floats(0, 60))
def test_who_is_expected_later_is_less_likely_in_time(
    minutes: float, deviation: float, way: float, until: float, more: float
) -> None:
    assert in_time(minutes + more, deviation, way, until) <= in_time(minutes, deviation, way, until)
    assert in_time(until, deviation, way, until) == pytest.approx(0.5)
