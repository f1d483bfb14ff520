"""A market's own past orders, played once more under other settings: what would have come of them.

The orders, their places, services and moments are those of the market; so are its technicians with their skills, bases,
radii and hours. How they answer, how long ways and work take is assumed, as everywhere in the lab. Everybody is
at work in all their hours; who has set none, from eight to eight.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from random import Random
from statistics import fmean

from bot.domain.candidates import Candidate
from bot.domain.market import DispatchRules, Market
from bot.domain.past_orders import PastOrder
from bot.domain.technicians import Shift
from bot.matching.lab.city import EAGERNESS_SPREAD, CityTechnician, SimulatedCity
from bot.matching.lab.demand import Wanted
from bot.matching.lab.measures import Measures, measure
from bot.matching.lab.policies import Policy, engine
from bot.matching.lab.simulation import simulate
from bot.matching.lab.sketches import MINUTES, arrived_by

LEAST_ORDERS = 50
MOST_ORDERS = 2_000
"""The latest of them; more would take minutes and say little more."""
SEEDS = (1, 2, 3)
USUAL_SHIFT = Shift(time(8), time(20))


@dataclass(frozen=True, slots=True)
class OwnPast:
    """What is replayed: orders as they were placed, the earliest first, and everybody who is approved today."""

    market: Market
    orders: tuple[PastOrder, ...]
    technicians: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of it under one setting, by its key in `SETTINGS`. `arrivals`: percent at the door by `MINUTES`."""

    setting: str
    measures: Measures
    arrivals: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the settings compare, today's first. `left_out`: visits for a later hour, and services that are no more."""

    orders: int
    left_out: int
    technicians: int
    replayed: tuple[Replayed, ...]


def _asks_twice_as_many(rules: DispatchRules) -> DispatchRules:
    return replace(rules, wave_size=2 * rules.wave_size)


def _looks_twice_as_far(rules: DispatchRules) -> DispatchRules:
    return replace(rules, first_radius_km=min(2 * rules.first_radius_km, rules.last_radius_km))


def _waits_half_as_long(rules: DispatchRules) -> DispatchRules:
    return replace(rules, wave_interval=rules.wave_interval / 2)


SETTINGS: dict[str, Callable[[DispatchRules], DispatchRules]] = {
    "as_it_is": lambda rules: rules,
    "twice_as_many": _asks_twice_as_many,
    "twice_as_far": _looks_twice_as_far,
    "half_as_long": _waits_half_as_long,
}


def replay(past: OwnPast) -> Comparison:
    """Let the market serve its past under each setting; too few orders or nobody to serve them: nothing replayed."""
    usable = tuple(
        order for order in past.orders if not order.scheduled and past.market.catalogue.service(order.service)
    )
    orders = usable[-MOST_ORDERS:]
    replayed: tuple[Replayed, ...] = ()
    if len(orders) >= LEAST_ORDERS and past.technicians:
        replayed = tuple(_under(setting, replace(past, orders=orders)) for setting in SETTINGS)
    return Comparison(len(orders), len(past.orders) - len(usable), len(past.technicians), replayed)


def _under(setting: str, past: OwnPast) -> Replayed:
    market = replace(past.market, dispatch=SETTINGS[setting](past.market.dispatch))
    worlds = [simulate(_city(replace(past, market=market), seed), Policy(setting, engine)) for seed in SEEDS]
    arrivals = [arrived_by(world, MINUTES) for world in worlds]
    return Replayed(
        setting, _mean([measure(world) for world in worlds]), tuple(fmean(all_) for all_ in zip(*arrivals, strict=True))
    )


def _city(past: OwnPast, seed: int) -> SimulatedCity:
    zone = past.market.city.time_zone
    first, last = (past.orders[place].placed.astimezone(zone).date() for place in (0, -1))
    midnight = datetime.combine(first, time(), zone).astimezone(UTC)
    orders = tuple(Wanted(order.placed - midnight, order.point, order.service, order.crew) for order in past.orders)
    technicians = tuple(_technician(candidate, seed) for candidate in past.technicians)
    return SimulatedCity(past.market, seed, midnight, (last - first).days + 1, technicians, orders)


def _technician(candidate: Candidate, seed: int) -> CityTechnician:
    return CityTechnician(
        id=candidate.id,
        skills=candidate.skills,
        base=candidate.base,
        radius_km=candidate.radius_km,
        hours=candidate.hours or dict.fromkeys(range(7), USUAL_SHIFT),
        max_jobs=candidate.max_jobs,
        stars_sum=candidate.stars_sum,
        stars_count=candidate.stars_count,
        eagerness=Random(f"{seed} {candidate.id}").gauss(0, EAGERNESS_SPREAD),
    )


def _mean(measured: Sequence[Measures]) -> Measures:
    names = Measures.__dataclass_fields__
    return Measures(**{name: fmean(getattr(one, name) for one in measured) for name in names})
