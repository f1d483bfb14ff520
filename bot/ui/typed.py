"""What people type, made fit to keep: one form of every letter, nothing invisible, numbers in any script."""

import re
import unicodedata
from decimal import Decimal

_JOINERS = "\u200c\u200d"
"""Persian spells with the first, emoji are put together with the second."""
_LOOKS_EMPTY = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5"), " ")
"""Letters to Unicode, blank to people: Hangul fillers, the empty Braille cell, Khmer's inherent vowels."""
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_FLAG = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)")
"""The flags of England, Scotland and Wales are spelled in tags that are invisible anywhere else."""
_IDLE_JOINER = re.compile(rf"(?<!\S)[{_JOINERS}]+|[{_JOINERS}]+(?!\S)|(?<=[{_JOINERS}])[{_JOINERS}]+")
_UNSEEN = {"Cc", "Cf", "Cs", "Co"}
"""Controls, formatting, halves of pairs, private letters. Not 'Cn': newer emoji are unassigned here."""
_MOST_MARKS = 4
"""Marks on one letter: Hebrew and Arabic carry up to four, more is a prank that covers its neighbours."""
_NUMBER = re.compile(
    r"(?P<sign>[-+]?)"
    r"(?P<whole>[1-9]\d{0,2}(?P<gap>[ ',.])\d{3}(?:(?P=gap)\d{3})*|\d+)"
    r"(?:(?!(?P=gap))[.,\u066b](?P<part>\d+))?"
)
_SPELLINGS = str.maketrans({"\u2212": "-", "\u2019": "'", "\u066c": " ", "\u060c": ","})
"""The minus sign, the Swiss apostrophe, the Persian thousands separator and comma."""


def clean(text: str) -> str:
    """The text as it is kept and shown: '' when there is nothing in it that anybody could see."""
    lines = _LINE_END.sub("\n", unicodedata.normalize("NFC", text)).split("\n")
    joined = "\n".join(_clean_line(line) for line in lines)
    cleaned = re.sub(r"\n{3,}", "\n\n", joined).strip()
    return cleaned if any(_shows(character) for character in cleaned) else ""


def _clean_line(line: str) -> str:
    """The line without invisible characters, joiners that join nothing and runs of spaces."""
    parts = _FLAG.split(line.translate(_LOOKS_EMPTY).replace("\t", " "))
    visible = "".join(part if _FLAG.fullmatch(part) else _visible(part) for part in parts)
    return " ".join(_IDLE_JOINER.sub("", visible).split())


def _shows(character: str) -> bool:
    """Whether the character is something to see by itself; marks, joiners and spaces are not."""
    return unicodedata.category(character)[0] not in "MZ" and character not in f"{_JOINERS}\n"


def _visible(part: str) -> str:
    """Only what shows or joins: no controls, no direction marks, no heaps of accents."""
    kept: list[str] = []
    marks = 0
    for character in part:
        category = unicodedata.category(character)
        marks = marks + 1 if category[0] == "M" else 0
        if marks <= _MOST_MARKS and (category not in _UNSEEN or character in _JOINERS):
            kept.append(character)
    return "".join(kept)


def parse_number(text: str) -> Decimal | None:
    """The number somebody typed, in the digits of any script, grouped or not; None when it is none.

    One separator before just three digits groups them ('1.200' is twelve hundred): nobody types thousandths.
    """
    found = _NUMBER.fullmatch(_latin_digits(clean(text).translate(_SPELLINGS)))
    if found is None:
        return None
    whole = re.sub(r"\D", "", found["whole"])
    return Decimal(f"{found['sign']}{whole}" + (f".{found['part']}" if found["part"] else ""))


def parse_whole(text: str) -> int | None:
    """The whole number somebody typed; None when it is none."""
    number = parse_number(text)
    return int(number) if number is not None and number == number.to_integral_value() else None


def _latin_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(character, character)) for character in text)


def utf16_length(text: str) -> int:
    """How long Telegram finds a text: it counts UTF-16 units, so an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def shortened(text: str, units: int) -> str:
    """The text within that many UTF-16 units, with '…' where something was cut; no letter loses its marks."""
    if utf16_length(text) <= units:
        return text
    end = length = 0
    while length + utf16_length(text[end]) <= units - 1:
        length += utf16_length(text[end])
        end += 1
    while end and (_clings(text[end]) or text[end - 1] == "\u200d"):
        end -= 1
    return text[:end].rstrip(f" \n{_JOINERS}") + "…"


def _clings(character: str) -> bool:
    """Whether the character belongs to the one before it: a mark, a joiner, a skin tone, a tag."""
    return (
        unicodedata.category(character)[0] == "M"
        or character in _JOINERS
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )
