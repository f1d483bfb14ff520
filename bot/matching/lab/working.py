"""Technicians at work: setting off, arriving, finishing, and when somebody will be done with what they have."""

from datetime import datetime, timedelta

from bot.matching.distance import DETOUR, metres_between
from bot.matching.free_at import way_minutes
from bot.matching.lab.behaviour import SETS_OFF_AFTER, slowness, travel_time, work_time
from bot.matching.lab.records import Duty, LabOrder, Outcome
from bot.matching.lab.world import World


def set_off(world: World, duty: Duty) -> None:
    """Begin the next job whose crew is complete, if none runs."""
    ready = [order for order in duty.jobs if order.outcome is Outcome.FOUND]
    if duty.running is not None or not ready:
        return
    order = duty.running = ready[0]
    start, metres = world.now, metres_between(duty.position, order.visit.point)
    way = _way(world, duty, order, metres, start)
    order.metres += metres * DETOUR
    duty.busy_until = start + way + _work(world, duty, order)
    duty.due = start + timedelta(minutes=way_minutes(metres, world.market.dispatch.travel_speed_kmh))
    world.roster.changed(duty)
    world.clock.plan(start + way, lambda: _arrive(world, duty, order))


def _arrive(world: World, duty: Duty, order: LabOrder) -> None:
    duty.position = order.visit.point
    duty.begun = world.now
    world.roster.changed(duty)
    order.arrived.append(world.now)
    world.clock.plan(world.now + _work(world, duty, order), lambda: _finish(world, duty, order))


def _finish(world: World, duty: Duty, order: LabOrder) -> None:
    duty.jobs.remove(order)
    duty.done += 1
    duty.running = duty.busy_until = duty.due = duty.begun = None
    world.roster.changed(duty)
    set_off(world, duty)


def at_the_door(world: World, duty: Duty, order: LabOrder, after: timedelta) -> timedelta:
    """How long from now until they would be there, saying yes after that time and doing first what they have."""
    moment, point = duty.busy_until or world.now, duty.position
    if duty.running is not None:
        point = duty.running.visit.point
    for job in duty.jobs:
        if job is not duty.running:
            metres = metres_between(point, job.visit.point)
            moment += _way(world, duty, job, metres, moment) + _work(world, duty, job)
            point = job.visit.point
    begin = max(moment, world.now + after)
    return begin + _way(world, duty, order, metres_between(point, order.visit.point), begin) - world.now


def _way(world: World, duty: Duty, order: LabOrder, metres: int, moment: datetime) -> timedelta:
    street_km = metres * DETOUR / 1000
    slow = slowness(world.city.seed, order.number, duty.technician.id)
    return SETS_OFF_AFTER + travel_time(street_km, world.hour_at(moment), slow)


def _work(world: World, duty: Duty, order: LabOrder) -> timedelta:
    return work_time(world.city.seed, order.number, duty.technician.id, order.visit.minutes)
