"""Waves: who is asked at once, and how the search widens."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.candidates import Candidate, Visit
from bot.domain.habits import Habits, Leaning
from bot.domain.market import Market
from bot.matching.answers import at_least
from bot.matching.eligibility import first_failed
from bot.matching.planning import Wave
from bot.matching.waves import is_widest, size
from tests.clock import NOON
from tests.matching_scene import (
    AIMS,
    DOOR,
    HEAD_START,
    MARKET,
    STAFF_FIRST,
    candidate,
    candidates,
    km_north,
    plan,
    search,
    willing,
)

RULES = MARKET.dispatch
MANY = [candidate(id_) for id_ in range(10, 30)]


def test_the_radius_grows_by_a_step_up_to_the_last() -> None:
    radii = [search(wave=wave).radius_km for wave in range(1, 8)]
    assert radii == [4, 7, 10, 13, 16, 16, 16]


def test_looking_further_goes_on_where_the_search_has_ended() -> None:
    radii = [search(wave=wave, widened=1).radius_km for wave in range(1, 9)]
    assert radii[0] == RULES.last_radius_km
    assert radii[-1] == search(widened=1).last_radius_km == 2 * RULES.last_radius_km


@given(st.integers(1, 50), st.integers(0, 4))
def test_the_radius_never_shrinks_and_arrives(wave: int, widened: int) -> None:
    steps = [search(wave=w, widened=widened).radius_km for w in range(wave, wave + 60)]
    assert all(one <= other for one, other in pairwise(steps))
    assert is_widest(search(wave=wave + 60, widened=widened))


def chance_soon(wave: Wave, missing: int = 1) -> float:
    return at_least(missing, [ranked.prospect.answer.by(AIMS.soon) for ranked in wave.asked])


@pytest.mark.parametrize("missing", [1, 2])
def test_the_fewest_are_asked_who_make_a_yes_likely_enough(missing: int) -> None:
    wave = plan(MANY, search(missing=missing))
    fewer = replace(wave, asked=wave.asked[:-1])
    assert chance_soon(wave, missing) >= AIMS.chance > chance_soon(fewer, missing)


def test_never_more_are_asked_at_once_than_the_market_says() -> None:
    reluctant = [replace(one, habits=Habits(willing=Leaning(-3.0, 0.1))) for one in MANY]
    assert len(plan(reluctant, search()).asked) == RULES.wave_size
    assert len(plan(reluctant, search(missing=3)).asked) == 3 * RULES.wave_size == size(search(missing=3))


def test_whoever_may_still_answer_counts() -> None:
    asked = [replace(one, asked=True, silent_since=NOON - timedelta(seconds=20)) for one in MANY[:3]]
    assert plan([*asked, *MANY[3:]], search(wave=2)).asked == ()
    silent = [replace(one, silent_since=NOON - timedelta(minutes=15)) for one in asked]
    assert len(plan([*silent, *MANY[3:]], search(wave=2)).asked) > 0


def test_whoever_has_taken_another_job_is_hoped_for_no_longer() -> None:
    idle = [replace(one, asked=True, silent_since=NOON - timedelta(seconds=20), max_jobs=1) for one in MANY[:3]]
    taken = [replace(one, visits=(Visit(DOOR, None, 60),)) for one in idle]
    assert plan([*idle, *MANY[3:]], search(wave=2)).asked == ()
    assert len(plan([*taken, *MANY[3:]], search(wave=2)).asked) == len(plan(MANY[3:], search(wave=2)).asked) > 0


def test_the_next_wave_comes_sooner_when_less_is_to_be_hoped_for() -> None:
    doubtful = [replace(one, habits=Habits(willing=Leaning(-1.5, 0.1))) for one in MANY]
    assert plan(doubtful, search()).pause < plan(MANY, search()).pause <= RULES.wave_interval


def test_whoever_was_asked_often_enough_is_left_in_peace() -> None:
    tired = [replace(one, asked_lately=AIMS.most_an_hour) for one in MANY]
    assert set(plan(tired, search()).refused.values()) == {"asked_often"}


def test_the_others_wait_in_order() -> None:
    wave = plan(MANY, search())
    assert [r.candidate.id for r in (*wave.asked, *wave.waiting)] == list(range(10, 30))


def test_a_wave_that_finds_nobody_does_not_wait_before_it_looks_further() -> None:
    assert plan([], search()).pause == timedelta(0)
    assert plan([], search(wave=5)).pause == RULES.wave_interval


def test_the_favourite_is_asked_alone_and_given_time() -> None:
    crowd = [*MANY, candidate(99, base=km_north(7))]
    wave = plan(crowd, search(favourite=99))
    assert [r.candidate.id for r in wave.asked] == [99]
    assert wave.pause == RULES.favourite_head_start


def test_without_the_favourite_the_first_wave_is_like_any_other() -> None:
    crowd = [*MANY, candidate(99, online=False)]
    wave = plan(crowd, search(favourite=99))
    assert len(wave.asked) > 1
    assert wave.refused == {99: "online"}


def test_after_the_head_start_the_others_are_asked_too() -> None:
    silent = candidate(99, asked=True, silent_since=NOON - timedelta(minutes=2))
    assert len(plan([*MANY, silent], search(favourite=99, wave=2)).asked) > 0


def test_a_market_may_do_without_a_head_start() -> None:
    rules = replace(RULES, favourite_head_start=timedelta(0))
    wave = plan([*MANY, candidate(99)], search(favourite=99, market=replace(MARKET, dispatch=rules)))
    assert wave.asked[0].candidate.id == 99
    assert len(wave.asked) > 1


def test_staff_are_asked_before_the_others_and_alone_for_a_while() -> None:
    staff = [candidate(77, base=km_north(7), is_staff=True), candidate(78, base=km_north(6), is_staff=True)]
    first = plan([*MANY, *staff], search(market=STAFF_FIRST))
    assert {r.candidate.id for r in first.asked} <= {77, 78}
    assert first.pause == HEAD_START
    assert first.waiting
    second = plan([*MANY, *staff], search(market=STAFF_FIRST, wave=2))
    assert second.asked[0].candidate.id not in {77, 78}, "then whoever is best"


def test_whom_the_customer_wants_again_comes_before_staff_and_one_head_start_is_enough() -> None:
    crowd = [*MANY, candidate(77, is_staff=True), candidate(99)]
    assert [r.candidate.id for r in plan(crowd, search(market=STAFF_FIRST, favourite=99)).asked] == [99]
    assert 77 not in {r.candidate.id for r in plan(crowd, search(market=STAFF_FIRST, favourite=99, wave=2)).asked[:1]}
    away = [replace(c, online=c.id != 99) for c in crowd]
    assert [r.candidate.id for r in plan(away, search(market=STAFF_FIRST, favourite=99)).asked] == [77]


def test_without_staff_or_without_the_setting_nothing_changes() -> None:
    as_ever = plan(MANY, search())
    assert plan(MANY, search(market=STAFF_FIRST)).asked == as_ever.asked
    assert plan(MANY, search(market=STAFF_FIRST)).pause == as_ever.pause
    staff = [replace(c, is_staff=c.id % 2 == 0) for c in MANY]
    assert [r.candidate.id for r in plan(staff, search()).asked] == [r.candidate.id for r in as_ever.asked]


@given(
    st.lists(candidates(), max_size=30),
    st.integers(1, 9),
    st.integers(1, 4),
    st.none() | st.integers(1, 40),
    st.sampled_from([MARKET, STAFF_FIRST]),
)
def test_nobody_who_may_not_be_asked_is_asked(
    crowd: list[Candidate], wave: int, missing: int, favourite: int | None, market: Market
) -> None:
    """Exactly those whom every rule lets through are asked or wait, each once; everybody else has a reason."""
    question = search(wave=wave, missing=missing, favourite=favourite, market=market)
    planned = plan(crowd, question)
    people = {c.id: c for c in crowd}
    ranked = [r.candidate.id for r in (*planned.asked, *planned.waiting)]
    assert len(ranked) == len(set(ranked))
    assert set(ranked) == {id_ for id_, c in people.items() if first_failed(c, question) is None}
    assert planned.refused == {id_: first_failed(c, question) for id_, c in people.items() if id_ not in ranked}
    assert len(planned.asked) <= size(question)


@given(st.lists(willing(), max_size=30, unique_by=lambda c: c.id), st.integers(1, 3))
def test_wave_after_wave_everybody_eligible_is_asked_once(crowd: list[Candidate], missing: int) -> None:
    asked: list[int] = []
    for number in range(1, 40):
        now = [replace(c, asked=c.id in asked) for c in crowd]
        asked += [r.candidate.id for r in plan(now, search(wave=number, missing=missing)).asked]
    assert sorted(asked) == sorted(c.id for c in crowd if first_failed(c, search(wave=40)) is None)
