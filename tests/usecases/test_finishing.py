"""Done: it counts, it is shown, and some days later the order is closed."""

import pytest

from bot.domain.market import Market
from bot.domain.money import Money
from bot.domain.offers import HandBackReason, JobStatus
from bot.domain.orders import OrderStatus
from bot.usecases.deadlines import due_timers, fire
from bot.usecases.extras import propose_extra, withdraw_extra
from bot.usecases.finishing import finish
from bot.usecases.handing_back import hand_back
from db import orders, technicians
from db.transaction import Transaction
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, BO, STRANGER, JobScene, Transact


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


def fire_due(tx: Transaction) -> list[bool]:
    return [fire(tx, timer) for timer in due_timers(tx.connection, tx.now)]


async def test_done_counts_and_both_sides_see_it(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: finish(tx, job, ALI))
    row = await scene.find(job)
    assert (row.status, row.ended_at) == (JobStatus.DONE, scene.clock.now())
    assert (await scene.order_of(job)).status is OrderStatus.DONE
    assert {(ANNA, "order", True), (ALI, "offer", False)} <= set(await scene.news())
    technician = await scene.transact(lambda tx: technicians.find(tx.connection, ALI))
    assert technician.jobs_done == 1


@pytest.mark.parametrize("status", [JobStatus.ASSIGNED, JobStatus.EN_ROUTE, JobStatus.ARRIVED])
async def test_what_has_not_begun_is_not_done(scene: JobScene, status: JobStatus) -> None:
    job = await scene.job(status)
    assert (await scene.refused(lambda tx: finish(tx, job, ALI))).fields == {"status": status.value}


async def test_nobody_else_finishes_and_nobody_twice(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.nobody_else(lambda tx, actor: finish(tx, job, actor), BO, ANNA, STRANGER)
    await scene.transact(lambda tx: finish(tx, job, ALI))
    assert (await scene.refused(lambda tx: finish(tx, job, ALI))).fields == {"status": "done"}
    technician = await scene.transact(lambda tx: technicians.find(tx.connection, ALI))
    assert technician.jobs_done == 1


async def test_the_order_of_a_crew_is_done_with_the_last_of_them(scene: JobScene) -> None:
    ali, bo = await scene.accepted(ALI, BO, status=JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: finish(tx, ali, ALI))
    assert (await scene.order_of(ali)).status is OrderStatus.IN_PROGRESS
    assert (ANNA, "order", False) in await scene.news()
    await scene.transact(lambda tx: finish(tx, bo, BO))
    assert (await scene.order_of(ali)).status is OrderStatus.DONE
    assert (ANNA, "order", True) in await scene.news()
    assert len(await scene.timers("order.close")) == 1


async def test_a_disputed_order_stays_with_the_operators_when_a_colleague_finishes(scene: JobScene) -> None:
    ali, bo = await scene.accepted(ALI, BO, status=JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: hand_back(tx, ali, ALI, HandBackReason.SKILL))
    await scene.transact(lambda tx: finish(tx, bo, BO))
    assert (await scene.find(bo)).status is JobStatus.DONE
    assert (await scene.order_of(bo)).status is OrderStatus.DISPUTED


async def test_an_unanswered_proposal_is_not_forgotten(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: propose_extra(tx, job, ALI, Money(1000, "PLN"), "Seal"))
    assert (await scene.refused(lambda tx: finish(tx, job, ALI))).code == "extra_unanswered"
    await scene.transact(lambda tx: withdraw_extra(tx, job, ALI))
    await scene.transact(lambda tx: finish(tx, job, ALI))
    assert (await scene.find(job)).status is JobStatus.DONE


async def test_a_done_order_closes_by_itself(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: finish(tx, job, ALI))
    scene.clock.moment += scene.market.jobs.auto_close
    scene.clock.advance(seconds=-1)
    await scene.transact(fire_due)
    assert (await scene.order_of(job)).status is OrderStatus.DONE
    scene.clock.advance(seconds=1)
    await scene.transact(fire_due)
    assert (await scene.order_of(job)).status is OrderStatus.CLOSED


async def test_a_disputed_order_does_not(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: finish(tx, job, ALI))
    order = (await scene.find(job)).order
    await scene.transact(lambda tx: orders.move(tx, order, OrderStatus.DISPUTED))
    scene.clock.moment += scene.market.jobs.auto_close
    await scene.transact(fire_due)
    assert (await scene.order_of(job)).status is OrderStatus.DISPUTED
