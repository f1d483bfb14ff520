"""Deterministic, and never the worse for being nearer or better."""

from dataclasses import replace
from datetime import timedelta
from math import log
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.candidates import Candidate, Visit
from bot.domain.habits import Habits, Leaning
from tests.clock import NOON
from tests.matching_scene import AIMS, DOOR, candidate, km_north, plan, ranking_of, search, willing

CROWDS = st.lists(willing(), min_size=1, max_size=12, unique_by=lambda c: c.id)


def order_of(candidates: list[Candidate], **changes: int) -> list[int]:
    return [ranked.candidate.id for ranked in ranking_of(candidates, search(wave=9, **changes))]


@given(CROWDS, st.integers())
def test_the_order_of_the_rows_does_not_matter(crowd: list[Candidate], seed: int) -> None:
    shuffled = Random(seed).sample(crowd, len(crowd))
    assert order_of(shuffled) == order_of(crowd)


@given(CROWDS, st.integers(0), st.floats(0, 1))
def test_coming_nearer_never_costs_a_place(crowd: list[Candidate], which: int, share: float) -> None:
    chosen = crowd[which % len(crowd)]
    base = chosen.base
    nearer = replace(base, lat=DOOR.lat + (base.lat - DOOR.lat) * share, lon=DOOR.lon + (base.lon - DOOR.lon) * share)
    moved = [replace(c, base=nearer) if c is chosen else c for c in crowd]
    assert order_of(moved).index(chosen.id) <= order_of(crowd).index(chosen.id)


@given(CROWDS, st.integers(0), st.integers(1, 20))
def test_better_ratings_never_cost_a_place(crowd: list[Candidate], which: int, more: int) -> None:
    chosen = crowd[which % len(crowd)]
    better = replace(chosen, stars_sum=min(50, chosen.stars_sum + more))
    moved = [better if c is chosen else c for c in crowd]
    assert order_of(moved).index(chosen.id) <= order_of(crowd).index(chosen.id)


@given(CROWDS, st.integers(0))
def test_the_favourite_comes_first(crowd: list[Candidate], which: int) -> None:
    chosen = crowd[which % len(crowd)]
    assert order_of(crowd, favourite=chosen.id)[0] == chosen.id


def test_equals_are_asked_in_the_order_of_their_ids() -> None:
    assert order_of([candidate(30), candidate(10), candidate(20)]) == [10, 20, 30]


def test_the_formula() -> None:
    job = Visit(DOOR, None, 60, due=NOON - timedelta(minutes=55), begun=NOON - timedelta(minutes=55))
    busy = candidate(visits=(job,), open_offers=2, stars_sum=20, stars_count=5, jobs_today=3)
    wave = plan([busy, candidate(11)], search())
    (felt,) = [ranked for ranked in (*wave.asked, *wave.waiting) if ranked.candidate == busy]
    one = felt.prospect
    assert felt.stars == (20 + 5 * 4.5) / 10
    assert one.free_in > 10
    assert wave.minutes(felt) == pytest.approx(
        one.free_in
        + one.way
        + AIMS.minutes_a_star * (5 - felt.stars)
        - AIMS.minutes_unwilling * log(one.answer.chance)
        + AIMS.minutes_an_offer * 2
        + AIMS.minutes_a_job * 1.5
    )


def test_whoever_had_fewer_jobs_today_comes_first() -> None:
    assert order_of([candidate(10, jobs_today=4), candidate(20, jobs_today=1)]) == [20, 10]


def test_whoever_usually_says_yes_comes_first() -> None:
    keen = Habits(willing=Leaning(1.0, 0.1))
    assert order_of([candidate(10), candidate(20, habits=keen)]) == [20, 10]


def test_a_newcomer_is_not_worse_than_an_average_hand() -> None:
    newcomer, known = candidate(1000), candidate(10, stars_sum=43, stars_count=10)
    assert order_of([newcomer, known]) == [1000, 10]


def test_a_long_way_outweighs_a_little_praise() -> None:
    near, praised = (
        candidate(10, stars_sum=45, stars_count=10),
        candidate(20, base=km_north(4), stars_sum=50, stars_count=10),
    )
    assert order_of([near, praised]) == [10, 20]
