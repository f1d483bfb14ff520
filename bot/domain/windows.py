"""The windows in which a visit can be scheduled: two local hours of one of the next days."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.orders import Window

DAYS_AHEAD = 7
"""Today and the six days after it."""
HOURS = range(8, 22, 2)
"""The local hours at which windows begin; each is as long as the step."""


def days_ahead(now: datetime, zone: ZoneInfo) -> list[date]:
    """The local days on which a window is left, today first."""
    today = now.astimezone(zone).date()
    days = [today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD)]
    return [day for day in days if windows_of(day, now, zone)]


def windows_of(day: date, now: datetime, zone: ZoneInfo) -> list[Window]:
    """The windows of a local day that begin after now, in UTC.

    Both ends are told by the city's clocks, so that '14:00–16:00' is what a clock on the wall shows, also on
    the two days a year on which the clocks change.
    """
    windows = [Window(_moment(day, hour, zone), _moment(day, hour + HOURS.step, zone)) for hour in HOURS]
    return [window for window in windows if window.start > now]


def is_on_offer(window: Window, now: datetime, zone: ZoneInfo) -> bool:
    """Whether the window can (still) be chosen."""
    return any(window in windows_of(day, now, zone) for day in days_ahead(now, zone))


def _moment(day: date, hour: int, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=zone).astimezone(UTC)
