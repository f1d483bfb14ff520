"""Whom to ask first, next, and so on: a ranking in which nobody is placed before it matters where they stand."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from heapq import heappop, heappush
from math import inf
from statistics import median

from bot.domain.candidates import Candidate
from bot.domain.facts import fact
from bot.domain.ids import PersonId
from bot.matching.eligibility import first_failed_of
from bot.matching.felt import Ranked, ranked
from bot.matching.prospects import Approach
from bot.matching.searches import Search

Coming = tuple[float, Candidate]
"""Somebody, and minutes than which theirs will not be felt to be fewer."""


@fact(frozen=True, slots=True)
class Considered:
    """Whoever might be asked for an order.

    `silent`: who has been asked and has not answered. `coming`: everybody else who could be asked at all, by their
    minutes, the fewest first; whoever is asked first before all. It is gone through once, and no farther than needed.
    """

    silent: Sequence[Candidate]
    coming: Iterable[Coming]

    @staticmethod
    def of(candidates: Iterable[Candidate]) -> "Considered":
        """These people, of whom nothing is known beforehand, so that each is looked at; nobody counts twice."""
        people = {candidate.id: candidate for candidate in candidates}.values()
        return Considered([one for one in people if one.silent_since is not None], [(-inf, one) for one in people])


class Ranking:
    """Those of the considered who may be asked, the best first.

    Nobody is looked at while those before them can be told without: of hundreds who could come, a wave that asks two
    looks at five. Whoever wants to know of all gets to know it by the very same way.
    """

    def __init__(self, considered: Considered, search: Search) -> None:
        """Nobody has been looked at yet."""
        self._search = search
        self._found: list[Ranked] = []
        self._refused: dict[PersonId, str] = {}
        self._further = best_first(considered.coming, search, self._refused)

    def place(self, number: int) -> Ranked | None:
        """Who stands there, counted from nought; None: there are not so many."""
        while len(self._found) <= number:
            if (one := next(self._further, None)) is None:
                return None
            self._found.append(one)
        return self._found[number]

    @property
    def everybody(self) -> Sequence[Ranked]:
        """All who may be asked."""
        self._found.extend(self._further)
        return self._found

    @property
    def refused(self) -> dict[PersonId, str]:
        """All who may not, with the first rule that each failed."""
        self._found.extend(self._further)
        return self._refused

    def minutes(self, one: Ranked) -> float:
        """Felt minutes, jobs counted from what is usual today."""
        return one.felt - self._search.aims.minutes_a_job * self._usual_jobs

    @cached_property
    def _usual_jobs(self) -> float:
        """The median over all who may be asked."""
        return median(one.candidate.jobs_today for one in self.everybody)


def best_first(coming: Iterable[Coming], search: Search, refused: dict[PersonId, str]) -> Iterator[Ranked]:
    """In the order of their felt minutes, as soon as nobody who is still to come can be before them.

    No method: a ranking that held what holds the ranking would wait for the garbage collector.
    """
    ready: list[tuple[tuple[float, bool, float, PersonId], Ranked]] = []
    for least, candidate in coming:
        while ready and ready[0][0][0] < least:
            yield heappop(ready)[1]
        approach = Approach(candidate, search)
        if (rule := first_failed_of(approach)) is None:
            one = ranked(approach)
            heappush(ready, (one.key, one))
        else:
            refused[candidate.id] = rule
    while ready:
        yield heappop(ready)[1]
