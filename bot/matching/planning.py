"""One wave, decided: who is asked now, who waits, who may not be asked and why, and when the next wave comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.candidates import Candidate
from bot.domain.ids import PersonId
from bot.matching.eligibility import first_failed
from bot.matching.hopes import hopes_of, how_many, pause
from bot.matching.ranking import Ranked, rank
from bot.matching.searches import Search
from bot.matching.waves import NO_TIME, radius_km


@dataclass(frozen=True, slots=True)
class Wave:
    """`waiting` may be asked too but come later, best first; `refused` is the rule each of the others failed."""

    number: int
    radius_km: float
    asked: tuple[Ranked, ...]
    waiting: tuple[Ranked, ...]
    refused: dict[PersonId, str]
    pause: timedelta


def plan_wave(candidates: Iterable[Candidate], search: Search) -> Wave:
    """Decide the wave. The first one asks the favourite alone when they may be asked and the market gives them time."""
    considered = {candidate.id: candidate for candidate in candidates}
    failed = {person: first_failed(candidate, search) for person, candidate in considered.items()}
    ranked = rank([considered[person] for person, reason in failed.items() if reason is None], search)
    hopes, head_start = hopes_of(list(considered.values()), search), _has_head_start(ranked, search)
    most = 1 if head_start else how_many(ranked, hopes, search)
    asked = tuple(ranked[:most])
    awaited = [*hopes, *((one.prospect.answer, 0.0) for one in asked)]
    return Wave(
        search.wave,
        radius_km(search),
        asked,
        tuple(ranked[most:]),
        {person: reason for person, reason in failed.items() if reason is not None},
        search.rules.favourite_head_start if head_start else pause(search, awaited, left=len(ranked) - most),
    )


def _has_head_start(ranked: list[Ranked], search: Search) -> bool:
    favourite_first = bool(ranked) and ranked[0].candidate.id == search.favourite
    return favourite_first and search.wave == 1 and search.rules.favourite_head_start > NO_TIME
