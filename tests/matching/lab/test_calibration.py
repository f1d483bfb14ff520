"""How the lab judges predictions."""

from math import isnan

import pytest

from bot.matching.lab.calibration import Part, Told, brier, reliability


def test_a_prophet_is_never_off_and_a_coin_by_a_quarter() -> None:
    assert brier([Told(1.0, yes=True), Told(0.0, yes=False)]) == 0
    assert brier([Told(0.5, yes=True), Told(0.5, yes=False)]) == 0.25
    assert isnan(brier([]))


def test_the_diagram_compares_what_was_told_with_what_was_said() -> None:
    told = [Told(0.32, yes=True), Told(0.38, yes=False), Told(1.0, yes=True)]
    first, last = reliability(told)
    assert (first.offers, first.said) == (2, 0.5)
    assert first.told == pytest.approx(0.35)
    assert last == Part(1, 1.0, 1.0)
