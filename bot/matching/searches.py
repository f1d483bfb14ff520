"""An order as the matching sees it: what is wanted, where, when, and how far the search has come."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.candidates import Candidate, Visit
from bot.domain.ids import PersonId
from bot.domain.market import DispatchRules, Market
from bot.domain.points import Point
from bot.matching.distance import metres_between, travel_seconds


@dataclass(frozen=True, slots=True)
class Search:
    """One wave's question. `wave` counts from 1; `missing` technicians are still to be found.

    `widened`: how often the customer has agreed to look further away than the market usually does.
    """

    now: datetime
    market: Market
    customer: PersonId
    favourite: PersonId | None
    visit: Visit
    skills: frozenset[str]
    missing: int
    wave: int
    widened: int = 0

    @property
    def rules(self) -> DispatchRules:
        """The market's dispatch rules."""
        return self.market.dispatch

    def metres_to(self, candidate: Candidate) -> int:
        """How far the candidate is from the place now."""
        return metres_between(whereabouts(candidate, self.now, self.rules), self.visit.point)

    def travel_to(self, candidate: Candidate) -> int:
        """Seconds the candidate needs to the place."""
        return travel_seconds(self.metres_to(candidate), self.rules.travel_speed_kmh)


def whereabouts(candidate: Candidate, now: datetime, rules: DispatchRules) -> Point:
    """Where the technician is: the position they shared while it is fresh, else their base."""
    if candidate.position is None or candidate.position_at is None:
        return candidate.base
    return candidate.position if now - candidate.position_at <= rules.position_fresh else candidate.base
