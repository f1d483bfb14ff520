"""What would come of asking one candidate: when they are free, when at the door, how likely they say yes and how soon.

Everything that the rules, the ranking and the plan of a wave want to know of somebody is reckoned here, once.
"""

from dataclasses import dataclass

from bot.domain.candidates import Candidate
from bot.matching.answers import Prediction
from bot.matching.circumstances import Circumstances
from bot.matching.distance import metres_between
from bot.matching.free_at import Free, free_at, in_time, way_minutes
from bot.matching.prediction import predict
from bot.matching.searches import Search, whereabouts

ANSWER_MINUTES = 1.0
"""Nobody sets off before they have answered."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """`metres`: the straight line from where they will set off. `free_in` and `way` in minutes; `door`: both.

    `in_time`: the chance that they would be at the door in time.
    """

    candidate: Candidate
    metres: int
    free_in: float
    way: float
    in_time: float
    circumstances: Circumstances
    answer: Prediction

    @property
    def door(self) -> float:
        """Minutes from a yes until they are at the door."""
        return self.free_in + self.way


class Approach:
    """A candidate on the way to where a search wants somebody: each figure is reckoned when first asked for, once."""

    __slots__ = ("_free", "_in_time", "_metres", "candidate", "search")

    def __init__(self, candidate: Candidate, search: Search) -> None:
        """Nothing is reckoned yet."""
        self.candidate, self.search = candidate, search
        self._free: Free | None = None
        self._metres: int | None = None
        self._in_time: float | None = None

    @property
    def free(self) -> Free:
        """When and where they have done what they have; at once, and where they are, without a job."""
        if self._free is None:
            self._free = self._when_free()
        return self._free

    @property
    def metres(self) -> int:
        """The straight line from where they will set off."""
        if self._metres is None:
            self._metres = metres_between(self.free.point, self.search.visit.point)
        return self._metres

    @property
    def way(self) -> float:
        """Minutes on the way."""
        return way_minutes(self.metres, self.search.rules.travel_speed_kmh)

    @property
    def in_time(self) -> float:
        """The chance that they would be at the door in time, if they took it."""
        if self._in_time is None:
            minutes, way = max(self.free.minutes, ANSWER_MINUTES), self.way
            self._in_time = in_time(minutes + way, self.free.deviation, way, self.search.minutes_left)
        return self._in_time

    def _when_free(self) -> Free:
        candidate, search = self.candidate, self.search
        here = whereabouts(candidate, search.now, search.rules)
        if not candidate.visits:
            return Free(0.0, here)
        return free_at(candidate, here, search.now, search.rules.travel_speed_kmh)


def prospect(approach: Approach) -> Prospect:
    """What would come of asking them."""
    candidate, search = approach.candidate, approach.search
    circumstances = _circumstances(approach)
    answer = predict(search.knowledge, circumstances, candidate.habits)
    metres, free_in = approach.metres, approach.free.minutes
    return Prospect(candidate, metres, free_in, approach.way, approach.in_time, circumstances, answer)


def _circumstances(approach: Approach) -> Circumstances:
    candidate, search = approach.candidate, approach.search
    return search.circumstances(
        approach.metres / 1000, len(candidate.visits), approach.free.minutes, candidate.open_offers
    )
