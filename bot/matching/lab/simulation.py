"""A policy serves a city from the first midnight until the last order has ended."""

from functools import partial

from bot.matching.lab.city import SimulatedCity
from bot.matching.lab.policies import Policy
from bot.matching.lab.searching import begin, wake_searches
from bot.matching.lab.world import World, midnights, new_world


def simulate(city: SimulatedCity, policy: Policy) -> World:
    """Let all days pass; what is left of the world says how it went. The same city and policy give the same world."""
    world = new_world(city, policy)
    for wanted in city.orders:
        world.clock.plan(city.midnight + wanted.after, partial(begin, world, wanted))
    _plan_shifts(world)
    world.clock.run()
    return world


def _plan_shifts(world: World) -> None:
    starts = {shift.start for technician in world.city.technicians for shift in technician.hours.values()}
    zone = world.market.city.time_zone
    for midnight in midnights(world.city):
        day = midnight.astimezone(zone).date()
        for start in sorted(starts):
            moment = midnight.astimezone(zone).replace(
                year=day.year, month=day.month, day=day.day, hour=start.hour, minute=start.minute
            )
            world.clock.plan(moment.astimezone(midnight.tzinfo), partial(wake_searches, world))
