"""A search to its end and begun anew: patience, widening, hand-back with the others' jobs in place."""

import pytest

from bot.domain.market import Market
from bot.domain.offers import DeclineReason, HandBackReason, JobStatus, OfferStatus
from bot.domain.orders import OrderStatus
from bot.turn import Turns
from bot.usecases.dispatch import accept_offer, decline_offer, give_up, reopen, search_again
from bot.usecases.handing_back import hand_back
from bot.usecases.jobs import arrive, set_out
from bot.usecases.searching import PATIENCE
from bot.usecases.unfound import go_on_with_fewer, widen_search
from db import offers, orders
from db.database import Database
from db.timers import Timer
from tests.clock import TestClock
from tests.dispatch_scene import ANNA, DispatchScene
from tests.matching_scene import window


@pytest.fixture
async def scene(database: Database, market: Market, clock: TestClock) -> DispatchScene:
    return await DispatchScene(Turns(database, clock, market), clock).begin()


async def test_when_patience_is_over_the_customer_decides(scene: DispatchScene) -> None:
    await scene.technician(10)
    order = await scene.order()
    await scene.passes(minutes=19, seconds=59)
    assert (await scene.find(order)).status is OrderStatus.SEARCHING
    await scene.news()
    await scene.passes(seconds=1)
    assert (await scene.find(order)).status is OrderStatus.EXPIRED
    (offer,) = await scene.offers(order)
    assert (offer.status, offer.reason) == (OfferStatus.CLOSED, "expired")
    news = await scene.news()
    assert (ANNA, "order", True) in news
    assert (10, "offer", False) in news
    await scene.passes(hours=2)
    assert len(await scene.offers(order)) == 1, "nothing goes on after that"


async def test_every_search_ends(scene: DispatchScene) -> None:
    order = await scene.order()
    await scene.passes(hours=1)
    assert (await scene.find(order)).status is OrderStatus.EXPIRED
    assert await scene.next_due() is None


async def test_a_scheduled_search_is_patient_from_its_first_wave_on(scene: DispatchScene) -> None:
    order = await scene.order(window=window(5))
    await scene.passes(hours=3, minutes=19)
    assert (await scene.find(order)).status is OrderStatus.SEARCHING
    await scene.passes(minutes=1)
    assert (await scene.find(order)).status is OrderStatus.EXPIRED


async def test_the_patience_of_an_earlier_round_is_over_for_good(scene: DispatchScene) -> None:
    order = await scene.order()
    await scene.passes(minutes=15)
    await scene.does(search_again, order)
    await scene.passes(minutes=10)
    assert (await scene.find(order)).status is OrderStatus.SEARCHING
    stale = Timer(1, PATIENCE, order, 1, scene.clock.now(), 0)
    await scene.does(give_up, stale)
    assert (await scene.find(order)).status is OrderStatus.SEARCHING
    await scene.passes(minutes=10)
    assert (await scene.find(order)).status is OrderStatus.EXPIRED


async def test_widening_asks_the_silent_again_and_looks_further(scene: DispatchScene) -> None:
    await scene.technicians(10, 11)
    await scene.technician(12, km=20, radius_km=40)
    order = await scene.order()
    offer = await scene.offer(order, 10)
    await scene.does(decline_offer, offer, 10, DeclineReason.PRICE)
    await scene.passes(minutes=21)
    assert await scene.asked(order) == [10, 11]
    await scene.does(widen_search, order, ANNA)
    await scene.passes(minutes=3)
    row = await scene.find(order)
    assert (row.status, row.round) == (OrderStatus.SEARCHING, 2)
    assert await scene.asked(order, round_=2) == [11, 12]
    waves = [wave for wave in await scene.waves(order) if wave["round"] == 2]
    assert [(wave["radius_km"], len(wave["asked"])) for wave in waves[:3]] == [(16, 1), (19, 0), (22, 1)]


async def test_the_favourite_has_a_head_start_in_the_next_round_too(scene: DispatchScene) -> None:
    await scene.technicians(10, 77)
    order = await scene.order(favourite=77)
    await scene.passes(minutes=21)
    await scene.does(search_again, order)
    await scene.run_due()
    assert await scene.asked(order, round_=2) == [77]


@pytest.mark.plain_waves
async def test_a_job_handed_back_goes_out_again_at_once(scene: DispatchScene) -> None:
    await scene.technicians(10, 11, 12, 13)
    order = await scene.order()
    job = await scene.accepts(order, 10)
    await scene.does(hand_back, job, 10, HandBackReason.VEHICLE)
    await scene.run_due()
    row = await scene.find(order)
    assert (row.status, row.taken, row.round) == (OrderStatus.SEARCHING, 0, 2)
    assert await scene.asked(order, round_=2) == [11, 12, 13]
    await scene.accepts(order, 12)
    assert await scene.jobs(order) == {10: JobStatus.HANDED_BACK, 12: JobStatus.ASSIGNED}
    old = next(o.id for o in await scene.offers(order) if o.technician == 10)
    assert (await scene.refused(accept_offer, old, 10)).code == "offer_behind_you"


async def test_in_a_crew_of_two_the_other_keeps_the_job(scene: DispatchScene) -> None:
    await scene.technicians(10, 11, 12)
    order = await scene.order(crew=2)
    first, second = await scene.accepts(order, 10), await scene.accepts(order, 11)
    await scene.does(set_out, second, 11)
    await scene.does(hand_back, first, 10, HandBackReason.SICK)
    await scene.run_due()
    row = await scene.find(order)
    assert (row.status, row.taken) == (OrderStatus.SEARCHING, 1)
    assert await scene.jobs(order) == {10: JobStatus.HANDED_BACK, 11: JobStatus.EN_ROUTE}
    assert await scene.asked(order, round_=2) == [12], "neither who has it nor who gave it back"
    await scene.accepts(order, 12)
    row = await scene.find(order)
    assert (row.status, row.taken) == (OrderStatus.EN_ROUTE, 2), "the order is as far as its most advanced technician"


async def test_handing_back_while_the_second_is_still_searched_for(scene: DispatchScene) -> None:
    await scene.technicians(10, 11, 12)
    order = await scene.order(crew=2)
    job = await scene.accepts(order, 10)
    await scene.does(hand_back, job, 10, HandBackReason.LATE)
    await scene.run_due()
    row = await scene.find(order)
    assert (row.status, row.taken) == (OrderStatus.SEARCHING, 0)
    assert await scene.asked(order, round_=2) == [], "whose offer is still open is not asked twice"
    await scene.accepts(order, 11)
    await scene.accepts(order, 12)
    assert (await scene.find(order)).status is OrderStatus.ASSIGNED


async def test_half_a_crew_may_be_enough(scene: DispatchScene) -> None:
    await scene.technicians(10)
    order = await scene.order(crew=2)
    job = await scene.accepts(order, 10)
    await scene.passes(minutes=21)
    row = await scene.find(order)
    assert (row.status, row.taken) == (OrderStatus.EXPIRED, 1)
    await scene.does(go_on_with_fewer, order, ANNA)
    assert (await scene.find(order)).status is OrderStatus.ASSIGNED
    await scene.does(set_out, job, 10)
    await scene.does(arrive, job, 10)
    await scene.passes(hours=1)
    assert (await scene.find(order)).status is OrderStatus.ARRIVED


async def test_nobody_is_searched_for_once_the_order_is_cancelled(scene: DispatchScene) -> None:
    order = await scene.order()
    await scene.does(orders.move, order, OrderStatus.CANCELLED)
    assert (await scene.refused(search_again, order)).code == "order_moved_on"
    assert not await scene.does(reopen, order)
    assert (await scene.refused(search_again, 999)).code == "order_not_found"


async def test_an_open_offer_of_an_earlier_round_still_counts(scene: DispatchScene) -> None:
    await scene.technicians(10)
    order = await scene.order()
    await scene.does(search_again, order)
    await scene.run_due()
    assert await scene.asked(order) == [10]
    await scene.accepts(order, 10)
    found = await scene(lambda tx: offers.of_order(tx.connection, order))
    assert [o.status for o in found] == [OfferStatus.ACCEPTED]
