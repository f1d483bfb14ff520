"""Working hours by the city's clocks."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.technicians import Shift
from bot.matching.hours import works_at

WARSAW = ZoneInfo("Europe/Warsaw")
MONDAY, SATURDAY, SUNDAY = 0, 5, 6
DAY = Shift(time(8), time(16))
NIGHT = Shift(time(22), time(6))


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the week of Monday 2 March 2026, told by a clock in the city."""
    return datetime(2026, 3, 2 + day, hour, minute, tzinfo=WARSAW).astimezone(UTC)


def test_without_hours_one_works_whenever_online() -> None:
    assert works_at({}, local(SUNDAY, 3), WARSAW)


@pytest.mark.parametrize(
    ("moment", "works"),
    [
        (local(MONDAY, 7, 59), False),
        (local(MONDAY, 8), True),
        (local(MONDAY, 15, 59), True),
        (local(MONDAY, 16), False),
        (local(1, 10), False),
    ],
)
def test_a_day_shift(moment: datetime, works: bool) -> None:
    assert works_at({MONDAY: DAY}, moment, WARSAW) is works


@pytest.mark.parametrize(
    ("moment", "works"),
    [
        (local(SUNDAY, 21, 59), False),
        (local(SUNDAY, 22), True),
        (local(SUNDAY, 2), False),
        (local(SUNDAY, 23, 59), True),
        (local(7, 0), True),
        (local(7, 5, 59), True),
        (local(7, 6), False),
        (local(0, 2), False),
    ],
)
def test_a_shift_past_midnight_belongs_to_the_evening_on_which_it_begins(moment: datetime, works: bool) -> None:
    hours = {SUNDAY: NIGHT} if moment > local(0, 12) else {MONDAY: NIGHT}
    assert works_at(hours, moment, WARSAW) is works


def test_sundays_night_ends_on_monday_morning() -> None:
    assert works_at({SUNDAY: NIGHT}, local(0, 3), WARSAW)
    assert not works_at({SATURDAY: NIGHT}, local(0, 3), WARSAW)


def test_the_clocks_change_and_the_shift_does_not() -> None:
    before, after = datetime(2026, 3, 28, 6, 30, tzinfo=UTC), datetime(2026, 3, 29, 6, 30, tzinfo=UTC)
    hours = {SATURDAY: DAY, SUNDAY: DAY}
    assert not works_at(hours, before, WARSAW)
    assert works_at(hours, after, WARSAW)
