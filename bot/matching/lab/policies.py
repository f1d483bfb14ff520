"""The policies that are compared. Each decides one wave from the same facts; the same rules say who may be asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import NamedTuple

from bot.domain.aims import Aims
from bot.domain.candidates import Candidate
from bot.domain.ids import PersonId
from bot.matching.felt import Ranked
from bot.matching.lab.gathering import Gathering
from bot.matching.planning import plan_wave
from bot.matching.ranking import Considered, Ranking
from bot.matching.searches import NO_TIME, Search
from bot.matching.waves import is_widest


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A yes that would come: how long after an offer made now they would be at the door, and if that is in time."""

    there_after: timedelta
    in_time: bool


Prophecy = Callable[[PersonId], Foreseen | None]
"""What would come of asking this technician now; None: they would not take it."""


class Decision(NamedTuple):
    """Who is asked now, the best first, and when the next wave comes."""

    asked: Sequence[Ranked]
    pause: timedelta


Plan = Callable[[Gathering, Search, Prophecy], Decision]

EVERYBODY = 1_000_000
NO_LIMITS = Aims(free_soon=float("inf"), in_time=0.0, most_an_hour=EVERYBODY)
"""The rivals know nothing of time: the rules that reckon with it hold for everybody."""
BROADCAST_KM = 12.0
ORACLE_LOOKS_EVERY = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Policy:
    """A way of deciding who is asked now, with the name that the table gives it.

    `calls_in`: people off duty are called in when the forecast sees a shortage. `learns`: from every answer; else what
    is predicted stays as on a market's first day.
    """

    name: str
    plan: Plan
    calls_in: bool = False
    learns: bool = True


def engine(gathering: Gathering, search: Search, _prophecy: Prophecy) -> Decision:
    """What the market does: the very function that its waves are planned with."""
    wave = plan_wave(gathering.considered(search), search)
    return Decision(wave.asked, wave.pause)


def broadcast(gathering: Gathering, search: Search, _prophecy: Prophecy) -> Decision:
    """All idle within `BROADCAST_KM` at once, and again whoever has become free since; the first tap wins."""
    return _simple_wave(_idle(gathering.everybody()), _within(search, BROADCAST_KM), EVERYBODY)


def nearest_first(gathering: Gathering, search: Search, _prophecy: Prophecy) -> Decision:
    """The market's own waves and radii, but of the idle whoever is nearest: nothing else counts."""
    return _simple_wave(_idle(gathering.everybody()), search, NEAREST_AT_ONCE * search.missing)


NEAREST_AT_ONCE = 3


def oracle(gathering: Gathering, search: Search, prophecy: Prophecy) -> Decision:
    """Knows who will say yes and how soon they are there: asks as many as are missing, the soonest first.

    It asks nobody who would come too late, busy or idle, and looks again every few seconds for somebody who would not.
    It serves each order as well as it can at that moment and knows nothing of the orders to come, so it is no strict
    bound. Whoever has a question open is left alone, or a second yes of theirs could find no room.
    """
    candidates = gathering.everybody()
    foreseen = {one.id: prophecy(one.id) for one in candidates if not one.open_offers}
    there = {person: yes.there_after for person, yes in foreseen.items() if yes is not None and yes.in_time}
    widest = _within(search, search.rules.last_radius_km)
    able = _simple_wave([one for one in candidates if one.id in there], widest, EVERYBODY).asked
    soonest = sorted(able, key=lambda one: (there[one.candidate.id], one.candidate.id))
    unanswered = sum(one.asked and not one.declined and not one.on_it for one in candidates)
    return Decision(soonest[: max(0, search.missing - unanswered)], ORACLE_LOOKS_EVERY)


def _simple_wave(candidates: Sequence[Candidate], search: Search, most: int) -> Decision:
    """The nearest of those who may be asked, and the market's own interval."""
    able = Ranking(Considered.of(candidates), with_aims(search, NO_LIMITS))
    nearest = sorted(able.everybody, key=lambda one: (one.metres, one.candidate.id))
    look_further = not nearest and not is_widest(search)
    return Decision(nearest[:most], NO_TIME if look_further else search.rules.wave_interval)


def _idle(candidates: Sequence[Candidate]) -> list[Candidate]:
    return [candidate for candidate in candidates if not candidate.visits]


def with_aims(search: Search, aims: Aims) -> Search:
    """The same search in a market that aims at something else."""
    rules = replace(search.rules, aims=aims)
    return replace(search, market=replace(search.market, dispatch=rules))


def _within(search: Search, radius_km: float) -> Search:
    rules = replace(search.rules, first_radius_km=radius_km, last_radius_km=radius_km)
    return replace(search, market=replace(search.market, dispatch=rules))


POLICIES = (
    Policy("broadcast in 12 km", broadcast),
    Policy("nearest first", nearest_first),
    Policy("this engine", engine),
    Policy("this engine, unlearned", engine, learns=False),
    Policy("this engine, calling in", engine, calls_in=True),
    Policy("online oracle", oracle),
)
"""In the order of the table."""
