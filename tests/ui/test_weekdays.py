"""Weeks in words, and when they begin."""

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

import pytest

from bot.domain.languages import Language
from bot.domain.technicians import Shift
from bot.ui.texts import texts_of
from bot.ui.weekdays import day_begins, first_weekday, hours_lines, month_begins, week_begins, weekday_name

OFFICE = Shift(time(9), time(18))


@pytest.mark.parametrize(
    ("hours", "lines"),
    [
        (dict.fromkeys(range(7), OFFICE), ["Every day 09:00–18:00"]),
        (dict.fromkeys(range(5), OFFICE), ["Mon–Fri 09:00–18:00"]),
        (
            {0: OFFICE, 2: OFFICE, 3: Shift(time(22), time(6))},
            ["Mon 09:00–18:00", "Wed 09:00–18:00", "Thu 22:00–06:00"],
        ),
        ({6: Shift(time(), time())}, ["Sun around the clock"]),
        ({}, []),
    ],
)
def test_days_with_the_same_hours_stand_together(hours: Any, lines: list[str]) -> None:
    assert hours_lines(texts_of(Language.EN), hours) == lines


@pytest.mark.parametrize(
    ("language", "monday"),
    [(Language.EN, "Mon"), (Language.RU, "Пн"), (Language.PL, "Pon."), (Language.FA, "دوشنبه")],
)
def test_weekdays(language: Language, monday: str) -> None:
    assert weekday_name(texts_of(language), 0) == monday


@pytest.mark.parametrize(("country", "weekday"), [("PL", 0), ("IR", 5), ("US", 6), ("XX", 0)])
def test_weeks_begin_where_people_say(country: str, weekday: int) -> None:
    assert first_weekday(country) == weekday


def test_the_citys_midnight(market: Any) -> None:
    """Monday 30 March 2026, a day after the clocks went forward in Kraków: the week began in winter time of nobody."""
    now = datetime(2026, 3, 30, 10, 0, tzinfo=UTC)
    assert day_begins(now, market.city).astimezone(UTC) == datetime(2026, 3, 29, 22, 0, tzinfo=UTC)
    assert week_begins(now, market.city).astimezone(UTC) == datetime(2026, 3, 29, 22, 0, tzinfo=UTC)
    assert month_begins(now, market.city).astimezone(UTC) == datetime(2026, 2, 28, 23, 0, tzinfo=UTC)


def test_a_week_across_the_change_of_the_clocks(market: Any) -> None:
    """On that Sunday evening the week is six days old, and its Monday began at midnight of winter time."""
    now = datetime(2026, 3, 29, 18, 0, tzinfo=UTC)
    assert week_begins(now, market.city).astimezone(UTC) == datetime(2026, 3, 22, 23, 0, tzinfo=UTC)
    iran = replace(market.city, country="IR")
    assert week_begins(now, iran).astimezone(UTC) == datetime(2026, 3, 27, 23, 0, tzinfo=UTC)
