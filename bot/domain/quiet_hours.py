"""The hours in which nobody is told what can wait: by the city's clocks, through the night."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

OFF = "off"
BEGINNINGS, ENDS = (20, 21, 22, 23, 0, 1), (5, 6, 7, 8, 9, 10)
"""The hours among which a person chooses."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `begins` until `ends`, past midnight when it is later; both the same would be no hours at all."""

    begins: time
    ends: time

    def __post_init__(self) -> None:
        """ValueError for hours that never begin, or never end."""
        if self.begins == self.ends:
            raise ValueError("quiet hours that end as they begin")

    def end_after(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """When those that it is in at that moment are over, in UTC; None outside of them.

        An hour that the clocks repeat is quiet both times; an end that they leave out comes when they have jumped.
        """
        local = now.astimezone(zone)
        wall = local.time()
        over_midnight = self.ends < self.begins
        quiet = (wall >= self.begins or wall < self.ends) if over_midnight else self.begins <= wall < self.ends
        if not quiet:
            return None
        tomorrow = over_midnight and wall >= self.begins
        return _last_moment(local.date() + timedelta(days=tomorrow), self.ends, zone)

    def changed(self, *, begins: int | None = None, ends: int | None = None) -> Self:
        """The same with another hour at one end."""
        first = self.begins if begins is None else time(begins)
        last = self.ends if ends is None else time(ends)
        return type(self)(first, last)

    def __str__(self) -> str:
        """As a row keeps it: '22:00-07:00'."""
        return f"{self.begins:%H:%M}-{self.ends:%H:%M}"


def quiet_hours_of(chosen: str | None, usual: QuietHours | None) -> QuietHours | None:
    """A person's hours from what their row keeps: their own, none ('off'), or (None) the market's usual ones."""
    if chosen is None:
        return usual
    if chosen == OFF:
        return None
    first, last = chosen.split("-")
    return QuietHours(time.fromisoformat(first), time.fromisoformat(last))


def _last_moment(day: date, wall: time, zone: ZoneInfo) -> datetime:
    readings = (datetime.combine(day, wall.replace(fold=fold), zone).astimezone(UTC) for fold in (0, 1))
    return max(readings)
