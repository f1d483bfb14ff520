"""What would come of asking one candidate: when they are free, when at the door, how likely they say yes and how soon.

Everything that the rules, the ranking and the plan of a wave want to know of somebody is reckoned here, once.
"""

from bot.domain.candidates import Candidate
from bot.domain.facts import fact
from bot.matching.answers import Prediction
from bot.matching.circumstances import Circumstances
from bot.matching.distance import metres_between, travel_seconds
from bot.matching.free_at import SETTING_OFF_MINUTES, Free, free_at, in_time
from bot.matching.once import once
from bot.matching.prediction import predict
from bot.matching.searches import Search, whereabouts

ANSWER_MINUTES = 1.0
"""Nobody sets off before they have answered."""


@fact(frozen=True, slots=True)
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

    def __init__(self, candidate: Candidate, search: Search) -> None:
        """Nothing is reckoned yet."""
        self.candidate, self.search = candidate, search

    @once
    def free(self) -> Free:
        """When and where they have done what they have; at once, and where they are, without a job."""
        candidate, search = self.candidate, self.search
        here = whereabouts(candidate, search.now, search.rules)
        if not candidate.visits:
            return Free(0.0, here)
        return free_at(candidate.visits, candidate.habits.work, here, search.now, search.rules.travel_speed_kmh)

    @once
    def metres(self) -> int:
        """The straight line from where they will set off."""
        return metres_between(self.free.point, self.search.visit.point)

    @once
    def seconds(self) -> int:
        """How long that way takes, once they have set off."""
        return travel_seconds(self.metres, self.search.rules.travel_speed_kmh)

    @once
    def way(self) -> float:
        """Minutes on the way, the shoes included."""
        return SETTING_OFF_MINUTES + self.seconds / 60

    @once
    def in_time(self) -> float:
        """The chance that they would be at the door in time, if they took it."""
        free, way = self.free, self.way
        return in_time(max(free.minutes, ANSWER_MINUTES) + way, free.deviation, way, self.search.minutes_left)

    @once
    def circumstances(self) -> Circumstances:
        """In which they would be asked."""
        one = self.candidate
        return self.search.circumstances(self.metres / 1000, len(one.visits), self.free.minutes, one.open_offers)

    @once
    def answer(self) -> Prediction:
        """What they would answer, and how soon."""
        return predict(self.search.knowledge, self.circumstances, self.candidate.habits)


def prospect(approach: Approach) -> Prospect:
    """What would come of asking them."""
    one, free_in = approach, approach.free.minutes
    return Prospect(one.candidate, one.metres, free_in, one.way, one.in_time, one.circumstances, one.answer)
