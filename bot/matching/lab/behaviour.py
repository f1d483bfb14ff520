"""How people of the simulated city behave. All of it is assumed, none of it observed in a market.

Everything is drawn by name (seed, order, technician): whatever a policy does, the same technician meets the same order
in the same mood, so that policies differ by what they decide and not by their luck.
"""

from datetime import timedelta
from functools import lru_cache
from math import exp, log
from random import Random

from bot.domain.facts import fact
from bot.domain.ids import PersonId

WILLING = 0.9
"""Logits of a yes from somebody who is idle, by day, with no way to go: 71 in a hundred."""
WILLING_A_KM = -0.16
WILLING_A_JOB = -0.7
"""For each job that they have already."""
WILLING_AT_NIGHT = -0.7
NIGHT = frozenset({22, 23, 0, 1, 2, 3, 4, 5})
NEVER_LOOKS = 0.15
"""The share of offers that nobody reads in time: driving, under a sink, asleep."""
SAYS_NO = 0.5
"""Of those who do not want it, the share that says so; the others leave the offer unanswered."""
LOOKS_AFTER_S = (40.0, 1.0)
"""Until somebody looks at the phone: log-normal, the median in seconds and the deviation of the logarithm."""
THINKS_FOR_S = (9.0, 0.6)
"""From looking to tapping."""
SETS_OFF_AFTER = timedelta(minutes=2)
"""Putting on shoes, finding the keys."""
SPEEDS_KMH = (34,) * 6 + (28, 20, 17, 19) + (23,) * 5 + (20, 17, 17, 20) + (25,) * 3 + (30, 32)
"""Door to door along the streets, by the hour of setting off."""
TRIP_SPREAD = 0.2
WORK_SPREAD = 0.35
"""Deviations of the logarithm around the expected time of a way and around the catalogue's minutes."""
DICE = Random()
"""Seeded by name before each use."""


@fact(frozen=True, slots=True)
class Mood:
    """What a technician would make of an order's offer. `luck` under the chance of a yes is a yes.

    `looks_after` None: never looks. `says_no`: whether a no is tapped or just left unsaid.
    """

    luck: float
    looks_after: timedelta | None
    thinks_for: timedelta
    says_no: bool


@lru_cache(maxsize=65_536)
def mood(seed: int, order: int, technician: PersonId) -> Mood:
    """The mood in which this technician meets this order."""
    dice = _dice(seed, "mood", order, technician)
    luck, looks, says_no = dice.random(), dice.random() >= NEVER_LOOKS, dice.random() < SAYS_NO
    looks_after, thinks_for = _log_normal(dice, *LOOKS_AFTER_S), _log_normal(dice, *THINKS_FOR_S)
    return Mood(luck, looks_after if looks else None, thinks_for, says_no)


def chance_of_yes(eagerness: float, metres: float, running: int, hour: int) -> float:
    """A logistic curve: less with every kilometre and running job and at night, more for the eager."""
    logits = WILLING + eagerness + WILLING_A_KM * metres / 1000 + WILLING_A_JOB * running
    return 1 / (1 + exp(-(logits + (WILLING_AT_NIGHT if hour in NIGHT else 0))))


@lru_cache(maxsize=65_536)
def slowness(seed: int, order: int, technician: PersonId) -> float:
    """How many times as long as expected this technician's way to this order takes: log-normal around 1."""
    return exp(_dice(seed, "way", order, technician).gauss(0, TRIP_SPREAD))


@lru_cache(maxsize=65_536)
def work_time(seed: int, order: int, technician: PersonId, minutes: int) -> timedelta:
    """How long the work takes: log-normal around what the catalogue says."""
    return timedelta(minutes=minutes * exp(_dice(seed, "work", order, technician).gauss(0, WORK_SPREAD)))


def travel_time(street_km: float, hour: int, slow: float) -> timedelta:
    """How long the way really takes; the market itself reckons with one speed all day."""
    return timedelta(hours=street_km / SPEEDS_KMH[hour] * slow)


def _log_normal(dice: Random, median_s: float, spread: float) -> timedelta:
    return timedelta(seconds=dice.lognormvariate(log(median_s), spread))


def _dice(seed: int, what: str, order: int, technician: PersonId) -> Random:
    """The same dice each time, as if new: a `Random` that is made with a seed is seeded twice."""
    DICE.seed(f"{seed} {what} {order} {technician}")
    return DICE
