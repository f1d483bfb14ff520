"""On my way, arrived: who may take which step when, and how the order follows its crew."""

from datetime import timedelta

import pytest

from bot.domain.market import Market
from bot.domain.offers import JobStatus
from bot.domain.orders import OrderStatus
from bot.usecases.jobs import arrive, set_out
from bot.usecases.start_code import start
from db import technicians
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, BO, CODE, DOOR, STRANGER, JobScene, Transact, join


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


async def test_setting_out_tells_the_customer_when_to_expect_somebody(scene: JobScene) -> None:
    job = await scene.job()
    await scene.transact(lambda tx: set_out(tx, job, ALI))
    row = await scene.find(job)
    assert (row.status, row.en_route_at) == (JobStatus.EN_ROUTE, scene.clock.now())
    assert row.arriving_at == scene.clock.now() + timedelta(seconds=900)
    assert (await scene.order_of(job)).status is OrderStatus.EN_ROUTE
    assert (ANNA, "order", True) in await scene.news()


async def test_a_fresh_position_tells_the_arrival_better_than_the_offer(scene: JobScene) -> None:
    job = await scene.job()
    here = {"position_lat": DOOR.lat, "position_lon": DOOR.lon, "position_at": scene.clock.now()}
    await scene.transact(lambda tx: technicians.change(tx, ALI, **here))
    await scene.transact(lambda tx: set_out(tx, job, ALI))
    assert (await scene.find(job)).arriving_at == scene.clock.now()


async def test_an_old_position_does_not_count(scene: JobScene) -> None:
    job = await scene.job()
    here = {"position_lat": DOOR.lat, "position_lon": DOOR.lon, "position_at": scene.clock.now()}
    await scene.transact(lambda tx: technicians.change(tx, ALI, **here))
    scene.clock.advance(hours=3)
    await scene.transact(lambda tx: set_out(tx, job, ALI))
    assert (await scene.find(job)).arriving_at == scene.clock.now() + timedelta(seconds=900)


async def test_arriving_is_told_in_a_new_message(scene: JobScene) -> None:
    job = await scene.job(JobStatus.EN_ROUTE)
    await scene.transact(lambda tx: arrive(tx, job, ALI))
    assert (await scene.find(job)).arrived_at == scene.clock.now()
    assert (await scene.order_of(job)).status is OrderStatus.ARRIVED
    assert (ANNA, "order", True) in await scene.news()


async def test_who_forgot_to_say_that_they_set_out_may_arrive(scene: JobScene) -> None:
    job = await scene.job()
    await scene.transact(lambda tx: arrive(tx, job, ALI))
    assert (await scene.order_of(job)).status is OrderStatus.ARRIVED


async def test_nobody_else_takes_a_step(scene: JobScene) -> None:
    job = await scene.job()
    await scene.nobody_else(lambda tx, actor: set_out(tx, job, actor), BO, ANNA, STRANGER)
    await scene.nobody_else(lambda tx, actor: arrive(tx, job, actor), BO, ANNA, STRANGER)
    assert (await scene.find(job)).status is JobStatus.ASSIGNED


async def test_a_job_that_does_not_exist_is_nobodys(scene: JobScene) -> None:
    assert (await scene.refused(lambda tx: set_out(tx, 999, ALI))).code == "job_not_yours"  # type: ignore[arg-type]


async def test_a_repeated_press_says_where_the_job_stands(scene: JobScene) -> None:
    job = await scene.job(JobStatus.EN_ROUTE)
    refusal = await scene.refused(lambda tx: set_out(tx, job, ALI))
    assert (refusal.code, refusal.fields) == ("job_moved_on", {"status": "en_route"})


async def test_nobody_sets_out_before_the_crew_is_complete(scene: JobScene) -> None:
    (job,) = await scene.accepted(ALI, of=2)
    refusal = await scene.refused(lambda tx: set_out(tx, job, ALI))
    assert (refusal.code, refusal.fields) == ("crew_incomplete", {"taken": 1, "crew": 2})
    order = (await scene.find(job)).order
    await scene.transact(lambda tx: join(tx, order, BO))
    await scene.transact(lambda tx: set_out(tx, job, ALI))
    assert (await scene.order_of(job)).status is OrderStatus.EN_ROUTE


async def test_the_order_is_as_far_as_its_most_advanced_technician(scene: JobScene) -> None:
    ali, bo = await scene.accepted(ALI, BO)
    await scene.bring(ali, ALI, JobStatus.IN_PROGRESS)
    assert (await scene.order_of(ali)).status is OrderStatus.IN_PROGRESS
    await scene.bring(bo, BO, JobStatus.ARRIVED)
    assert (await scene.order_of(ali)).status is OrderStatus.IN_PROGRESS
    assert (await scene.find(bo)).status is JobStatus.ARRIVED


async def test_starting_takes_the_code(scene: JobScene) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    check = await scene.transact(lambda tx: start(tx, job, ALI, CODE))
    assert check.right
    row = await scene.find(job)
    assert (row.status, row.started_at) == (JobStatus.IN_PROGRESS, scene.clock.now())
