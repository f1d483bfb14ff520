"""What a picture of an experiment shows: how soon people are at the door under each policy, and one city from above."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from statistics import fmean

from bot.domain.points import Point
from bot.matching.lab.calibration import Part, reliability
from bot.matching.lab.city import build_city
from bot.matching.lab.experiment import Experiment, served
from bot.matching.lab.policies import Policy, engine
from bot.matching.lab.records import WITHIN, LabOrder
from bot.matching.lab.world import World

MINUTES = tuple(range(0, 125, 5))
"""Where a curve of arrivals is looked at."""
LEARNING, UNLEARNED = Policy("this engine", engine), Policy("this engine, unlearned", engine, learns=False)
"""Whose predictions are looked at."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One city from above, as the engine has served it: what became of the orders, and where technicians live."""

    in_time: tuple[Point, ...]
    late: tuple[Point, ...]
    unserved: tuple[Point, ...]
    bases: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """At one load: each policy's percent of orders at the door by `MINUTES`, the mean over the seeds; and one city."""

    orders_a_day: int
    arrivals: dict[str, tuple[float, ...]]
    city: Seen
    reliability: dict[str, list[Part]]


def sketch(experiment: Experiment, orders_a_day: int, processes: int) -> Sketch:
    """Serve the cities of that load once more, and look."""
    look = partial(_curves, experiment, orders_a_day)
    seeds = range(1, experiment.seeds + 1)
    if processes == 1:
        curves = [look(seed) for seed in seeds]
    else:
        with ProcessPoolExecutor(processes) as pool:
            curves = list(pool.map(look, seeds))
    arrivals = {
        policy.name: tuple(fmean(at) for at in zip(*(one[number] for one in curves), strict=True))
        for number, policy in enumerate(experiment.policies)
    }
    worlds = {policy: _served(experiment, orders_a_day, 1, policy) for policy in (LEARNING, UNLEARNED)}
    return Sketch(
        orders_a_day,
        arrivals,
        _from_above(worlds[LEARNING]),
        {policy.name: reliability(world.told) for policy, world in worlds.items()},
    )


def arrived_by(world: World, minutes: Sequence[int]) -> list[float]:
    """The percentage of all orders whose whole crew was at the door within so many minutes."""
    waits = [_waited(order) for order in world.orders if len(order.arrived) == order.crew]
    return [100 * sum(wait <= timedelta(minutes=limit) for wait in waits) / len(world.orders) for limit in minutes]


def _curves(experiment: Experiment, orders_a_day: int, seed: int) -> list[list[float]]:
    return [arrived_by(_served(experiment, orders_a_day, seed, policy), MINUTES) for policy in experiment.policies]


def _from_above(world: World) -> Seen:
    return Seen(
        _where(world, lambda order: _is_complete(order) and _waited(order) <= WITHIN),
        _where(world, lambda order: _is_complete(order) and _waited(order) > WITHIN),
        _where(world, lambda order: not _is_complete(order)),
        tuple(technician.base for technician in world.city.technicians),
    )


def _where(world: World, chosen: Callable[[LabOrder], bool]) -> tuple[Point, ...]:
    return tuple(order.visit.point for order in world.orders if chosen(order))


def _is_complete(order: LabOrder) -> bool:
    return len(order.arrived) == order.crew


def _waited(order: LabOrder) -> timedelta:
    """Until the last of the crew was at the door."""
    return max(order.arrived) - order.placed


def _served(experiment: Experiment, orders_a_day: int, seed: int, policy: Policy) -> World:
    city = build_city(experiment.market, experiment.demand, seed, orders_a_day, experiment.technicians, experiment.days)
    return served(experiment, city, policy)
