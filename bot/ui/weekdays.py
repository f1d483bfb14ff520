"""Weekdays and working hours in words; which day a week begins with in the market's country."""

from datetime import datetime, time, timedelta
from itertools import groupby

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names

from bot.domain.market import City
from bot.domain.technicians import Shift, WeeklyHours
from bot.ui.cldr import LOCALES
from bot.ui.texts import Texts

DAYS = range(7)
WHOLE_DAY = Shift(time(), time())


def weekday_name(texts: Texts, day: int) -> str:
    """Mon · Пн · pon. · دوشنبه."""
    names = get_day_names("abbreviated", "stand-alone", LOCALES[texts.language])
    return texts.capital(names[day])


def shift_words(texts: Texts, shift: Shift | None) -> str:
    """08:00–20:00 · day off · around the clock."""
    if shift is None:
        return texts.label("day off")
    if shift == WHOLE_DAY:
        return texts.label("around the clock")
    return texts.label("%(start)s–%(end)s", start=texts.time(shift.start), end=texts.time(shift.end))


def hours_lines(texts: Texts, hours: WeeklyHours) -> list[str]:
    """The week, days in a row with the same hours together: Mon–Fri 09:00–18:00."""
    lines = []
    for shift, run in groupby(DAYS, key=hours.get):
        days = list(run)
        if shift is not None:
            lines.append(f"{_days_words(texts, days)} {shift_words(texts, shift)}")
    return lines


def _days_words(texts: Texts, days: list[int]) -> str:
    if len(days) == len(DAYS):
        return texts.label("Every day")
    first, last = weekday_name(texts, days[0]), weekday_name(texts, days[-1])
    return first if len(days) == 1 else f"{first}–{last}"


def day_begins(now: datetime, city: City) -> datetime:
    """The last midnight in the city."""
    return now.astimezone(city.time_zone).replace(hour=0, minute=0, second=0, microsecond=0)


def week_begins(now: datetime, city: City) -> datetime:
    """The midnight in the city with which this week began."""
    today = day_begins(now, city)
    gone = (today.weekday() - first_weekday(city.country)) % 7
    return (today - timedelta(days=gone)).replace(hour=0)


def month_begins(now: datetime, city: City) -> datetime:
    """The midnight in the city with which this month began."""
    return day_begins(now, city).replace(day=1)


def first_weekday(country: str) -> int:
    """The weekday (0 is Monday) with which people there begin a week."""
    try:
        return Locale.parse(f"und_{country}").first_week_day
    except UnknownLocaleError:
        return 0
