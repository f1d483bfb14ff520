"""Whether somebody works at a moment, by the city's clocks."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.technicians import WeeklyHours


def works_at(hours: WeeklyHours, moment: datetime, zone: ZoneInfo) -> bool:
    """Whether the moment (UTC) is inside a shift: today's, or yesterday's that runs past midnight.

    Without any hours a technician works whenever they are online.
    """
    if not hours:
        return True
    local = moment.astimezone(zone)
    today, yesterday = hours.get(local.weekday()), hours.get((local.weekday() - 1) % 7)
    time = local.time()
    began_today = today is not None and today.covers(time) and time >= today.start
    from_yesterday = yesterday is not None and yesterday.end < yesterday.start and time < yesterday.end
    return began_today or from_yesterday
