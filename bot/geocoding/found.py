"""What every source of places answers with."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from bot.domain.languages import Language
from bot.domain.points import Point


class NoAnswerError(Exception):
    """The source could not be asked: no network, too slow, or it refused."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place as a source knows it; `district` is '' when it does not say."""

    point: Point
    words: str
    district: str = ""


class Source(Protocol):
    """Knows places: a server on the network, or the settings' own lists. Asking may raise NoAnswerError."""

    async def find(self, words: str, language: Language) -> list[Found]:
        """The places that these words may mean, the likeliest first."""
        ...

    async def name(self, point: Point, language: Language) -> Found | None:
        """What is at this point, or None."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


def without_repetitions(found: Iterable[Found]) -> list[Found]:
    """One place for the same words: people could not tell two buttons of the same words apart."""
    return list({place.words: place for place in reversed(list(found))}.values())[::-1]
