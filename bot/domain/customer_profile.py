"""What technicians may know of a customer before they accept: coarse, of late, and nothing from small samples."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.rating_rules import RatingRules
from bot.domain.ratings import average_stars

LOOKS_BACK = 20
"""So many of the last visits and stars count: what was longer ago is forgiven."""
LEAST_VISITS, LEAST_STARS = 3, 3
"""Fewer say nothing about anybody."""
REGULAR_FROM = 8
"""Visits from which on a customer is a regular one."""
PRIOR_SHARE, PRIOR_VISITS = 0.05, 5
"""Everybody starts as if one visit in twenty had fallen through, with the weight of five visits."""


class Visit(StrEnum):
    """How a technician's visit ended, as far as its customer answers for it."""

    DONE = "done"
    ABSENT = "absent"
    CANCELLED_LATE = "cancelled_late"


class Standing(StrEnum):
    """How well the market knows somebody."""

    NEW = "new"
    KNOWN = "known"
    REGULAR = "regular"


class Kindness(StrEnum):
    """How it is with them, by the stars of technicians."""

    KIND = "kind"
    PLEASANT = "pleasant"
    MIXED = "mixed"
    DIFFICULT = "difficult"


class Reliability(StrEnum):
    """How often a visit falls through: nobody opens, or it is cancelled when somebody is on the way."""

    RELIABLE = "reliable"
    SOMETIMES = "sometimes"
    OFTEN = "often"


KINDNESS_FROM = ((4.5, Kindness.KIND), (4.0, Kindness.PLEASANT), (3.2, Kindness.MIXED), (0.0, Kindness.DIFFICULT))
"""The least average of each."""
RELIABILITY_FROM = ((0.25, Reliability.OFTEN), (0.12, Reliability.SOMETIMES), (0.0, Reliability.RELIABLE))
"""The least share of visits that fell through."""


@dataclass(frozen=True, slots=True)
class CustomerProfile:
    """In three or four steps each; None where too little is known. `stars` are with the prior, to one decimal."""

    standing: Standing
    kindness: Kindness | None = None
    stars: float | None = None
    reliability: Reliability | None = None


def profile_of(visits: Sequence[Visit], stars: Sequence[int], rules: RatingRules) -> CustomerProfile:
    """The profile of these last visits and stars, newest first."""
    recent, given = visits[:LOOKS_BACK], stars[:LOOKS_BACK]
    if len(recent) < LEAST_VISITS:
        return CustomerProfile(Standing.NEW)
    done = sum(visit is Visit.DONE for visit in recent)
    standing = Standing.REGULAR if done >= REGULAR_FROM else Standing.KNOWN
    reliability = _reliability(len(recent) - done, len(recent))
    if len(given) < LEAST_STARS:
        return CustomerProfile(standing, reliability=reliability)
    average = round(average_stars(sum(given), len(given), rules), 1)
    kindness = next(kindness for least, kindness in KINDNESS_FROM if average >= least)
    return CustomerProfile(standing, kindness, average, reliability)


def _reliability(fallen: int, visits: int) -> Reliability:
    share = (fallen + PRIOR_SHARE * PRIOR_VISITS) / (visits + PRIOR_VISITS)
    return next(reliability for least, reliability in RELIABILITY_FROM if share >= least)
