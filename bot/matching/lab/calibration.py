"""How good the predicted chances of a yes are: of those told that three in ten say yes, do three in ten?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan
from statistics import fmean

from bot.domain.facts import fact

PARTS = 10


@fact(frozen=True, slots=True)
class Told:
    """The chance of a yes that was predicted when somebody was asked, and whether they would have said it in time."""

    chance: float
    yes: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Offers of about the same predicted chance: how many, the mean of it, and the share that would have said yes."""

    offers: int
    told: float
    said: float


def brier(told: Sequence[Told]) -> float:
    """The mean square of how far a chance was off: 0 for a prophet, 0.25 for a coin; not a number without offers."""
    return fmean((one.chance - one.yes) ** 2 for one in told) if told else nan


def reliability(told: Sequence[Told]) -> list[Part]:
    """The parts of the diagram, from the smallest chance to the largest; those without any offer are left out."""
    parts: list[list[Told]] = [[] for _ in range(PARTS)]
    for one in told:
        parts[min(PARTS - 1, int(one.chance * PARTS))].append(one)
    return [Part(len(part), fmean(o.chance for o in part), fmean(o.yes for o in part)) for part in parts if part]
