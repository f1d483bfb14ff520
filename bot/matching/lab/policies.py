"""The policies that are compared. Each decides one wave from the same facts; the same rules say who may be asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.candidates import Candidate
from bot.domain.ids import PersonId
from bot.matching.planning import Wave, plan_wave
from bot.matching.searches import Search


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A yes that would come: how long after an offer made now they would be at the door, and if that is in time."""

    there_after: timedelta
    in_time: bool


Prophecy = Callable[[PersonId], Foreseen | None]
"""What would come of asking this technician now; None: they would not take it."""
Plan = Callable[[Sequence[Candidate], Search, Prophecy], Wave]

EVERYBODY = 1_000_000
BROADCAST_KM = 12.0
ORACLE_LOOKS_EVERY = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Policy:
    """A way of deciding who is asked now, with the name that the table gives it."""

    name: str
    plan: Plan


def engine(candidates: Sequence[Candidate], search: Search, _prophecy: Prophecy) -> Wave:
    """What the market does: the very function that its waves are planned with."""
    return plan_wave(candidates, search)


def engine_idle_only(candidates: Sequence[Candidate], search: Search, _prophecy: Prophecy) -> Wave:
    """The same for those without a job alone: what the engine gains and loses by asking whoever is at work."""
    return plan_wave(_idle(candidates), search)


def broadcast(candidates: Sequence[Candidate], search: Search, _prophecy: Prophecy) -> Wave:
    """All idle within `BROADCAST_KM` at once, and again whoever has become free since; the first tap wins."""
    return plan_wave(_idle(candidates), _with_rules(search, EVERYBODY, BROADCAST_KM))


def nearest_first(candidates: Sequence[Candidate], search: Search, _prophecy: Prophecy) -> Wave:
    """The market's own waves and radii, but of the idle whoever is nearest: nothing else counts."""
    wave = plan_wave(_idle(candidates), search)
    nearest = sorted((*wave.asked, *wave.waiting), key=lambda ranked: (ranked.metres, ranked.candidate.id))
    most = len(wave.asked)
    return replace(wave, asked=tuple(nearest[:most]), waiting=tuple(nearest[most:]))


def oracle(candidates: Sequence[Candidate], search: Search, prophecy: Prophecy) -> Wave:
    """Knows who will say yes and how soon they are there: asks as many as are missing, the soonest first.

    It asks nobody who would come too late, busy or idle, and looks again every few seconds for somebody who would not.
    It serves each order as well as it can at that moment and knows nothing of the orders to come, so it is no strict
    bound. Whoever has a question open is left alone, or a second yes of theirs could find no room.
    """
    wave = plan_wave(candidates, _with_rules(search, EVERYBODY, search.rules.last_radius_km))
    foreseen = [(prophecy(one.candidate.id), one) for one in wave.asked if not one.candidate.open_offers]
    useful = [(yes, one) for yes, one in foreseen if yes is not None and yes.in_time]
    soonest = [one for _, one in sorted(useful, key=lambda pair: (pair[0].there_after, pair[1].candidate.id))]
    unanswered = sum(one.asked and not one.declined and not one.on_it for one in candidates)
    most = max(0, search.missing - unanswered)
    return replace(wave, asked=tuple(soonest[:most]), waiting=tuple(soonest[most:]), pause=ORACLE_LOOKS_EVERY)


def _idle(candidates: Sequence[Candidate]) -> list[Candidate]:
    return [candidate for candidate in candidates if not candidate.visits]


def _with_rules(search: Search, wave_size: int, radius_km: float) -> Search:
    rules = replace(search.rules, wave_size=wave_size, first_radius_km=radius_km, last_radius_km=radius_km)
    return replace(search, market=replace(search.market, dispatch=rules))


POLICIES = (
    Policy("broadcast in 12 km", broadcast),
    Policy("nearest first", nearest_first),
    Policy("this engine", engine),
    Policy("this engine, idle only", engine_idle_only),
    Policy("online oracle", oracle),
)
"""In the order of the table."""
