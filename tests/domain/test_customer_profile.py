"""A customer's profile: nothing from small samples, forgiving, the same words for the same record."""

from itertools import product

import pytest

from bot.domain.customer_profile import CustomerProfile, Kindness, Reliability, Standing, Visit, profile_of
from bot.domain.market import Market

DONE, ABSENT, LATE = Visit.DONE, Visit.ABSENT, Visit.CANCELLED_LATE


@pytest.mark.parametrize("visits", [[], [DONE], [ABSENT, ABSENT], [LATE, ABSENT]])
def test_small_samples_say_nothing_bad_and_nothing_good(market: Market, visits: list[Visit]) -> None:
    for stars in ([], [1, 1], [5] * 20):
        assert profile_of(visits, stars, market.ratings) == CustomerProfile(Standing.NEW)


def test_too_few_stars_say_nothing_of_kindness(market: Market) -> None:
    assert profile_of([DONE] * 3, [1, 1], market.ratings) == CustomerProfile(
        Standing.KNOWN, reliability=Reliability.RELIABLE
    )


@pytest.mark.parametrize(
    ("stars", "kindness", "shown"),
    [
        ([5, 5, 5], Kindness.KIND, 4.7),
        ([5] * 20, Kindness.KIND, 4.9),
        ([4, 4, 4], Kindness.PLEASANT, 4.3),
        ([1, 5, 5], Kindness.PLEASANT, 4.2),
        ([3] * 8, Kindness.MIXED, 3.6),
        ([1] * 20, Kindness.DIFFICULT, 1.7),
    ],
)
def test_kindness_starts_from_what_is_usual(market: Market, stars: list[int], kindness: Kindness, shown: float) -> None:
    profile = profile_of([DONE] * 9, stars, market.ratings)
    assert (profile.standing, profile.kindness, profile.stars) == (Standing.REGULAR, kindness, shown)


@pytest.mark.parametrize(
    ("fallen", "visits", "said"),
    [
        (0, 3, Reliability.RELIABLE),
        (1, 3, Reliability.SOMETIMES),
        (2, 3, Reliability.OFTEN),
        (1, 10, Reliability.RELIABLE),
        (3, 20, Reliability.SOMETIMES),
        (6, 20, Reliability.OFTEN),
    ],
)
def test_visits_that_fell_through(market: Market, fallen: int, visits: int, said: Reliability) -> None:
    for miss in (ABSENT, LATE):
        ends = [miss] * fallen + [DONE] * (visits - fallen)
        assert profile_of(ends, [], market.ratings).reliability is said


def test_what_was_long_ago_is_forgiven(market: Market) -> None:
    now = [DONE] * 20
    assert profile_of([*now, *[ABSENT] * 50], [*[5] * 20, *[1] * 50], market.ratings) == profile_of(
        now, [5] * 20, market.ratings
    )


def test_no_better_record_ever_reads_worse(market: Market) -> None:
    """One star more, or one visit more that came about, never lowers what is said."""
    ranks = list(Kindness)
    for stars in product((1, 3, 5), repeat=4):
        worse, better = (profile_of([DONE] * 5, [*stars, last], market.ratings).kindness for last in (2, 4))
        assert worse is not None
        assert better is not None
        assert ranks.index(better) <= ranks.index(worse)
    steps = list(Reliability)
    for fallen in range(1, 10):
        fewer, more = (
            profile_of([ABSENT] * missed + [DONE] * (10 - missed), [], market.ratings).reliability
            for missed in (fallen - 1, fallen)
        )
        assert fewer is not None
        assert more is not None
        assert steps.index(fewer) <= steps.index(more)
