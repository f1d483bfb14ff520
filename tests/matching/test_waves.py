"""Waves: who is asked at once, and how the search widens."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.candidates import Candidate
from bot.matching.eligibility import first_failed
from bot.matching.planning import plan_wave
from bot.matching.waves import is_widest, last_radius_km, radius_km, size
from tests.matching_scene import MARKET, candidate, candidates, km_north, search, willing

RULES = MARKET.dispatch
MANY = [candidate(id_) for id_ in range(10, 30)]


def test_the_radius_grows_by_a_step_up_to_the_last() -> None:
    radii = [radius_km(search(wave=wave)) for wave in range(1, 8)]
    assert radii == [4, 7, 10, 13, 16, 16, 16]


def test_looking_further_goes_on_where_the_search_has_ended() -> None:
    radii = [radius_km(search(wave=wave, widened=1)) for wave in range(1, 9)]
    assert radii[0] == RULES.last_radius_km
    assert radii[-1] == last_radius_km(search(widened=1)) == 2 * RULES.last_radius_km


@given(st.integers(1, 50), st.integers(0, 4))
def test_the_radius_never_shrinks_and_arrives(wave: int, widened: int) -> None:
    steps = [radius_km(search(wave=w, widened=widened)) for w in range(wave, wave + 60)]
    assert all(one <= other for one, other in pairwise(steps))
    assert is_widest(search(wave=wave + 60, widened=widened))


def test_as_many_are_asked_for_each_who_is_missing() -> None:
    assert len(plan_wave(MANY, search()).asked) == RULES.wave_size
    assert len(plan_wave(MANY, search(missing=3)).asked) == 3 * RULES.wave_size == size(search(missing=3))


def test_the_others_wait_in_order() -> None:
    wave = plan_wave(MANY, search())
    assert [r.candidate.id for r in (*wave.asked, *wave.waiting)] == list(range(10, 30))
    assert wave.pause == RULES.wave_interval


def test_a_wave_that_finds_nobody_does_not_wait_before_it_looks_further() -> None:
    assert plan_wave([], search()).pause == timedelta(0)
    assert plan_wave([], search(wave=5)).pause == RULES.wave_interval


def test_the_favourite_is_asked_alone_and_given_time() -> None:
    crowd = [*MANY, candidate(99, base=km_north(7))]
    wave = plan_wave(crowd, search(favourite=99))
    assert [r.candidate.id for r in wave.asked] == [99]
    assert wave.pause == RULES.favourite_head_start


def test_without_the_favourite_the_first_wave_is_like_any_other() -> None:
    crowd = [*MANY, candidate(99, online=False)]
    wave = plan_wave(crowd, search(favourite=99))
    assert len(wave.asked) == RULES.wave_size
    assert wave.refused == {99: "online"}


def test_after_the_head_start_the_others_are_asked_too() -> None:
    wave = plan_wave([*MANY, candidate(99, asked=True)], search(favourite=99, wave=2))
    assert len(wave.asked) == RULES.wave_size


def test_a_market_may_do_without_a_head_start() -> None:
    rules = replace(RULES, favourite_head_start=timedelta(0))
    wave = plan_wave([*MANY, candidate(99)], search(favourite=99, market=replace(MARKET, dispatch=rules)))
    assert wave.asked[0].candidate.id == 99
    assert len(wave.asked) == RULES.wave_size


@given(st.lists(candidates(), max_size=30), st.integers(1, 9), st.integers(1, 4), st.none() | st.integers(1, 40))
def test_nobody_who_may_not_be_asked_is_asked(
    crowd: list[Candidate], wave: int, missing: int, favourite: int | None
) -> None:
    """Exactly those whom every rule lets through are asked or wait, each once; everybody else has a reason."""
    question = search(wave=wave, missing=missing, favourite=favourite)
    plan = plan_wave(crowd, question)
    people = {c.id: c for c in crowd}
    ranked = [r.candidate.id for r in (*plan.asked, *plan.waiting)]
    assert len(ranked) == len(set(ranked))
    assert set(ranked) == {id_ for id_, c in people.items() if first_failed(c, question) is None}
    assert plan.refused == {id_: first_failed(c, question) for id_, c in people.items() if id_ not in ranked}
    assert len(plan.asked) <= size(question)


@given(st.lists(willing(), max_size=30, unique_by=lambda c: c.id), st.integers(1, 3))
def test_wave_after_wave_everybody_eligible_is_asked_once(crowd: list[Candidate], missing: int) -> None:
    asked: list[int] = []
    for number in range(1, 40):
        now = [replace(c, asked=c.id in asked) for c in crowd]
        asked += [r.candidate.id for r in plan_wave(now, search(wave=number, missing=missing)).asked]
    assert sorted(asked) == sorted(c.id for c in crowd if first_failed(c, search(wave=40)) is None)
