"""Quiet hours by the clocks of a city, on the two nights a year as well on which these change."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.quiet_hours import OFF, QuietHours, quiet_hours_of

WARSAW = ZoneInfo("Europe/Warsaw")
NIGHT, AFTERNOON = QuietHours(time(22), time(7)), QuietHours(time(13), time(15))
TILL_HALF_PAST_TWO = QuietHours(time(22), time(2, 30))
"""An end that one Sunday does not have and another has twice."""


def utc(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "now", "morning"),
    [
        (NIGHT, "2026-03-04 20:59", None),
        (NIGHT, "2026-03-04 21:00", "2026-03-05 06:00"),
        (NIGHT, "2026-03-05 05:59", "2026-03-05 06:00"),
        (NIGHT, "2026-03-05 06:00", None),
        (AFTERNOON, "2026-03-04 12:00", "2026-03-04 14:00"),
        (AFTERNOON, "2026-03-04 14:00", None),
        (AFTERNOON, "2026-03-04 23:00", None),
        (NIGHT, "2026-03-28 22:00", "2026-03-29 05:00"),  # one hour is left out: seven is five in UTC
        (NIGHT, "2026-10-24 21:00", "2026-10-25 06:00"),  # one hour comes twice
        (TILL_HALF_PAST_TWO, "2026-03-28 22:00", "2026-03-29 01:30"),  # there is no half past two
        (TILL_HALF_PAST_TWO, "2026-10-25 00:10", "2026-10-25 01:30"),  # the first ten past two
        (TILL_HALF_PAST_TWO, "2026-10-25 01:10", "2026-10-25 01:30"),  # the second one
        (TILL_HALF_PAST_TWO, "2026-10-25 01:30", None),
    ],
)
def test_when_they_are_over(hours: QuietHours, now: str, morning: str | None) -> None:
    assert hours.end_after(utc(now), WARSAW) == (utc(morning) if morning else None)


def test_whatever_the_moment_the_morning_is_ahead_and_not_quiet() -> None:
    for day in (28, 29):
        for minute in range(0, 24 * 60, 10):
            now = datetime(2026, 3, day, minute // 60, minute % 60, tzinfo=UTC)
            morning = TILL_HALF_PAST_TWO.end_after(now, WARSAW)
            assert morning is None or (morning > now and TILL_HALF_PAST_TWO.end_after(morning, WARSAW) is None)


def test_ones_own_none_or_the_markets() -> None:
    assert quiet_hours_of(None, NIGHT) is NIGHT
    assert quiet_hours_of(None, None) is None
    assert quiet_hours_of(OFF, NIGHT) is None
    assert quiet_hours_of(str(AFTERNOON), NIGHT) == AFTERNOON
    assert NIGHT.changed(begins=23) == QuietHours(time(23), time(7))
    with pytest.raises(ValueError, match="as they begin"):
        QuietHours(time(7), time(7))
