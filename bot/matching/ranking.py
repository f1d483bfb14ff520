"""Whom to ask first among those who may be asked. Pure: the same facts give the same order."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.candidates import Candidate
from bot.domain.ratings import average_stars
from bot.matching.searches import Search

MINUTES_A_STAR = 8.0
"""How much longer a customer would rather wait for somebody who is one star better."""
MINUTES_A_JOB = 30.0
"""What a running job adds to a technician's way: they come when it is done, and it is about half over on average."""
MINUTES_AN_OFFER = 3.0
"""What an unanswered offer adds: they may be about to take it. It spreads orders of the same minute over people."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with what their place in the order comes from; the fewer `minutes`, the earlier they are asked."""

    candidate: Candidate
    metres: int
    travel_seconds: int
    stars: float
    minutes: float


def rank(candidates: Iterable[Candidate], search: Search) -> list[Ranked]:
    """The candidates in the order in which they are asked.

    The customer's favourite comes first, then the fewest felt minutes:

        travel + 8 · (5 − stars) + 30 · running jobs + 3 · open offers

    with travel in minutes from where the technician is now and stars as the Bayesian average of
    `bot.domain.ratings`. The order never gets worse for being nearer, rated better, less busy; equals are asked in
    the order of their ids, so that the outcome depends on nothing else.
    """
    ranked = [_ranked(candidate, search) for candidate in candidates]
    return sorted(ranked, key=lambda r: (r.candidate.id != search.favourite, r.minutes, r.candidate.id))


def _ranked(candidate: Candidate, search: Search) -> Ranked:
    travel = search.travel_to(candidate)
    stars = average_stars(candidate.stars_sum, candidate.stars_count, search.market.ratings)
    busy = MINUTES_A_JOB * len(candidate.visits) + MINUTES_AN_OFFER * candidate.open_offers
    minutes = travel / 60 + MINUTES_A_STAR * (5 - stars) + busy
    return Ranked(candidate, search.metres_to(candidate), travel, stars, minutes)
