"""A day as people type it: 2027-05-31, 31.5.2027, 31/05/2027; in Persian digits and by Iran's calendar as well."""

import re
from datetime import date

from persiantools.jdatetime import JalaliDate

from bot.ui.typed import clean

_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_LAST_JALALI = 1600
"""Years up to here are counted by Iran's calendar: the same day is 2027 there 1406."""


def typed_date(text: str) -> date | None:
    """The day that was typed; None when it is none that exists."""
    words = clean(text)
    if found := _YEAR_FIRST.fullmatch(words):
        year, month, day = map(int, found.groups())
    elif found := _YEAR_LAST.fullmatch(words):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return _jalali(year, month, day) if year < _LAST_JALALI else date(year, month, day)
    except ValueError:
        return None


def _jalali(year: int, month: int, day: int) -> date:
    there = JalaliDate(year, month, day)  # type: ignore[no-untyped-call]  # persiantools types its results only
    found: date = there.to_gregorian()
    return found
