"""What a customer can be told before they confirm: when somebody will likely be at the door.

The waves are planned as the market plans them, by the same predictions, over whoever is online near at the moment, as
if everybody stayed silent; `draws` then lets them answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil, isinf

from bot.domain.candidates import Candidate
from bot.domain.ids import PersonId
from bot.domain.promises import Promise
from bot.matching.draws import Asked, by_when, minutes_at_the_door
from bot.matching.felt import Ranked
from bot.matching.planning import plan_wave
from bot.matching.ranking import Considered, Ranking
from bot.matching.searches import Search

MOST_WAVES = 20
MOST_PEOPLE = 40
"""So many of the best are looked at: an order is rarely offered to half as many."""
STEP = timedelta(minutes=5)
"""Times are told to the nearest full five minutes: nobody believes 14:37, and the later ones would flatter us."""
LATEST = timedelta(hours=3)
"""Beyond that no time is named."""
LIKELY, SURE = 0.5, 0.9
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Facts:
    """An order that is about to be placed, and whoever might be asked for it."""

    search: Search
    candidates: tuple[Candidate, ...]


def promise(facts: Facts) -> Promise:
    """What can be said of it now."""
    search = facts.search
    able = who_could_be_asked(facts.candidates, search)
    asked = list(played_forward(able, search))
    minutes = minutes_at_the_door(asked, search.missing, search.rules.patience / MINUTE)
    likely, sure = (moment_of(search.now, by_when(minutes, share)) for share in (LIKELY, SURE))
    return Promise(search.now, len(able), likely, sure)


def who_could_be_asked(candidates: Iterable[Candidate], search: Search) -> list[Candidate]:
    """Everybody whom nothing but the first wave's radius keeps from being asked now: who goes first, then the best."""
    widest = replace(search, wave=search.wave + MOST_WAVES)
    able = [ranked.candidate for ranked in Ranking(Considered.of(candidates), widest).everybody]
    return sorted(able, key=lambda candidate: not search.is_asked_first(candidate))[:MOST_PEOPLE]


def played_forward(candidates: Sequence[Candidate], search: Search) -> Iterator[Asked]:
    """Who is asked after how long, wave after wave, while nobody answers."""
    now = search.now
    asked_at: dict[PersonId, datetime] = {}
    for number in range(1, MOST_WAVES + 1):
        if len(asked_at) == len(candidates) or now - search.now >= search.rules.patience:
            return
        there = Considered.of(_as_they_are(candidate, asked_at) for candidate in candidates)
        wave = plan_wave(there, replace(search, now=now, wave=number))
        for ranked in wave.asked:
            asked_at[ranked.candidate.id] = now
            yield _asked(ranked, (now - search.now) / MINUTE)
        now += wave.pause


def _as_they_are(candidate: Candidate, asked_at: Mapping[PersonId, datetime]) -> Candidate:
    """Silent, if they have been asked."""
    since = asked_at.get(candidate.id)
    return candidate if since is None else replace(candidate, asked=True, silent_since=since)


def _asked(ranked: Ranked, after: float) -> Asked:
    one = ranked.prospect
    return Asked(after, one.answer.chance, one.answer.minutes, one.answer.spread, one.free_in, one.way)


def moment_of(now: datetime, minutes: float) -> datetime | None:
    """The time that is named; None for what is too far away to be one."""
    if isinf(minutes) or minutes * MINUTE > LATEST:
        return None
    since = now.replace(minute=0, second=0, microsecond=0)
    return since + max(round((now + minutes * MINUTE - since) / STEP), ceil((now - since) / STEP)) * STEP
