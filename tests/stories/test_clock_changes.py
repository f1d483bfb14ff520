"""The two days a year on which the clocks change: what a clock on the wall shows is what is meant."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.languages import Language
from bot.domain.technicians import Shift, WeeklyHours
from bot.matching.hours import works_at, works_until
from bot.ui.texts import texts_of
from bot.ui.typed_shift import parse_shift
from tests.stories.journeys import LEAK_PRICE, answers_crew_and_contact, opens_the_leak, order_of, taps
from tests.stories.stage import KRAKOW, Stage

WARSAW = ZoneInfo("Europe/Warsaw")
FORWARD, BACK = "2026-03-29", "2026-10-25"
"""Two o'clock is three; three o'clock is two once more. Both are Sundays."""
NIGHT: WeeklyHours = {6: Shift(time(1), time(2, 30))}
"""A shift that ends at an hour which one Sunday does not have and another has twice."""


def at(day: str, utc: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{utc}").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "window", "start", "end"),
    [
        (FORWARD, "08:00–10:00", "06:00", "08:00"),
        (FORWARD, "20:00–22:00", "18:00", "20:00"),
        (BACK, "08:00–10:00", "07:00", "09:00"),
        (BACK, "20:00–22:00", "19:00", "21:00"),
    ],
)
async def test_a_window_that_was_chosen_the_day_before(
    stage: Stage, day: str, window: str, start: str, end: str
) -> None:
    """Chosen by the wall's clock, kept in UTC, and read again as it was chosen."""
    stage.clock.moment = at(day, "12:00") - timedelta(days=1)
    anna = await stage.newcomer("Anna")
    await opens_the_leak(stage, anna)
    await taps(stage, anna, "Nothing to add")
    await anna.shares_location(*KRAKOW)
    await stage.settled()
    await taps(stage, anna, "Tomorrow", window)
    await answers_crew_and_contact(stage, anna)
    await anna.sees(f"Tomorrow, {window}")
    await taps(stage, anna, "Order for %(price)s", price=LEAK_PRICE)
    chosen = (await order_of(stage, anna)).window
    assert chosen is not None
    assert (chosen.start, chosen.end) == (at(day, start), at(day, end))
    await anna.sees(f"Tomorrow, {window}")


@pytest.mark.parametrize(
    ("day", "utc", "works"),
    [
        (FORWARD, "00:30", True),  # 01:30
        (FORWARD, "00:59", True),  # 01:59, a minute before 03:00
        (FORWARD, "01:00", False),  # 03:00
        (BACK, "00:15", True),  # 02:15, the first time
        (BACK, "00:45", False),  # 02:45, the first time
        (BACK, "01:15", True),  # 02:15 again
        (BACK, "01:45", False),  # 02:45 again
    ],
)
def test_a_shift_into_the_hour_that_changes(day: str, utc: str, works: bool) -> None:
    assert works_at(NIGHT, at(day, utc), WARSAW) is works


@pytest.mark.parametrize(
    ("day", "utc", "until"),
    [(FORWARD, "00:30", "01:00"), (BACK, "00:15", "00:30"), (BACK, "01:15", "01:30")],
)
def test_a_shift_ends_when_the_wall_says_so(day: str, utc: str, until: str) -> None:
    moment = at(day, utc)
    end = works_until(NIGHT, moment, WARSAW, moment + timedelta(days=7))
    assert end is not None
    assert abs(end - at(day, until)) <= timedelta(minutes=30)
    assert not works_at(NIGHT, end, WARSAW)


@pytest.mark.parametrize("typed", ["01:00-02:30", "1:00 – 2:30", "۰۱:۰۰-۰۲:۳۰"])
def test_such_hours_can_be_typed(typed: str) -> None:
    shift = parse_shift(typed)
    assert shift is not None
    assert (shift.start, shift.end) == (time(1), time(2, 30))


@pytest.mark.parametrize(
    ("day", "utc", "told"), [(FORWARD, "00:59", "01:59"), (FORWARD, "01:00", "03:00"), (BACK, "01:15", "02:15")]
)
def test_moments_are_told_by_the_wall(day: str, utc: str, told: str) -> None:
    assert texts_of(Language.EN, WARSAW).time(at(day, utc)) == told
