"""A search of the lab from its first wave to its end, as `bot/usecases` runs it, without a database."""

from datetime import timedelta

from bot.domain.ids import PersonId
from bot.domain.offers import OfferStatus
from bot.matching.distance import metres_between
from bot.matching.felt import Ranked
from bot.matching.lab.behaviour import Mood, chance_of_yes, mood
from bot.matching.lab.calibration import Told
from bot.matching.lab.demand import Wanted
from bot.matching.lab.gathering import Gathering
from bot.matching.lab.policies import Foreseen
from bot.matching.lab.records import WITHIN, Duty, LabOrder, Outcome
from bot.matching.lab.working import at_the_door, set_off
from bot.matching.lab.world import World, place
from bot.matching.prediction import Answer


def begin(world: World, wanted: Wanted) -> None:
    """A customer confirms: the first wave goes out at once, and the market's patience begins to run."""
    order = place(world, wanted)
    world.clock.plan(world.now + world.market.dispatch.patience, lambda: _give_up(world, order))
    _next_wave(world, order, timedelta(0))


def wake_searches(world: World) -> None:
    """Somebody has come on shift: orders in which nobody has a question open look again at once."""
    for order in list(world.searching()):
        _next_wave(world, order, timedelta(0))


def _next_wave(world: World, order: LabOrder, pause: timedelta) -> None:
    version = order.version
    world.clock.plan(world.now + pause, lambda: _run_wave(world, order, version))


def _run_wave(world: World, order: LabOrder, version: int) -> None:
    if order.outcome is not Outcome.SEARCHING or order.version != version:
        return
    order.wave, order.version = order.wave + 1, order.version + 1
    gathering = Gathering(world.roster, order, world.now)
    decision = world.policy.plan(gathering, world.search_for(order), lambda person: _prophecy(world, order, person))
    for ranked in decision.asked:
        _ask(world, order, ranked)
    _next_wave(world, order, decision.pause)


def _ask(world: World, order: LabOrder, ranked: Ranked) -> None:
    """Open an offer; asking anybody twice is an error of the policy."""
    technician = ranked.candidate.id
    if technician in order.offers:
        raise ValueError(f"{world.policy.name} asks technician {technician} twice for order {order.number}")
    order.offers[technician] = OfferStatus.OPEN
    order.asked[technician] = world.now, ranked.prospect.circumstances
    duty, how = world.duties[technician], mood(world.city.seed, order.number, technician)
    world.told.append(Told(ranked.prospect.answer.chance, _would_say_yes(world, duty, order, how)))
    duty.asked_for.add(order.number)
    duty.asked_at.append(world.now)
    world.roster.changed(duty)
    if how.looks_after is not None:
        looks = world.now + how.looks_after
        world.clock.plan(looks, lambda: _look(world, order, duty, how))


def _look(world: World, order: LabOrder, duty: Duty, how: Mood) -> None:
    """They read the card. One that has closed, or comes after work or beside enough jobs, gets no tap."""
    if order.offers[duty.technician.id] is OfferStatus.OPEN and _has_time(world, duty):
        world.clock.plan(world.now + how.thinks_for, lambda: _tap(world, order, duty, how))


def _tap(world: World, order: LabOrder, duty: Duty, how: Mood) -> None:
    wants = how.luck < _chance(world, duty, order)
    if order.offers[duty.technician.id] is not OfferStatus.OPEN:
        order.late_taps += wants
    elif wants and _has_time(world, duty):
        _accept(world, order, duty)
    elif how.says_no and not wants:
        _decline(world, order, duty)


def _accept(world: World, order: LabOrder, duty: Duty) -> None:
    order.offers[duty.technician.id] = OfferStatus.ACCEPTED
    duty.asked_for.remove(order.number)
    order.joined.append(duty.technician.id)
    duty.taken += 1
    world.hear(order, duty.technician.id, Answer.YES)
    duty.jobs.append(order)
    world.roster.changed(duty)
    if order.missing == 0:
        _end(world, order, Outcome.FOUND)
        for technician in order.joined:
            set_off(world, world.duties[technician])


def _decline(world: World, order: LabOrder, duty: Duty) -> None:
    """When everybody asked has answered, the next are asked at once."""
    order.offers[duty.technician.id] = OfferStatus.DECLINED
    world.hear(order, duty.technician.id, Answer.NO)
    duty.asked_for.remove(order.number)
    world.roster.changed(duty)
    if not order.is_anybody_asked:
        _next_wave(world, order, timedelta(0))


def _give_up(world: World, order: LabOrder) -> None:
    """The patience is over: the order counts as unserved, and whoever has joined an incomplete crew is free."""
    if order.outcome is Outcome.SEARCHING:
        _end(world, order, Outcome.UNSERVED)
        for technician in order.joined:
            world.duties[technician].jobs.remove(order)
            world.roster.changed(world.duties[technician])


def _end(world: World, order: LabOrder, outcome: Outcome) -> None:
    order.outcome, order.ended = outcome, world.now
    for technician, status in order.offers.items():
        if status is OfferStatus.OPEN:
            order.offers[technician] = OfferStatus.CLOSED
            world.hear(order, technician, Answer.SILENT)
            world.duties[technician].asked_for.remove(order.number)
            world.roster.changed(world.duties[technician])


def _prophecy(world: World, order: LabOrder, technician: PersonId) -> Foreseen | None:
    duty, how = world.duties[technician], mood(world.city.seed, order.number, technician)
    if how.looks_after is None or not _would_say_yes(world, duty, order, how):
        return None
    after = at_the_door(world, duty, order, how.looks_after + how.thinks_for)
    return Foreseen(after, world.now + after <= order.placed + WITHIN)


def _would_say_yes(world: World, duty: Duty, order: LabOrder, how: Mood) -> bool:
    return how.looks_after is not None and how.luck < _chance(world, duty, order)


def _chance(world: World, duty: Duty, order: LabOrder) -> float:
    metres = metres_between(duty.position, order.visit.point)
    return chance_of_yes(duty.technician.eagerness, metres, len(duty.jobs), world.hour_at(world.now))


def _has_time(world: World, duty: Duty) -> bool:
    most = min(duty.technician.max_jobs, world.market.jobs.max_jobs_at_once)
    return world.is_on_shift(duty.technician) and len(duty.jobs) < most
