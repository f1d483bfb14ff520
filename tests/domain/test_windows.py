"""The windows on offer: two hours on the city's clocks, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.orders import Window
from bot.domain.windows import DAYS_AHEAD, days_ahead, is_on_offer, windows_of

WARSAW = ZoneInfo("Europe/Warsaw")
ZONES = [WARSAW, ZoneInfo("Asia/Tehran"), ZoneInfo("America/St_Johns"), ZoneInfo("Pacific/Apia")]


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=WARSAW).astimezone(UTC)


def test_seven_days_from_today() -> None:
    days = days_ahead(noon(date(2026, 3, 4)), WARSAW)
    assert (days[0], days[-1], len(days)) == (date(2026, 3, 4), date(2026, 3, 10), DAYS_AHEAD)


def test_in_the_evening_today_is_over() -> None:
    assert days_ahead(noon(date(2026, 3, 4)) + timedelta(hours=8), WARSAW)[0] == date(2026, 3, 5)


def test_past_windows_are_left_out() -> None:
    today = windows_of(date(2026, 3, 4), noon(date(2026, 3, 4)), WARSAW)
    assert [window.start.astimezone(WARSAW).hour for window in today] == [14, 16, 18, 20]


@pytest.mark.parametrize(("day", "utc_hour"), [(date(2026, 3, 28), 7), (date(2026, 3, 29), 6), (date(2026, 10, 25), 7)])
def test_eight_on_the_wall_is_eight_when_the_clocks_change(day: date, utc_hour: int) -> None:
    first = windows_of(day, noon(day - timedelta(days=1)), WARSAW)[0]
    assert first.start == datetime(day.year, day.month, day.day, utc_hour, tzinfo=UTC)


@given(st.timedeltas(timedelta(), timedelta(days=15 * 365)), st.sampled_from(ZONES))
def test_every_window_is_ahead_and_on_offer(later: timedelta, zone: ZoneInfo) -> None:
    now = datetime(2020, 1, 1, tzinfo=UTC) + later
    days = days_ahead(now, zone)
    assert len(days) in {DAYS_AHEAD - 1, DAYS_AHEAD}
    for day in days:
        for window in windows_of(day, now, zone):
            assert now < window.start < window.end
            assert window.start.astimezone(zone).date() == day
            assert is_on_offer(window, now, zone)


def test_any_other_time_is_not_on_offer() -> None:
    now = noon(date(2026, 3, 4))
    good = windows_of(date(2026, 3, 5), now, WARSAW)[0]
    assert not is_on_offer(Window(good.start, good.end + timedelta(hours=1)), now, WARSAW)
    assert not is_on_offer(Window(good.start + timedelta(days=30), good.end + timedelta(days=30)), now, WARSAW)
