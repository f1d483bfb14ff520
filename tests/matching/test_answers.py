"""The chance and time of enough answers, against brute force."""

from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.answers import Prediction, at_least, found_by

CHANCES = st.lists(st.floats(0, 1), max_size=7)
PREDICTIONS = st.builds(Prediction, st.floats(0.01, 0.99), st.floats(0.1, 10), st.floats(0.2, 2))
ASKED = st.lists(st.tuples(PREDICTIONS, st.floats(0, 5)), max_size=6)


@given(CHANCES, st.integers(0, 4))
def test_all_outcomes_counted_one_by_one(chances: list[float], wanted: int) -> None:
    outcomes = product((True, False), repeat=len(chances))
    likely = sum(
        prod(chance if happens else 1 - chance for chance, happens in zip(chances, outcome, strict=True))
        for outcome in outcomes
        if sum(outcome) >= wanted
    )
    assert at_least(wanted, chances) == pytest.approx(likely, abs=1e-9)


@given(ASKED, st.floats(0, 60), st.floats(0, 60), st.integers(1, 3))
def test_time_only_helps(asked: list[tuple[Prediction, float]], one: float, other: float, missing: int) -> None:
    early, late = sorted((one, other))
    assert found_by(asked, early, missing) <= found_by(asked, late, missing) + 1e-12


@given(ASKED, PREDICTIONS, st.floats(0, 60))
def test_one_more_never_hurts(asked: list[tuple[Prediction, float]], more: Prediction, minutes: float) -> None:
    assert found_by([*asked, (more, 0.0)], minutes) >= found_by(asked, minutes) - 1e-12


@given(PREDICTIONS, st.floats(0.1, 30), st.floats(0, 30))
def test_silence_never_raises_what_is_still_hoped_for(one: Prediction, minutes: float, silent: float) -> None:
    assert 0 <= one.within(minutes, silent) <= one.chance + 1e-9
    assert one.within(10_000, silent) <= one.within(10_000, 0) + 1e-6
