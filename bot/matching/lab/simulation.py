"""A policy serves a city from the first midnight until the last order has ended."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import product

from bot.matching.lab.city import SimulatedCity
from bot.matching.lab.policies import Policy
from bot.matching.lab.searching import begin, wake_searches
from bot.matching.lab.world import World, new_world


def simulate(city: SimulatedCity, policy: Policy) -> World:
    """Let all days pass; what is left of the world says how it went. The same city and policy give the same world."""
    world = new_world(city, policy)
    for wanted in city.orders:
        world.clock.plan(city.midnight + wanted.after, partial(begin, world, wanted))
    _plan_shifts(world)
    with _nothing_collected():
        world.clock.run()
    return world


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Nothing of a passing day refers to itself: looking for such garbage would find none and take a fifth longer."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _plan_shifts(world: World) -> None:
    """Whoever comes on shift goes online, and that wakes searches that wait for anybody."""
    starts = sorted({shift.start for technician in world.city.technicians for shift in technician.hours.values()})
    zone = world.market.city.time_zone
    first = world.city.midnight.astimezone(zone).date()
    for day, start in product(range(world.city.days), starts):
        moment = datetime.combine(first + timedelta(days=day), start, zone)
        world.clock.plan(moment.astimezone(UTC), partial(wake_searches, world))
    for begins in sorted({since for technician in world.city.technicians for since, _ in technician.called_in}):
        world.clock.plan(begins, partial(wake_searches, world))
