"""Whom to ask first among those who may be asked. Pure: the same facts give the same order."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from statistics import median

from bot.domain.candidates import Candidate
from bot.domain.ratings import average_stars
from bot.matching.distance import travel_seconds
from bot.matching.prospects import Prospect, prospect
from bot.matching.searches import Search

UNLIKELY = 0.01
"""No chance counts as smaller than this."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with what their place in the order comes from; the fewer `minutes`, the earlier they are asked."""

    prospect: Prospect
    travel_seconds: int
    stars: float
    minutes: float

    @property
    def candidate(self) -> Candidate:
        """Who."""
        return self.prospect.candidate

    @property
    def metres(self) -> int:
        """How far away, from where they will set off."""
        return self.prospect.metres


def rank(candidates: Iterable[Candidate], search: Search) -> list[Ranked]:
    """The candidates in the order in which they are asked.

    The customer's favourite comes first, then the fewest felt minutes:

        until free + way + 4 · (5 − stars) + 6 · −ln(chance of a yes) + 3 · open offers + 0.5 · (jobs today − median)

    in minutes, stars as the Bayesian average of `bot.domain.ratings`, the factors those of `Aims`, the median over
    those who are ranked. The order never gets worse for being nearer, rated better, less busy; equals are asked in
    the order of their ids, so that the outcome depends on nothing else.
    """
    prospects = [prospect(candidate, search) for candidate in candidates]
    usual = median([one.candidate.jobs_today for one in prospects]) if prospects else 0.0
    ranked = [_ranked(one, search, usual) for one in prospects]
    return sorted(ranked, key=lambda r: (r.candidate.id != search.favourite, r.minutes, r.candidate.id))


def _ranked(one: Prospect, search: Search, usual_jobs: float) -> Ranked:
    candidate, aims = one.candidate, search.aims
    stars = average_stars(candidate.stars_sum, candidate.stars_count, search.market.ratings)
    minutes = (
        one.door
        + aims.minutes_a_star * (5 - stars)
        - aims.minutes_unwilling * log(max(UNLIKELY, one.answer.chance))
        + aims.minutes_an_offer * candidate.open_offers
        + aims.minutes_a_job * (candidate.jobs_today - usual_jobs)
    )
    return Ranked(one, travel_seconds(one.metres, search.rules.travel_speed_kmh), stars, minutes)
