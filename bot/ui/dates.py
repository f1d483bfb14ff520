"""Days and times of day as each language writes them; Persian ones by the Jalali calendar."""

import datetime as dt

from babel.dates import format_date
from persiantools.jdatetime import JalaliDate

from bot.domain.languages import Language
from bot.ui.cldr import LOCALES
from bot.ui.numerals import own_digits

_LONG = {
    Language.EN: ("EEEE d MMMM", "EEEE d MMMM y"),
    Language.RU: ("EEEE, d MMMM", "EEEE, d MMMM y 'г'."),
    Language.PL: ("EEEE, d MMMM", "EEEE, d MMMM y"),
}
"""Without and with the year. Patterns of ours: Unicode's long forms always carry one and have no weekday."""
_SHORT = {Language.EN: "EEE d MMM", Language.RU: "EEE, d MMM", Language.PL: "EEE, d MMM"}


def long_date(day: dt.date, language: Language, *, with_year: bool) -> str:
    """Weekday, day and month in words: Sunday 15 March."""
    if language is Language.FA:
        return _jalali(day, with_year=with_year)
    return format_date(day, _LONG[language][with_year], LOCALES[language])


def short_date(day: dt.date, language: Language) -> str:
    """The same for a button: Sun 15 Mar. Persian has no abbreviations that people read, so it stays whole."""
    if language is Language.FA:
        return _jalali(day, with_year=False)
    return format_date(day, _SHORT[language], LOCALES[language])


def day_of_month(day: dt.date, language: Language) -> str:
    """Day and month in figures."""
    if language is Language.FA:
        jalali = _in_iran(day)
        return own_digits(f"{jalali.month}/{jalali.day}", Language.FA)
    return f"{day.day}.{day.month}."


def _jalali(day: dt.date, *, with_year: bool) -> str:
    """The day in the solar calendar of Iran; persiantools pads the day with a zero, people do not."""
    jalali = _in_iran(day)
    weekday, month = jalali.strftime("%A", locale="fa"), jalali.strftime("%B", locale="fa")
    written = f"{weekday} {jalali.day} {month}" + (f" {jalali.year}" if with_year else "")
    return own_digits(written, Language.FA)


def _in_iran(day: dt.date) -> JalaliDate:
    return JalaliDate(day)  # type: ignore[no-untyped-call]  # persiantools types its results only


def clock_time(time: dt.time, language: Language) -> str:
    """Hours and minutes, 24 hours everywhere."""
    return own_digits(f"{time:%H:%M}", language)


def same_year(one: dt.date, other: dt.date, language: Language) -> bool:
    """Whether both days are in one year of the reader's calendar."""
    if language is Language.FA:
        return _in_iran(one).year == _in_iran(other).year
    return one.year == other.year
