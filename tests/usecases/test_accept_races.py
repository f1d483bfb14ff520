"""Many taps at once, and whatever else people do: the crew is never over-filled."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, PersonId
from bot.domain.market import Market
from bot.domain.offers import CancelReason, JobStatus, OfferStatus
from bot.domain.orders import OrderStatus
from bot.turn import Turns
from bot.usecases.cancelling import cancel_order
from bot.usecases.dispatch import accept_offer, decline_offer
from db import offers, orders
from db.database import Database
from db.tables import technicians
from db.transaction import Transaction
from tests.clock import TestClock
from tests.dispatch_scene import ANNA, DispatchScene

pytestmark = pytest.mark.both_engines


@pytest.fixture
async def scene(database: Database, market: Market, clock: TestClock) -> DispatchScene:
    return await DispatchScene(Turns(database, clock, market), clock).begin()


@pytest.mark.parametrize(("crew", "racers"), [(1, 100), (3, 100), (4, 3)])
async def test_all_at_once(scene: DispatchScene, crew: int, racers: int) -> None:
    """Everybody taps in the same moment, twice: exactly the crew wins, the others are told."""
    everybody = range(10, 10 + racers)
    for id_ in everybody:
        await scene.technician(id_)
    order = await scene.order(crew=crew)
    asked = await scene.asked(order)
    await scene.does(_ask, order, set(everybody) - set(asked))
    made = {o.technician: o.id for o in await scene.offers(order)}

    async def tap(technician: int) -> str:
        try:
            await scene(lambda tx: accept_offer(tx, made[PersonId(technician)], PersonId(technician)))
        except Refusal as refusal:
            return refusal.code
        return "won"

    answers = await asyncio.gather(*(tap(id_) for id_ in [*everybody, *everybody]))
    winners = min(crew, racers)
    assert answers.count("won") == winners
    assert answers.count("offer_already_yours") == winners
    assert answers.count("order_taken") == 2 * (racers - winners)
    row = await scene.find(order)
    assert row.taken == winners
    assert len(await scene.jobs(order)) == winners
    still_open = [s for s in (await scene.statuses(order)).values() if s is OfferStatus.OPEN]
    assert (row.status, still_open) == (
        (OrderStatus.ASSIGNED, []) if crew <= racers else (OrderStatus.SEARCHING, still_open)
    )


def _ask(tx: Transaction, order: OrderId, technicians: set[int]) -> None:
    for technician in technicians:
        offers.add(tx, order, PersonId(technician), round_=1, wave=1, distance_m=1000, travel_s=300)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    crew=st.integers(1, 3),
    acts=st.lists(st.tuples(st.sampled_from(["accept", "decline", "minute"]), st.integers(0, 7)), max_size=25),
)
async def test_whatever_people_do_the_crew_is_never_over_filled(
    scene: DispatchScene, crew: int, acts: list[tuple[str, int]]
) -> None:
    # One database for all examples: each brings its own eight technicians.
    base = 1000 + 8 * len(await scene(lambda tx: orders.of_customer(tx.connection, ANNA, most=1000)))
    await scene.technicians(*range(base, base + 8))
    await scene(lambda tx: tx.execute(_offline_before(base)))
    order = await scene.order(crew=crew)
    for act, who in acts:
        if act == "minute":
            await scene.passes(minutes=1)
        elif (technician := base + who) in await scene.asked(order):
            offer = await scene.offer(order, technician)
            await _try(scene, accept_offer if act == "accept" else decline_offer, offer, technician)
            await scene.run_due()
    row, running = await scene.find(order), await scene.jobs(order)
    asked = await scene.asked(order)
    assert row.taken == len(running) <= crew
    assert (row.status is OrderStatus.ASSIGNED) == (row.taken == crew)
    assert len(asked) == len(set(asked))


def _offline_before(id_: int) -> Any:
    return technicians.update().where(technicians.c.person_id < id_).values(online=False)


async def _try(scene: DispatchScene, act: Any, offer: int, technician: int) -> None:
    try:
        await scene.does(act, offer, technician)
    except Refusal:
        return


async def one_after_the_other(acts: list[Coroutine[Any, Any, object]], pause: float) -> None:
    """Both at once, the second so many seconds later: who begins need not be who comes first."""
    first = asyncio.ensure_future(acts[0])
    await asyncio.sleep(pause)
    await asyncio.gather(first, acts[1], return_exceptions=True)


@pytest.mark.plain_waves
async def test_cancel_against_accept_one_of_them_holds(scene: DispatchScene) -> None:
    await scene.technician(10, max_jobs=99)
    outcomes = set()
    for turn in range(10):
        order = await scene.order()
        offer = await scene.offer(order, 10)
        acts = [
            scene.does(cancel_order, order, ANNA, CancelReason.WAIT),
            scene.does(accept_offer, offer, PersonId(10)),
        ]
        await one_after_the_other(acts if turn % 2 else acts[::-1], pause=turn // 2 * 0.01)
        status, running = (await scene.find(order)).status, await scene.jobs(order)
        assert status is OrderStatus.CANCELLED
        assert JobStatus.ASSIGNED not in running.values()
        outcomes.add(bool(running))
    assert outcomes == {True, False}


async def test_racing_for_two_orders_a_technician_gets_one(scene: DispatchScene) -> None:
    await scene.technician(10, max_jobs=1)
    made = [await scene.offer(await scene.order(), 10) for _ in range(3)]
    taps = [scene.does(accept_offer, offer, PersonId(10)) for offer in made]
    answers = await asyncio.gather(*taps, return_exceptions=True)
    assert sum(isinstance(answer, Refusal) for answer in answers) == 2
