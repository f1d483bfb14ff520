"""Hides ways to reach a person in what that person wrote, until the two are brought together.

Whatever could be dialled, opened or looked up is replaced; dates, times, sizes and prices stay. In doubt a
number of seven or more digits goes: to know what is broken, nobody needs it before accepting.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from phonenumbers import Leniency, PhoneNumberMatcher

from bot.ui.addresses_online import addresses
from bot.ui.dictated_numbers import long_numbers
from bot.ui.folding import folded
from bot.ui.harmless_numbers import walled

MASK = "▒▒▒"
_BEFORE_NUMBER = re.compile(r"[+(][+(\s]*$")


@lru_cache(maxsize=4096)
def mask_contacts(text: str, country: str) -> str:
    """The text with ▒▒▒ for phone numbers, links, e-mail addresses and user names.

    `country` is the market's (ISO 3166, two letters): numbers without a country code are dialled there.
    """
    reading = folded(text)
    spans = [*addresses(reading.text), *_phone_numbers(walled(reading.text), country)]
    return _masked(text, [reading.original_span(*span) for span in spans])


def _phone_numbers(text: str, country: str) -> Iterator[tuple[int, int]]:
    """Long numbers in any spelling, and the shorter ones that are valid where the market is."""
    for start, end in long_numbers(text):
        opening = _BEFORE_NUMBER.search(text, 0, start)
        yield (opening.start() if opening else start), end
    for found in PhoneNumberMatcher(text, country, leniency=Leniency.VALID):
        yield found.start, found.end


def _masked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with one mask for every stretch of overlapping or touching spans."""
    pieces: list[str] = []
    shown_from = 0
    for start, end in sorted(spans):
        if pieces and not text[shown_from:start].strip():
            shown_from = max(shown_from, end)
            continue
        pieces += [text[shown_from:start], MASK]
        shown_from = end
    return "".join([*pieces, text[shown_from:]])
