"""One wave, decided: who is asked now, who waits, who may not be asked and why, and when the next wave comes."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import takewhile

from bot.domain.facts import fact
from bot.domain.ids import PersonId
from bot.matching.felt import Ranked
from bot.matching.hopes import Hope, hopes_of, pause, whom_to_ask
from bot.matching.ranking import Considered, Ranking
from bot.matching.searches import NO_TIME, Search


@fact(frozen=True, slots=True, eq=False)
class Wave:
    """Who is asked, and when the next wave comes. What else its account tells is reckoned when somebody wants it."""

    number: int
    radius_km: float
    asked: tuple[Ranked, ...]
    pause: timedelta
    ranking: Ranking

    @property
    def waiting(self) -> tuple[Ranked, ...]:
        """Who may be asked too but comes later, the best first."""
        return tuple(self.ranking.everybody[len(self.asked) :])

    @property
    def refused(self) -> dict[PersonId, str]:
        """The rule that each of the others failed."""
        return self.ranking.refused

    def minutes(self, ranked: Ranked) -> float:
        """Felt minutes, jobs counted from what is usual today among those who may be asked."""
        return self.ranking.minutes(ranked)


def plan_wave(considered: Considered, search: Search) -> Wave:
    """Decide the wave. The first one asks those alone who may be asked and to whom the market gives a head start."""
    ranking, hopes = Ranking(considered, search), hopes_of(considered.silent, search)
    asked, wait = _head_start(ranking, hopes, search)
    if not asked:
        asked = whom_to_ask(ranking, hopes, search)
        awaited = [*hopes, *((one.prospect.answer, 0.0) for one in asked)]
        wait = pause(search, awaited, is_anybody_left=lambda: ranking.place(len(asked)) is not None)
    return Wave(search.wave, search.radius_km, tuple(asked), wait, ranking)


def _head_start(ranking: Ranking, hopes: Sequence[Hope], search: Search) -> tuple[list[Ranked], timedelta]:
    """Who goes first and alone, and for how long: the favourite; without one, staff. Nobody: all are asked alike."""
    for_favourite = NO_TIME if search.favourite is None or search.wave != 1 else search.rules.favourite_head_start
    if for_favourite > NO_TIME and (first := ranking.place(0)) is not None and first.is_favourite:
        return [first], for_favourite
    if search.staff_head_start <= NO_TIME:
        return [], NO_TIME
    ahead = list(takewhile(lambda one: one.is_first, whom_to_ask(ranking, hopes, search)))
    return (ahead, search.staff_head_start) if any(one.is_staff_first for one in ahead) else ([], NO_TIME)
