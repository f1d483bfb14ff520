"""Nobody opens: after some patience the order ends and operators look into it."""

import pytest

from bot.domain.market import Market
from bot.domain.offers import JobStatus
from bot.domain.orders import OrderStatus
from bot.usecases.absence import customer_absent
from bot.usecases.start_code import start
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, BO, CODE, OLGA, STRANGER, JobScene, Transact


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


async def test_after_ten_minutes_at_the_door_the_order_ends(scene: JobScene) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    scene.clock.advance(minutes=10)
    await scene.transact(lambda tx: customer_absent(tx, job, ALI))
    row, order = await scene.find(job), await scene.order_of(job)
    assert (row.status, row.ended_at) == (JobStatus.CUSTOMER_ABSENT, scene.clock.now())
    assert (order.status, order.closed_reason) == (OrderStatus.CANCELLED, "customer_absent")
    news = await scene.news()
    assert {(ANNA, "jobs/customer_absent", True), (ANNA, "order", True), (OLGA, "jobs/desk_absent", True)} <= set(news)


async def test_patience_first(scene: JobScene) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    scene.clock.advance(minutes=6, seconds=30)
    refusal = await scene.refused(lambda tx: customer_absent(tx, job, ALI))
    assert (refusal.code, refusal.fields) == ("absent_too_early", {"minutes": 4})
    assert (await scene.find(job)).status is JobStatus.ARRIVED


@pytest.mark.parametrize("status", [JobStatus.ASSIGNED, JobStatus.EN_ROUTE, JobStatus.IN_PROGRESS])
async def test_only_from_the_door(scene: JobScene, status: JobStatus) -> None:
    job = await scene.job(status)
    scene.clock.advance(minutes=30)
    refusal = await scene.refused(lambda tx: customer_absent(tx, job, ALI))
    assert (refusal.code, refusal.fields) == ("job_moved_on", {"status": status.value})


async def test_nobody_else_says_so_and_nobody_twice(scene: JobScene) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    scene.clock.advance(minutes=11)
    await scene.nobody_else(lambda tx, actor: customer_absent(tx, job, actor), BO, ANNA, STRANGER)
    await scene.transact(lambda tx: customer_absent(tx, job, ALI))
    assert (await scene.refused(lambda tx: customer_absent(tx, job, ALI))).fields == {"status": "customer_absent"}


async def test_colleagues_are_freed(scene: JobScene) -> None:
    ali, bo = await scene.accepted(ALI, BO, status=JobStatus.ARRIVED)
    scene.clock.advance(minutes=11)
    await scene.transact(lambda tx: customer_absent(tx, ali, ALI))
    row = await scene.find(bo)
    assert (row.status, row.reason) == (JobStatus.CANCELLED, "customer_absent")
    assert (BO, "offer", True) in await scene.news()


async def test_whoever_let_a_colleague_in_is_not_absent(scene: JobScene) -> None:
    ali, bo = await scene.accepted(ALI, BO, status=JobStatus.ARRIVED)
    await scene.transact(lambda tx: start(tx, bo, BO, CODE))
    scene.clock.advance(minutes=11)
    refusal = await scene.refused(lambda tx: customer_absent(tx, ali, ALI))
    assert refusal.code == "customer_was_there"
