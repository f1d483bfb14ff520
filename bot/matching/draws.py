"""When somebody will be at the door: the search played forward many times, with the same dice each time.

What is asked is who would be asked one after the other while everybody is silent, with the chance and time of each
one's yes. A draw lets each of them say yes or not; the first to do so go, as in the market. Doubt about a way and about
a running job is drawn too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRAWS = 2_000
SEED = 7
WAY_SPREAD = 0.25
FREE_SPREAD = 0.35
"""Deviations of the logarithm of how long a way takes, and how long somebody still has to work."""
Minutes = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is asked `after` so many minutes. All in minutes.

    With `chance` they say yes, half of those who do within `answers_in`, log-normal with `spread`; they are free in
    `free_in`, and then need `way`.
    """

    after: float
    chance: float
    answers_in: float
    spread: float
    free_in: float
    way: float


def minutes_at_the_door(asked: Sequence[Asked], missing: int, patience: float) -> Minutes:
    """How many minutes from now the first of them is at the door, draw by draw; infinity: too few said yes in time."""
    if len(asked) < missing:
        return np.full(DRAWS, np.inf)
    dice = np.random.default_rng(SEED)
    yes = _yes(asked, dice)
    first = np.argsort(yes, axis=1, kind="stable")[:, :missing]
    complete = np.take_along_axis(yes, first, axis=1)[:, -1:]
    sets_off = np.maximum(complete, np.take_along_axis(_free(asked, dice), first, axis=1))
    there = (sets_off + np.take_along_axis(_way(asked, dice), first, axis=1)).min(axis=1)
    minutes: Minutes = np.where(complete[:, 0] <= patience, there, np.inf)
    return minutes


def by_when(minutes: Minutes, share: float) -> float:
    """The minutes within which that share of the draws saw somebody at the door; may be infinity."""
    return float(np.quantile(minutes, share, method="higher"))


def _yes(asked: Sequence[Asked], dice: np.random.Generator) -> Minutes:
    """When each says yes; infinity: never. Draws × people."""
    spread, median = _of(asked, "spread"), np.maximum(_of(asked, "answers_in"), 1e-3)
    when = _of(asked, "after") + median * np.exp(spread * dice.standard_normal((DRAWS, len(asked))))
    found: Minutes = np.where(dice.random((DRAWS, len(asked))) < _of(asked, "chance"), when, np.inf)
    return found


def _free(asked: Sequence[Asked], dice: np.random.Generator) -> Minutes:
    return _of(asked, "free_in") * _around_one(FREE_SPREAD, len(asked), dice)


def _way(asked: Sequence[Asked], dice: np.random.Generator) -> Minutes:
    return _of(asked, "way") * _around_one(WAY_SPREAD, len(asked), dice)


def _around_one(spread: float, people: int, dice: np.random.Generator) -> Minutes:
    drawn: Minutes = np.exp(spread * dice.standard_normal((DRAWS, people)))
    return drawn


def _of(asked: Sequence[Asked], name: str) -> Minutes:
    return np.array([getattr(one, name) for one in asked])
