"""Somebody can't be counted on any more: others are asked in their place."""

import pytest

from bot.domain.ids import ChatId
from bot.domain.market import Market
from bot.domain.offers import JobStatus, OfferStatus
from bot.domain.orders import OrderStatus
from bot.turn import Turns
from bot.usecases.dispatch import withdraw_technician
from bot.usecases.jobs import arrive
from bot.usecases.people import lost_contact
from bot.usecases.start_code import start
from bot.usecases.technicians import suspend
from db.database import Database
from tests.clock import TestClock
from tests.dispatch_scene import ANNA, OLGA, DispatchScene


@pytest.fixture
async def scene(database: Database, market: Market, clock: TestClock) -> DispatchScene:
    return await DispatchScene(Turns(database, clock, market), clock).begin()


async def test_the_unreachable_are_replaced_at_once(scene: DispatchScene) -> None:
    await scene.technician(10)
    order = await scene.order()
    await scene.technician(11)
    await scene.news()
    await scene.does(lost_contact, ChatId(10))
    await scene.run_due()
    assert await scene.statuses(order) == {10: OfferStatus.CLOSED, 11: OfferStatus.OPEN}


@pytest.mark.plain_waves
async def test_while_others_think_about_it_the_wave_keeps_its_time(scene: DispatchScene) -> None:
    await scene.technicians(10, 11, 12, 13)
    order = await scene.order()
    await scene.does(withdraw_technician, 10)
    await scene.run_due()
    assert await scene.asked(order) == [10, 11, 12]


async def test_a_job_that_has_not_begun_goes_to_others(scene: DispatchScene) -> None:
    await scene.technicians(10, 11)
    order = await scene.order()
    job = await scene.accepts(order, 10)
    await scene.does(arrive, job, 10)
    await scene.news()
    await scene.does(suspend, 10, OLGA, "a complaint")
    await scene.run_due()
    row = await scene.find(order)
    assert (row.status, row.taken) == (OrderStatus.SEARCHING, 0)
    assert await scene.jobs(order) == {10: JobStatus.CANCELLED}
    assert await scene.asked(order, round_=2) == [11]
    told = await scene.news()
    assert (ANNA, "jobs/handed_back", True) in told
    assert (10, "offer", False) in told


async def test_in_a_crew_only_their_place_is_free(scene: DispatchScene) -> None:
    await scene.technicians(10, 11, 12)
    order = await scene.order(crew=2)
    await scene.accepts(order, 10)
    await scene.accepts(order, 11)
    await scene.news()
    await scene.does(withdraw_technician, 10)
    assert (11, "offer", False) in await scene.news(), "they may not set out yet, and their card says so"
    await scene.run_due()
    assert (await scene.find(order)).taken == 1
    assert await scene.jobs(order) == {10: JobStatus.CANCELLED, 11: JobStatus.ASSIGNED}
    await scene.accepts(order, 12)
    assert (await scene.find(order)).status is OrderStatus.ASSIGNED


async def test_work_that_has_begun_is_left_to_them(scene: DispatchScene) -> None:
    await scene.technicians(10, 11)
    order = await scene.order()
    job = await scene.accepts(order, 10)
    await scene.does(arrive, job, 10)
    await scene.does(start, job, 10, "4711")
    await scene.does(withdraw_technician, 10)
    await scene.run_due()
    assert (await scene.find(order)).status is OrderStatus.IN_PROGRESS
    assert await scene.jobs(order) == {10: JobStatus.IN_PROGRESS}
