"""Every policy on the same cities: several loads, several seeds, one table's worth of figures."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from functools import partial
from itertools import groupby, product

from bot.domain.market import Market
from bot.matching.lab.calling import with_called
from bot.matching.lab.city import SimulatedCity, build_city
from bot.matching.lab.demand import DailyDemand
from bot.matching.lab.measures import Estimate, Measures, estimate, measure
from bot.matching.lab.policies import POLICIES, Policy
from bot.matching.lab.simulation import simulate
from bot.matching.lab.world import World


@dataclass(frozen=True, slots=True)
class Experiment:
    """What is varied and what is not. Seeds are 1 to `seeds`."""

    market: Market
    demand: DailyDemand
    orders_a_day: tuple[int, ...] = (300, 450, 600)
    seeds: int = 10
    technicians: int = 120
    days: int = 1
    policies: tuple[Policy, ...] = POLICIES

    def cities(self) -> list[tuple[int, int]]:
        """Each load with each seed."""
        return list(product(self.orders_a_day, range(1, self.seeds + 1)))


@dataclass(frozen=True, slots=True)
class Row:
    """A policy's figures at one load, by the name of the measure."""

    orders_a_day: int
    policy: str
    figures: dict[str, Estimate]


def serve(experiment: Experiment, load_and_seed: tuple[int, int]) -> list[Measures]:
    """One city, built once and served by every policy in turn."""
    orders_a_day, seed = load_and_seed
    city = build_city(experiment.market, experiment.demand, seed, orders_a_day, experiment.technicians, experiment.days)
    return [measure(served(experiment, city, policy)) for policy in experiment.policies]


def served(experiment: Experiment, city: SimulatedCity, policy: Policy) -> World:
    """The city after its days, with whoever the policy has called in."""
    return simulate(with_called(city, experiment.demand) if policy.calls_in else city, policy)


def run(experiment: Experiment, processes: int) -> list[Row]:
    """All cities, so many at a time; their number changes nothing but how long it takes."""
    cities = experiment.cities()
    if processes == 1:
        served = [serve(experiment, city) for city in cities]
    else:
        with ProcessPoolExecutor(processes) as pool:
            served = list(pool.map(partial(serve, experiment), cities))
    return list(_rows(experiment, list(zip(cities, served, strict=True))))


def _rows(experiment: Experiment, served: Sequence[tuple[tuple[int, int], list[Measures]]]) -> Iterator[Row]:
    for load, group in groupby(served, key=lambda entry: entry[0][0]):
        by_policy = zip(*(measures for _, measures in group), strict=True)
        for policy, measures in zip(experiment.policies, by_policy, strict=True):
            yield Row(load, policy.name, _figures(measures))


def _figures(measures: Sequence[Measures]) -> dict[str, Estimate]:
    return {field.name: estimate([getattr(one, field.name) for one in measures]) for field in fields(Measures)}
