"""Demand, behaviour and time of the simulated city."""

from datetime import timedelta
from functools import partial
from random import Random
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import PersonId
from bot.domain.points import Point
from bot.matching.lab.behaviour import LOOKS_AFTER_S, NEVER_LOOKS, chance_of_yes, mood, travel_time
from bot.matching.lab.city import build_city
from bot.matching.lab.clockwork import Clockwork
from bot.matching.lab.demand import UnknownServicesError, Wanted, check_services, days_of, laid_over, synthetic_day
from tests.clock import NOON
from tests.matching_scene import MARKET

DAY = partial(synthetic_day, MARKET)
PAST = [Wanted(timedelta(minutes=minute), Point(lat=37.7, lon=-122.4), "leak") for minute in range(0, 1440, 10)]


@given(st.lists(st.integers(-5, 50)))
def test_what_is_planned_happens_in_order_and_time_never_goes_back(minutes: list[int]) -> None:
    clock, happened = Clockwork(NOON), list[timedelta]()
    for minute in minutes:
        moment = NOON + timedelta(minutes=minute)
        clock.plan(moment, lambda: happened.append(clock.now - NOON))
    clock.run()
    assert happened == sorted(timedelta(minutes=max(0, minute)) for minute in minutes)


def test_a_day_lays_past_requests_over_one_another_and_repeats_none_before_all_are_used() -> None:
    drawn = laid_over(PAST, 100, Random(1))
    assert len({wanted.after for wanted in drawn}) == 100
    assert {wanted.after for wanted in drawn} <= {wanted.after for wanted in PAST}
    assert len(laid_over(PAST, 500, Random(1))) == 500


def test_days_follow_one_another() -> None:
    orders = days_of(partial(laid_over, PAST), 50, 3, Random(1))
    assert [wanted.after for wanted in orders] == sorted(wanted.after for wanted in orders)
    assert [sum(wanted.after // timedelta(days=1) == day for wanted in orders) for day in range(3)] == [50, 50, 50]


def test_a_demand_of_what_the_catalogue_lacks_is_refused() -> None:
    check_services(MARKET, PAST)
    with pytest.raises(UnknownServicesError, match="no moon"):
        check_services(MARKET, [*PAST, Wanted(timedelta(0), Point(lat=0, lon=0), "moon")])
    with pytest.raises(UnknownServicesError):
        check_services(MARKET, [])


def test_every_load_is_served_by_the_same_people() -> None:
    quiet, busy = (build_city(MARKET, DAY, 5, load, 30, 1) for load in (10, 90))
    assert quiet.technicians == busy.technicians
    assert len(busy.orders) == 90


@given(st.floats(-2, 2), st.floats(0, 30_000), st.floats(0, 30_000), st.integers(0, 2), st.integers(0, 23))
def test_nobody_is_more_willing_for_being_farther_away_or_busier(
    eagerness: float, one: float, other: float, running: int, hour: int
) -> None:
    near, far = sorted((one, other))
    assert chance_of_yes(eagerness, far, running, hour) <= chance_of_yes(eagerness, near, running, hour)
    assert chance_of_yes(eagerness, near, running + 1, hour) < chance_of_yes(eagerness, near, running, hour)


def test_moods_have_the_stated_distribution() -> None:
    moods = [mood(1, order, PersonId(7)) for order in range(4000)]
    looks = [one.looks_after.total_seconds() for one in moods if one.looks_after is not None]
    assert 1 - len(looks) / len(moods) == pytest.approx(NEVER_LOOKS, abs=0.03)
    assert median(looks) == pytest.approx(LOOKS_AFTER_S[0], rel=0.1)


def test_the_rush_hour_is_slower_than_the_night() -> None:
    assert travel_time(5, 17, 1.0) > travel_time(5, 3, 1.0)
    assert travel_time(10, 3, 1.0) > travel_time(5, 3, 1.0)
