"""How soon somebody is felt to be: what decides who is asked first. Pure: the same facts give the same minutes."""

from math import inf, log

from bot.domain.aims import Aims
from bot.domain.candidates import Candidate
from bot.domain.facts import fact
from bot.domain.ids import PersonId
from bot.domain.ratings import average_stars
from bot.matching.prospects import Approach, Prospect, prospect

UNLIKELY = 0.01
"""No chance counts as smaller than this."""


@fact(frozen=True, slots=True)
class Ranked:
    """A candidate with what their place in the order comes from.

    The fewer minutes they are `felt` to need, the earlier they are asked; the customer's favourite before all,
    then, in the head start of the staff, these.
    """

    prospect: Prospect
    travel_seconds: int
    stars: float
    felt: float
    is_favourite: bool = False
    is_staff_first: bool = False

    @property
    def candidate(self) -> Candidate:
        """Who."""
        return self.prospect.candidate

    @property
    def metres(self) -> int:
        """How far away, from where they will set off."""
        return self.prospect.metres

    @property
    def is_first(self) -> bool:
        """Whether others are asked after them, however few minutes these need."""
        return self.is_favourite or self.is_staff_first

    @property
    def key(self) -> tuple[float, bool, float, PersonId]:
        """Who comes first has the smallest; equals come by their ids, so that it depends on nothing else."""
        return -inf if self.is_first else self.felt, not self.is_favourite, self.felt, self.candidate.id


def ranked(approach: Approach) -> Ranked:
    """Reckon somebody's felt minutes.

        until free + way + 4 · (5 − stars) + 6 · −ln(chance of a yes) + 3 · open offers + 0.5 · jobs today

    in minutes, stars as the Bayesian average of `bot.domain.ratings`, the factors those of `Aims`. They never grow for
    being nearer, rated better, less busy.
    """
    candidate, search, one = approach.candidate, approach.search, prospect(approach)
    stars = average_stars(candidate.stars_sum, candidate.stars_count, search.market.ratings)
    unwilling = search.aims.minutes_unwilling * -log(max(UNLIKELY, one.answer.chance))
    felt = one.door + unwilling + burden(stars, candidate.open_offers, candidate.jobs_today, search.aims)
    is_favourite = candidate.id == search.favourite
    is_staff_first = not is_favourite and search.is_asked_first(candidate)
    return Ranked(one, approach.seconds, stars, felt, is_favourite, is_staff_first)


def burden(stars: float, open_offers: int, jobs_today: int, aims: Aims) -> float:
    """The minutes that somebody's record and day count for, wherever an order is."""
    record = aims.minutes_a_star * (5 - stars)
    return record + aims.minutes_an_offer * open_offers + aims.minutes_a_job * jobs_today
