"""Text reduced to what it reads as, letter for letter, so that disguises fall off and places stay known."""

import re
import unicodedata
from dataclasses import dataclass

_LOOKALIKES = {"ł": "l", "ø": "o", "ي": "ی", "ك": "ک", "ى": "ی", "·": ".", "。": ".", "⁄": "/"}
_DROPPED = {"Cf", "Mn", "Me"}
"""Formatting, accents and the frames of keycap emoji: nobody reads them as a letter of their own."""


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded text, and where each of its characters stands in the original; the last place is the end."""

    text: str
    places: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text stands in the original, dropped marks included."""
        return self.places[start], self.places[end]


def folded(text: str) -> Folded:
    """The text without case, accents and invisible characters, every digit a Latin one: 'É۵①' reads 'e51'."""
    kept = [(place, c) for place, c in enumerate(text) if unicodedata.category(c) not in _DROPPED]
    places = (*(place for place, _ in kept), len(text))
    return Folded("".join(_folded_character(character) for _, character in kept), places)


def any_of(words: str) -> str:
    """A regular expression's alternative of these words, longest first, as they look when folded."""
    return "|".join(re.escape(folded(word).text) for word in sorted(words.split(), key=len, reverse=True))


def _folded_character(character: str) -> str:
    """One character for one."""
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    base = unicodedata.normalize("NFKD", character)[0].lower()[0]
    return _LOOKALIKES.get(base, base)
