"""Handing a job back: out again at once before the work, to the operators after it has begun."""

import pytest

from bot.domain.market import Market
from bot.domain.money import Money
from bot.domain.offers import HandBackReason, JobStatus
from bot.domain.orders import OrderStatus
from bot.usecases.dispatch import accept_offer
from bot.usecases.extras import propose_extra
from bot.usecases.finishing import finish
from bot.usecases.handing_back import hand_back
from bot.usecases.job_details import ask_why_back
from bot.usecases.jobs import arrive
from db import extras, offers
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, BO, OLGA, STRANGER, JobScene, Transact, join

SICK = HandBackReason.SICK
BEFORE_WORK = [JobStatus.ASSIGNED, JobStatus.EN_ROUTE, JobStatus.ARRIVED]


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


@pytest.mark.parametrize("status", BEFORE_WORK)
async def test_before_the_work_the_order_goes_out_again_at_once(scene: JobScene, status: JobStatus) -> None:
    job = await scene.job(status)
    waves = len(await scene.timers("dispatch.wave"))
    await scene.transact(lambda tx: hand_back(tx, job, ALI, SICK))
    row, order = await scene.find(job), await scene.order_of(job)
    assert (row.status, row.reason, row.ended_at) == (JobStatus.HANDED_BACK, "sick", scene.clock.now())
    assert (order.status, order.taken, order.round) == (OrderStatus.SEARCHING, 0, 2)
    due = await scene.timers("dispatch.wave")
    assert len(due) == waves + 1
    assert due[-1].due == scene.clock.now()


async def test_the_customer_hears_one_kind_sentence(scene: JobScene) -> None:
    job = await scene.job()
    await scene.transact(lambda tx: hand_back(tx, job, ALI, SICK))
    view = await scene.notice(ANNA, "jobs/handed_back")
    order = (await scene.find(job)).order
    expected = f"Ali can’t make it to you after all, sorry. We are already asking others for order {order}."
    assert view is not None
    assert view.text == expected


async def test_during_the_work_operators_take_over(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: hand_back(tx, job, ALI, SICK))
    assert (await scene.order_of(job)).status is OrderStatus.DISPUTED
    rows = await scene.outgoing()
    told = {(row.chat_id, row.view) for row in rows}
    assert {(OLGA, "jobs/desk_handed_back"), (OLGA, "desk_order"), (ANNA, "jobs/handed_back")} <= told
    said = {row.view: view.text for row in rows if (view := await scene.drawn(row)) is not None}
    assert "operators take over" in said["jobs/handed_back"]
    assert "Ali Rezaei cannot go on. Reason: illness" in said["jobs/desk_handed_back"]
    assert "illness" in said["desk_order"], "what the technician was told: operators see the reason"
    assert "illness" not in said["jobs/handed_back"]


async def test_nobody_else_hands_it_back(scene: JobScene) -> None:
    job = await scene.job()
    await scene.nobody_else(lambda tx, actor: hand_back(tx, job, actor, SICK), BO, ANNA, STRANGER, OLGA)
    assert (await scene.find(job)).status is JobStatus.ASSIGNED


async def test_a_job_goes_back_once(scene: JobScene) -> None:
    job = await scene.job()
    await scene.transact(lambda tx: hand_back(tx, job, ALI, SICK))
    refusal = await scene.refused(lambda tx: hand_back(tx, job, ALI, SICK))
    assert (refusal.code, refusal.fields) == ("job_moved_on", {"status": "handed_back"})
    assert (await scene.order_of(job)).taken == 0


async def test_a_done_job_is_not_handed_back(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: finish(tx, job, ALI))
    assert (await scene.refused(lambda tx: hand_back(tx, job, ALI, SICK))).fields == {"status": "done"}


async def test_of_a_crew_of_two_the_other_goes_on_and_a_third_joins(scene: JobScene) -> None:
    ali, bo = await scene.accepted(ALI, BO)
    await scene.bring(bo, BO, JobStatus.EN_ROUTE)
    await scene.transact(lambda tx: hand_back(tx, ali, ALI, SICK))
    assert ((await scene.order_of(bo)).status, (await scene.order_of(bo)).taken) == (OrderStatus.SEARCHING, 1)
    await scene.transact(lambda tx: arrive(tx, bo, BO))
    assert (await scene.find(bo)).status is JobStatus.ARRIVED
    assert (await scene.order_of(bo)).status is OrderStatus.SEARCHING
    order = (await scene.find(bo)).order
    await scene.transact(lambda tx: join(tx, order, ALI))
    assert (await scene.order_of(bo)).status is OrderStatus.ARRIVED


async def test_a_place_given_back_during_the_search_is_searched_for_too(scene: JobScene) -> None:
    ali, bo = await scene.accepted(ALI, BO, of=3)
    assert (await scene.order_of(ali)).status is OrderStatus.SEARCHING
    await scene.transact(lambda tx: hand_back(tx, bo, BO, SICK))
    order = await scene.order_of(ali)
    assert (order.status, order.taken) == (OrderStatus.SEARCHING, 1)


async def test_half_done_work_stops_the_search_for_a_colleague(scene: JobScene) -> None:
    ali, bo = await scene.accepted(ALI, BO)
    await scene.bring(ali, ALI, JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: hand_back(tx, bo, BO, SICK))
    order = await scene.order_of(ali)
    asked = await scene.transact(
        lambda tx: offers.add(tx, order.id, BO, round_=order.round, wave=1, distance_m=1, travel_s=1)
    )
    await scene.transact(lambda tx: hand_back(tx, ali, ALI, SICK))
    assert (await scene.order_of(ali)).status is OrderStatus.DISPUTED
    assert (await scene.refused(lambda tx: accept_offer(tx, asked, BO))).code == "offer_withdrawn"


async def test_an_open_proposal_goes_with_it(scene: JobScene) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    await scene.transact(lambda tx: propose_extra(tx, job, ALI, Money(1000, "PLN"), "Seal"))
    await scene.transact(lambda tx: hand_back(tx, job, ALI, SICK))
    assert await scene.transact(lambda tx: extras.open_of_job(tx.connection, job)) is None
    assert (ANNA, "extra", True) in await scene.news()


async def test_the_question_why_loses_its_buttons_however_the_job_ends(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: ask_why_back(tx, job, ALI))
    await scene.sent(ALI, "hand_back", job)
    await scene.news()
    await scene.transact(lambda tx: finish(tx, job, ALI))
    (question,) = [row for row in await scene.outgoing() if row.view == "hand_back"]
    assert await scene.drawn(question) is None
