"""One wave, decided: who is asked now, who waits, who may not be asked and why, and when the next wave comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.candidates import Candidate
from bot.domain.ids import PersonId
from bot.matching.eligibility import first_failed
from bot.matching.ranking import Ranked, rank
from bot.matching.searches import Search
from bot.matching.waves import NO_TIME, pause, radius_km, size


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
    head_start = _has_head_start(ranked, search)
    most = 1 if head_start else size(search)
    return Wave(
        search.wave,
        radius_km(search),
        tuple(ranked[:most]),
        tuple(ranked[most:]),
        {person: reason for person, reason in failed.items() if reason is not None},
        pause(search, len(ranked[:most]), head_start=head_start),
    )


def _has_head_start(ranked: list[Ranked], search: Search) -> bool:
    favourite_first = bool(ranked) and ranked[0].candidate.id == search.favourite
    return favourite_first and search.wave == 1 and search.rules.favourite_head_start > NO_TIME
