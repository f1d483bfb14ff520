"""Whether somebody works at a moment, by the city's clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.technicians import WeeklyHours


def works_at(hours: WeeklyHours, moment: datetime, zone: ZoneInfo) -> bool:
    """Whether the moment (UTC) is inside a shift: today's, or yesterday's that runs past midnight.

    Without any hours a technician works whenever they are online.
    """
    return not hours or covers(hours, moment.astimezone(zone))


def covers(hours: WeeklyHours, local: datetime) -> bool:
    """The same for a moment by the city's clocks."""
    if not hours:
        return True
    today, yesterday = hours.get(local.weekday()), hours.get((local.weekday() - 1) % 7)
    time = local.time()
    began_today = today is not None and today.covers(time) and time >= today.start
    from_yesterday = yesterday is not None and yesterday.end < yesterday.start and time < yesterday.end
    return began_today or from_yesterday


def works_until(hours: WeeklyHours, moment: datetime, zone: ZoneInfo, latest: datetime) -> datetime | None:
    """When the shift at that moment ends, at the latest then; None: nobody works now. Shifts may follow one another."""
    if not works_at(hours, moment, zone):
        return None
    end = moment
    while end < latest and works_at(hours, end, zone):
        end = min(latest, _shift_ends(hours, end, zone))
    return end


def _shift_ends(hours: WeeklyHours, moment: datetime, zone: ZoneInfo) -> datetime:
    """The next of the city's times of day at which any shift ends: nothing changes before."""
    if not hours:
        return moment + timedelta(days=1)
    local = moment.astimezone(zone)
    days = [local.date() + timedelta(days=ahead) for ahead in range(2)]
    # Both readings of an hour that the clocks repeat or leave out; one that is no end is followed by the next look.
    times = [shift.end.replace(fold=fold) for shift in hours.values() for fold in (0, 1)]
    ends = [datetime.combine(day, time, zone).astimezone(UTC) for time in times for day in days]
    return min(end for end in ends if end > moment)
