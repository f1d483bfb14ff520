"""The search played forward: what is said of the future follows from who is asked."""

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.draws import Asked, by_when, minutes_at_the_door

SURE = Asked(after=0, chance=1.0, answers_in=1.0, spread=0.01, free_in=0, way=10)


def asked(**changes: float) -> Asked:
    return Asked(**{name: changes.get(name, getattr(SURE, name)) for name in Asked.__dataclass_fields__})


def by(people: list[Asked], share: float = 0.5, missing: int = 1, patience: float = 20) -> float:
    return by_when(minutes_at_the_door(people, missing, patience), share)


def test_one_who_surely_comes() -> None:
    assert by([SURE]) == pytest.approx(11, abs=0.5)
    assert by([SURE], 0.9) == pytest.approx(11 + 10 * 0.38, abs=1)


def test_whoever_is_busy_comes_when_they_are_free() -> None:
    assert by([asked(free_in=30)]) == pytest.approx(40, abs=2)


def test_nobody_nothing() -> None:
    assert by([]) == inf
    assert by([SURE], missing=2) == inf
    assert by([asked(chance=0.4)]) == inf
    assert by([asked(after=21)]) == inf, "the patience is over by then"


def test_one_in_two_is_half_a_promise() -> None:
    two = [asked(chance=0.6), asked(chance=0.6, after=1)]
    assert by(two) < inf
    assert by(two, 0.9) == inf


def test_the_first_yes_goes_even_if_another_is_nearer() -> None:
    late_and_near = asked(after=5, way=1)
    assert by([SURE, late_and_near]) == pytest.approx(11, abs=0.5)


def test_a_crew_sets_off_when_it_is_complete() -> None:
    crew = [SURE, asked(after=8)]
    assert by(crew, missing=2) == pytest.approx(9 + 8.8, abs=1.5)


def test_the_same_people_make_the_same_promise() -> None:
    people = [asked(chance=0.5, after=minute) for minute in range(4)]
    assert np.array_equal(minutes_at_the_door(people, 1, 20), minutes_at_the_door(people, 1, 20))


PEOPLE = st.lists(
    st.builds(
        Asked,
        after=st.floats(0, 15),
        chance=st.floats(0.05, 0.95),
        answers_in=st.floats(0.1, 5),
        spread=st.floats(0.1, 1.5),
        free_in=st.floats(0, 40),
        way=st.floats(1, 40),
    ),
    max_size=6,
)


@given(PEOPLE, st.integers(1, 3))
def test_the_sure_time_is_never_earlier_than_the_likely_one(people: list[Asked], missing: int) -> None:
    assert by(people, 0.5, missing) <= by(people, 0.9, missing)


@given(PEOPLE)
def test_a_longer_patience_finds_no_fewer(people: list[Asked]) -> None:
    found = [np.isfinite(minutes_at_the_door(people, 1, patience)).mean() for patience in (5, 20)]
    assert found[0] <= found[1]
