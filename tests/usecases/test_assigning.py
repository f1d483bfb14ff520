"""An operator gives somebody the job by hand."""

import pytest

from bot.domain.market import Market
from bot.domain.offers import JobStatus, OfferStatus
from bot.domain.orders import OrderStatus
from bot.turn import Turns
from bot.usecases.dispatch import assign, decline_offer
from bot.usecases.technicians import suspend
from db import audit, people
from db.database import Database
from tests.clock import TestClock
from tests.dispatch_scene import ANNA, OLGA, DispatchScene


@pytest.fixture
async def scene(database: Database, market: Market, clock: TestClock) -> DispatchScene:
    return await DispatchScene(Turns(database, clock, market), clock).begin()


async def test_even_somebody_offline_and_far_away(scene: DispatchScene) -> None:
    await scene.technician(10)
    await scene.technician(50, km=60, online=False, skills=[], max_jobs=1)
    order = await scene.order()
    await scene.news()
    await scene.does(assign, order, 50, OLGA)
    assert (await scene.find(order)).status is OrderStatus.ASSIGNED
    assert await scene.jobs(order) == {50: JobStatus.ASSIGNED}
    assert await scene.statuses(order) == {10: OfferStatus.CLOSED, 50: OfferStatus.ACCEPTED}
    news = await scene.news()
    assert {(50, "offer", True), (ANNA, "order", True), (10, "offer", False)} <= set(news)
    rows = await scene(lambda tx: audit.about(tx.connection, f"order:{order}"))
    assert [(row.act, row.actor_id, row.details) for row in rows] == [("assign", OLGA, {"technician": 50})]


@pytest.mark.parametrize("declined", [False, True])
async def test_who_was_asked_already_gets_no_second_offer(scene: DispatchScene, declined: bool) -> None:
    await scene.technician(10)
    order = await scene.order()
    offer = await scene.offer(order, 10)
    if declined:
        await scene.does(decline_offer, offer, 10)
    await scene.does(assign, order, 10, OLGA)
    assert await scene.statuses(order) == {10: OfferStatus.ACCEPTED}


async def test_an_expired_search_goes_on_for_the_places_that_are_left(scene: DispatchScene) -> None:
    await scene.technician(10)
    order = await scene.order(crew=2)
    await scene.passes(minutes=21)
    await scene.technician(50, online=False)
    await scene.does(assign, order, 50, OLGA)
    row = await scene.find(order)
    assert (row.status, row.taken) == (OrderStatus.SEARCHING, 1)
    await scene.run_due()
    await scene.accepts(order, 10)
    assert (await scene.find(order)).status is OrderStatus.ASSIGNED


async def test_a_full_crew_takes_nobody_more(scene: DispatchScene) -> None:
    await scene.technicians(10, 11)
    order = await scene.order()
    await scene.accepts(order, 10)
    refusal = await scene.refused(assign, order, 11, OLGA)
    assert (refusal.code, refusal.fields) == ("order_moved_on", {"status": "assigned"})
    assert (await scene.refused(assign, order, 10, OLGA)).code == "technician_on_it"


async def test_who_cannot_be_assigned(scene: DispatchScene) -> None:
    for id_ in (10, 11, 12):
        await scene.technician(id_)
    await scene.technician(ANNA)
    await scene.does(suspend, 10, OLGA, "late")
    await scene.does(people.set_reachable, 11, False)
    await scene.does(people.set_ban, 12, scene.clock.now(), "rude")
    order = await scene.order()
    codes = [(await scene.refused(assign, order, t, OLGA)).code for t in (10, 11, 12, ANNA, 999)]
    assert codes == [
        "technician_not_approved",
        "technician_unreachable",
        "technician_not_approved",
        "own_order",
        "not_technician",
    ]
    assert await scene.jobs(order) == {}


async def test_only_staff_assigns(scene: DispatchScene) -> None:
    await scene.technician(10)
    order = await scene.order()
    for actor in (10, ANNA, 999):
        assert (await scene.refused(assign, order, 10, actor)).code == "not_staff"
    assert (await scene.refused(assign, 999, 10, OLGA)).code == "order_not_found"
    assert await scene.jobs(order) == {}
    assert await scene.statuses(order) == {10: OfferStatus.OPEN}
