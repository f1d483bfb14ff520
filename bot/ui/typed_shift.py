"""Working hours as people type them: 8-20, 8:30 – 16, from 9 to 18, in the digits of any script."""

import re
from datetime import time

from bot.domain.technicians import Shift
from bot.ui.typed import clean

_MOMENT = r"(\d{1,2})(?:\s?[:.h]\s?(\d\d)|(\d\d))?"
_SHIFT = re.compile(rf"\D*{_MOMENT}(?:\s?h)?\s?(?:[-–—]|\D*[^\d\s:.]\D*)\s?{_MOMENT}\D*")


def parse_shift(text: str) -> Shift | None:
    """The shift that was typed; None when it is none. 0-24 is a whole day; an end before the start is past midnight."""
    found = _SHIFT.fullmatch(clean(text))
    if found is None:
        return None
    start, end = _moment(*found.group(1, 2, 3)), _moment(*found.group(4, 5, 6))
    if start is None or end is None or (start == end and start != time()):
        return None
    return Shift(start, end)


def _moment(hour: str, after_a_colon: str | None, together: str | None) -> time | None:
    """Midnight may be called 24."""
    minute = int(after_a_colon or together or 0)
    if int(hour) > 24 or minute > 59 or (int(hour) == 24 and minute):
        return None
    return time(int(hour) % 24, minute)
