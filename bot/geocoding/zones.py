"""A geocoder of the settings' own lists: districts and some streets, found in spite of slips of the pen.

It needs no network, so the playground, the tests and a market with a handful of known streets work anywhere.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from bot.domain.languages import Language
from bot.domain.points import Point
from bot.geocoding.found import Found, without_repetitions
from bot.matching.distance import metres_between

_SIMILAR = 0.72
"""How like a name the typed words must be, of 1; below it 'Rose' and 'Road' begin to look alike."""
_NEAR_M = 300
"""A pin farther from a street than this is not on it."""
_HOUSE = re.compile(r"(?<!\w)\d+\w?(?:\s?/\s?\d+\w?)?(?!\w)")
_NOISE = re.compile(r"\b(?:ul|ulica|al|aleja|street|st|road|rd|avenue|ave|ул|улица|проспект|пр|خیابان|کوچه)\b\.?")
_LETTERS = {"ł": "l", "ø": "o", "ё": "е", "ي": "ی", "ك": "ک"}


class Zones:
    """Finds districts and streets by their names."""

    def __init__(self, streets: Iterable[tuple[str, Point]], districts: Iterable[tuple[str, Point]]) -> None:
        """Take the names and where they are."""
        self._streets = {_plain(name): Found(point, name) for name, point in streets}
        self._districts = {_plain(name): Found(point, name, name) for name, point in districts}

    async def find(self, words: str, language: Language) -> list[Found]:  # noqa: ARG002  # the lists have one language
        """Streets first (with the house number that was typed), then districts."""
        streets = [found for part in words.split(",") for found in self._streets_like(part)]
        districts = [found for part in words.split(",") for found in _like(part, self._districts)]
        return without_repetitions([*streets, *districts])

    async def name(self, point: Point, language: Language) -> Found | None:  # noqa: ARG002
        """The nearest street, if there is one at all near."""
        nearest = min(self._streets.values(), key=lambda s: metres_between(s.point, point), default=None)
        if nearest is None or metres_between(nearest.point, point) > _NEAR_M:
            return None
        return Found(point, nearest.words)

    async def close(self) -> None:
        """Nothing is open."""

    def _streets_like(self, part: str) -> list[Found]:
        house = _HOUSE.search(part)
        number = f" {house.group()}" if house else ""
        return [Found(street.point, f"{street.words}{number}") for street in _like(part, self._streets)]


def _like(part: str, places: dict[str, Found]) -> list[Found]:
    """The places whose names are in the words, or much like them."""
    typed = _plain(part)
    if not typed:
        return []
    inside = [name for name in places if re.search(rf"\b{re.escape(name)}\b", typed)]
    return [places[name] for name in inside or get_close_matches(typed, places, n=3, cutoff=_SIMILAR)]


def _plain(text: str) -> str:
    """Lower case without accents, house numbers and the word for 'street'."""
    decomposed = unicodedata.normalize("NFKD", _HOUSE.sub(" ", text).lower())
    letters = "".join(_LETTERS.get(c, c) for c in decomposed if unicodedata.category(c) != "Mn")
    return " ".join(_NOISE.sub(" ", letters).replace(".", " ").split())
