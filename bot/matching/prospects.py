"""What would come of asking one candidate: when they are free, when at the door, how likely they say yes and how soon.

Everything that the rules, the ranking and the plan of a wave want to know of somebody is reckoned here, once.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

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


def prospect(candidate: Candidate, search: Search) -> Prospect:
    """Reckon it for this candidate and search."""
    speed, free = search.rules.travel_speed_kmh, when_free(candidate, search)
    metres = metres_between(free.point, search.visit.point)
    way = way_minutes(metres, speed)
    circumstances = _circumstances(candidate, search, free.minutes, metres)
    answer = predict(search.knowledge, circumstances, candidate.habits)
    return Prospect(candidate, metres, free.minutes, way, _in_time(free, way, search), circumstances, answer)


def chance_in_time(candidate: Candidate, search: Search) -> float:
    """The chance that they would be at the door in time, if they took it."""
    free = when_free(candidate, search)
    metres = metres_between(free.point, search.visit.point)
    return _in_time(free, way_minutes(metres, search.rules.travel_speed_kmh), search)


def metres_to_go(candidate: Candidate, search: Search) -> int:
    """The straight line from where they will set off."""
    return metres_between(when_free(candidate, search).point, search.visit.point)


def when_free(candidate: Candidate, search: Search) -> Free:
    """When and where they have done what they have; at once, and where they are, without a job."""
    here = whereabouts(candidate, search.now, search.rules)
    if not candidate.visits:
        return Free(0.0, here)
    return free_at(candidate, here, search.now, search.rules.travel_speed_kmh)


def _in_time(free: Free, way: float, search: Search) -> float:
    return in_time(max(free.minutes, ANSWER_MINUTES) + way, free.deviation, way, search.minutes_left)


def _circumstances(candidate: Candidate, search: Search, free_in: float, metres: int) -> Circumstances:
    zone: ZoneInfo = search.market.city.time_zone
    local = search.now.astimezone(zone)
    return Circumstances(
        service=search.service,
        km=metres / 1000,
        jobs=len(candidate.visits),
        free_in=free_in,
        open_offers=candidate.open_offers,
        hour=local.hour,
        weekday=local.weekday(),
        worth=search.worth,
    )
