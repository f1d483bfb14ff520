"""The customer's code lets the work begin; guessing does not."""

from dataclasses import replace

import pytest

from bot.domain.ids import JobId
from bot.domain.market import Market
from bot.domain.offers import JobStatus
from bot.usecases.start_code import CodeCheck, call_operator, start, start_for
from db import audit
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, BO, CODE, OLGA, STRANGER, JobScene, Transact


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


async def wrong(scene: JobScene, job: JobId, times: int) -> CodeCheck:
    checks: list[CodeCheck] = [await scene.transact(lambda tx: start(tx, job, ALI, "0000")) for _ in range(times)]
    return checks[-1]


async def test_a_wrong_code_is_counted_and_the_work_does_not_begin(scene: JobScene) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    assert await wrong(scene, job, 1) == CodeCheck(False, 4)
    assert await wrong(scene, job, 1) == CodeCheck(False, 3)
    row = await scene.find(job)
    assert (row.status, row.code_attempts) == (JobStatus.ARRIVED, 2)


async def test_after_too_many_wrong_ones_the_right_one_does_not_help(scene: JobScene) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    assert await wrong(scene, job, 5) == CodeCheck(False, 0)
    assert (ALI, "offer", False) in await scene.news()
    assert await scene.transact(lambda tx: start(tx, job, ALI, CODE)) == CodeCheck(False, 0)
    assert await wrong(scene, job, 1) == CodeCheck(False, 0)
    assert (await scene.find(job)).code_attempts == 5


@pytest.mark.parametrize("code", [None, "", "47111", "٤٧١١"])
async def test_nothing_else_is_the_code(scene: JobScene, code: str | None) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    assert not (await scene.transact(lambda tx: start(tx, job, ALI, code))).right


async def test_a_market_without_codes_needs_none(transact: Transact, market: Market, clock: TestClock) -> None:
    scene = await JobScene(transact, market, clock).begin()
    job = await scene.job(JobStatus.ARRIVED)
    free = replace(market, jobs=replace(market.jobs, start_code=False))
    check = await transact(lambda tx: start(replace(tx, market=free), job, ALI, None))
    assert check.right
    assert (await scene.find(job)).status is JobStatus.IN_PROGRESS


@pytest.mark.parametrize("status", [JobStatus.ASSIGNED, JobStatus.EN_ROUTE, JobStatus.IN_PROGRESS])
async def test_work_begins_at_the_door_only(scene: JobScene, status: JobStatus) -> None:
    job = await scene.job(status)
    for act in (lambda tx: start(tx, job, ALI, CODE), lambda tx: call_operator(tx, job, ALI)):
        refusal = await scene.refused(act)
        assert (refusal.code, refusal.fields) == ("job_moved_on", {"status": status.value})


async def test_only_the_technician_may_try(scene: JobScene) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    await scene.nobody_else(lambda tx, actor: start(tx, job, actor, CODE), BO, ANNA, STRANGER)
    assert (await scene.find(job)).code_attempts == 0


async def test_a_call_for_an_operator_reaches_the_desk_once_in_a_while(scene: JobScene) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    await scene.news()
    await scene.transact(lambda tx: call_operator(tx, job, ALI))
    news = await scene.news()
    assert (OLGA, "jobs/desk_code", True) in news
    assert (OLGA, "desk_order", True) in news
    assert (await scene.refused(lambda tx: call_operator(tx, job, ALI))).code == "operator_called"
    scene.clock.advance(minutes=6)
    await scene.transact(lambda tx: call_operator(tx, job, ALI))
    assert (OLGA, "jobs/desk_code", True) in await scene.news()


async def test_an_operator_lets_the_work_begin_and_it_is_kept_who(scene: JobScene) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    await wrong(scene, job, 5)
    await scene.news()
    await scene.transact(lambda tx: start_for(tx, job, OLGA))
    assert (await scene.find(job)).status is JobStatus.IN_PROGRESS
    assert (ALI, "offer", True) in await scene.news()
    order = (await scene.find(job)).order
    acts = await scene.transact(lambda tx: audit.about(tx.connection, f"order:{order}"))
    assert [(row.actor_id, row.act) for row in acts] == [(OLGA, "start_job")]
    refusal = await scene.refused(lambda tx: start_for(tx, job, OLGA))
    assert refusal.code == "job_moved_on"


@pytest.mark.parametrize("actor", [ALI, ANNA, STRANGER])
async def test_nobody_plays_the_operator(scene: JobScene, actor: int) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    refusal = await scene.refused(lambda tx: start_for(tx, job, actor))  # type: ignore[arg-type]
    assert refusal.code == "not_staff"
    assert (await scene.find(job)).status is JobStatus.ARRIVED
