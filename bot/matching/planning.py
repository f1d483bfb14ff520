"""One wave, decided: who is asked now, who waits, who may not be asked and why, and when the next wave comes."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.ids import PersonId
from bot.matching.felt import Ranked
from bot.matching.hopes import hopes_of, pause, whom_to_ask
from bot.matching.ranking import Considered, Ranking
from bot.matching.searches import Search
from bot.matching.waves import NO_TIME, radius_km


@dataclass(frozen=True, slots=True, eq=False)
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
    """Decide the wave. The first one asks the favourite alone when they may be asked and the market gives them time."""
    ranking, hopes = Ranking(considered, search), hopes_of(considered.silent, search)
    favourite = _head_start(ranking, search)
    asked = [favourite] if favourite else whom_to_ask(ranking, hopes, search)
    awaited = [*hopes, *((one.prospect.answer, 0.0) for one in asked)]
    if favourite:
        wait = search.rules.favourite_head_start
    else:
        wait = pause(search, awaited, is_anybody_left=lambda: ranking.place(len(asked)) is not None)
    return Wave(search.wave, radius_km(search), tuple(asked), wait, ranking)


def _head_start(ranking: Ranking, search: Search) -> Ranked | None:
    """The favourite, if they go first and alone."""
    if search.favourite is None or search.wave != 1 or search.rules.favourite_head_start <= NO_TIME:
        return None
    first = ranking.place(0)
    return first if first is not None and first.is_favourite else None
