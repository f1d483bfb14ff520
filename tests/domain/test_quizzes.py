"""Quizzes are drawn anew, marked rightly, and tried again after a wait."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from bot.domain.quizzes import Attempt, QuizQuestion, QuizRules, may_try_from

BANK = tuple(QuizQuestion({}, ({}, {}, {})) for _ in range(8))
RULES = QuizRules({"plumbing": BANK, "locks": BANK[:3]}, questions=5, pass_percent=80)
BEGAN = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("skill", "percent", "asked", "needed"),
    [("plumbing", 80, 5, 4), ("plumbing", 81, 5, 5), ("plumbing", 1, 5, 1), ("locks", 80, 3, 3), ("gas", 80, 0, 0)],
)
def test_how_many_must_be_right(skill: str, percent: int, asked: int, needed: int) -> None:
    rules = QuizRules(RULES.banks, questions=5, pass_percent=percent)
    assert (rules.asked(skill), rules.needed(skill)) == (asked, needed)


def test_each_draw_asks_every_question_once_with_every_option() -> None:
    drawn = RULES.draw("plumbing", Random(1))
    assert len({one.question for one in drawn}) == 5
    assert all(sorted(one.order) == [0, 1, 2] for one in drawn)
    assert all([one.is_right(place) for place in range(3)].count(True) == 1 for one in drawn)
    assert drawn != RULES.draw("plumbing", Random(2))


def test_the_next_try_counts_from_the_beginning_of_the_last() -> None:
    assert may_try_from(None, RULES) is None
    assert may_try_from(Attempt(1, "plumbing", BEGAN, passed=True, right=5), RULES) is None
    for failed in (Attempt(1, "plumbing", BEGAN, passed=False, right=1), Attempt(1, "plumbing", BEGAN, None, 0)):
        assert may_try_from(failed, RULES) == BEGAN + timedelta(hours=24)
