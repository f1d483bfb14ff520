"""Whether two visits fit into one day."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.candidates import Visit
from bot.domain.orders import Window
from bot.matching.visits import clash
from tests.clock import NOON
from tests.matching_scene import DOOR, km_north, near, window

SPEED = 22.0


SHORT, LONG = 30, 65
"""Minutes of work."""


@pytest.mark.parametrize(
    ("one", "minutes", "other", "clashes"),
    [
        (None, LONG, None, False),  # how many of these somebody takes on is their own affair
        (window(4, 2), LONG, window(4, 2), False),  # one after the other within the two hours
        (window(4, 1), LONG, window(4, 1), True),
        (window(4, 1), SHORT, window(4, 1), False),
        (window(4, 1), SHORT, window(5, 1), False),
        (None, LONG, window(6), False),
        (None, SHORT, window(0.2, 0.5), False),
        (None, LONG, window(0.2, 0.1), True),  # neither can wait for the other
    ],
)
def test_visits_at_the_same_place(one: Window | None, minutes: int, other: Window | None, clashes: bool) -> None:
    assert clash(Visit(DOOR, one, minutes), Visit(DOOR, other, LONG), NOON, SPEED) is clashes


def test_the_way_between_them_counts() -> None:
    first, second = Visit(DOOR, window(4, 1), 60), Visit(km_north(15), window(5, 0.5), 60)
    assert not clash(first, replace(second, point=DOOR), NOON, SPEED)
    assert clash(first, second, NOON, SPEED)


VISITS = st.builds(
    Visit, near(), st.none() | st.builds(window, st.floats(0, 9), st.floats(0.1, 3)), st.integers(5, 200)
)


@given(VISITS, VISITS)
def test_it_does_not_matter_which_is_named_first(one: Visit, other: Visit) -> None:
    assert clash(one, other, NOON, SPEED) is clash(other, one, NOON, SPEED)


@given(VISITS, VISITS, st.integers(1, 100))
def test_longer_work_never_fits_better(one: Visit, other: Visit, more: int) -> None:
    if clash(one, other, NOON, SPEED):
        assert clash(replace(one, minutes=one.minutes + more), other, NOON, SPEED)
