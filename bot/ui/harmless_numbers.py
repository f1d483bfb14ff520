"""Numbers that a repair is described with and that look like phone numbers: dates, hours, sizes, prices."""

import re
from collections.abc import Callable
from functools import partial

from bot.ui.folding import any_of

WALL = "\u03c9"
"""A letter that no number contains; whatever is harmless is overwritten with it."""
_Check = Callable[[re.Match[str]], bool]


_CURRENCIES = any_of("zł złotych zlotych pln usd eur € $ £ руб рублей рубля ₽ rub грн تومان تومن ریال")
_UNITS = any_of(
    "mm cm m m2 km kg g l ml v kw kwh bar hz % °c мм см м км кг г л мл вт квт бар"
    " میلیمتر میلی سانت سانتی سانتیمتر متر کیلو گرم لیتر ولت وات آمپر درصد"
)
"""Not 'w' and 'a': those are words in Polish, and a phone number stands before them as well as a power."""
_NUMBER = r"\d{1,4}(?:[.,\u066b]\d{1,2})?"
_TIMES = r"\s?[x\u00d7\u0445]\s?"
_LIST = rf"(?:{_TIMES}|\s?[/,\u2013-]\s?|\s(?:{any_of('on by or на или lub na یا در')})\s)"
_DATE = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)|(?<!\d)(\d{4})([./-])(\d\d?)\6(\d\d?)(?!\d)")
_UNTIL = rf"(?:\s?[\u2013-]\s?|\s(?:{any_of('to and do i до по и تا و')})\s)"
_DAYS = re.compile(rf"(?<!\d)(\d\d?)[./](\d\d?){_UNTIL}(\d\d?)[./](\d\d?)(?!\d)")
_TIME = re.compile(r"(?<!\d)(?:[01]?\d|2[0-4]):[0-5]\d(?!\d)")
_HOURS = re.compile(
    r"(?<![\d,;\u2013-])(?:\d\d?\s?[\u2013-]\s?\d\d?[,;]\s?)+\d\d?\s?[\u2013-]\s?\d\d?(?![\d,;\u2013-])"
)
_YEARS = re.compile(r"(?<!\d)(?:19|20|13|14)\d\d\s?[\u2013/-]\s?(?:19|20|13|14)\d\d(?!\d)")
_MEASURES = re.compile(rf"(?<![\d+]){_NUMBER}(?:{_LIST}{_NUMBER}){{1,5}}\s?(?:{_UNITS}|{_CURRENCIES})(?!\w)")
_SIZE = re.compile(rf"(?<![\d+]){_NUMBER}(?:{_TIMES}{_NUMBER}){{1,3}}(?!\d)")
_PRICE = re.compile(rf"(?<![\d+])\d{{1,3}}(?:[ .,'\u066c]?\d{{3}}){{1,4}}(?:[.,]\d\d)?\s?(?:{_CURRENCIES})(?!\w)")


def _is_date(found: re.Match[str]) -> bool:
    day, month, year = (found[1], found[3], found[4]) if found[1] else (found[8], found[7], found[5])
    return int(day) <= 31 and int(month) <= 12 and (len(year) == 2 or 1300 < int(year) < 2100)


def _are_days(found: re.Match[str]) -> bool:
    return int(found[1]) <= 31 and int(found[2]) <= 12 and int(found[3]) <= 31 and int(found[4]) <= 12


def _are_hours(found: re.Match[str]) -> bool:
    numbers = [int(number) for number in re.findall(r"\d+", found.group())]
    return all(start < end <= 24 for start, end in zip(numbers[::2], numbers[1::2], strict=True))


def _is_measure(found: re.Match[str]) -> bool:
    """Sizes and prices above two digits are round; three groups of any digits are a phone number again."""
    numbers = re.findall(r"\d+", found.group())
    return all(len(number) <= 2 or number[-1] in "05" for number in numbers)


def _is_price(found: re.Match[str]) -> bool:
    """Round, or grouped and below a hundred million: else it is a phone number with a currency put after it."""
    grouped = re.search(r"\d\D\d", found.group()) is not None
    digits = re.sub(r"\D", "", found.group())
    return digits[0] != "0" and (digits.endswith("000") or (grouped and len(digits) <= 8))


def _always(_: re.Match[str]) -> bool:
    return True


_HARMLESS: tuple[tuple[re.Pattern[str], _Check], ...] = (
    (_DATE, _is_date),
    (_DAYS, _are_days),
    (_TIME, _always),
    (_HOURS, _are_hours),
    (_YEARS, _always),
    (_PRICE, _is_price),
    (_MEASURES, _is_measure),
    (_SIZE, _always),
)


def walled(text: str) -> str:
    """The folded text, as long as before, with everything harmless overwritten."""
    for pattern, is_harmless in _HARMLESS:
        text = pattern.sub(partial(_overwritten, is_harmless), text)
    return text


def _overwritten(is_harmless: _Check, found: re.Match[str]) -> str:
    return WALL * len(found.group()) if is_harmless(found) else found.group()
