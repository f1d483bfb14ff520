"""Somebody who is awaited: asked in time, given more time once, told of honestly, given up when they do not come."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.ids import JobId, OrderId, PersonId
from bot.domain.market import Market
from bot.domain.offers import HandBackReason, Job, JobStatus
from bot.domain.orders import OrderStatus
from bot.turn import Turns
from bot.usecases.deadlines import fire
from bot.usecases.handing_back import hand_back
from bot.usecases.jobs import arrive, set_out
from bot.usecases.positions import report_position
from bot.usecases.punctuality import ask_for_more_time, look_for_another, promise_arrival
from db import jobs, orders, punctuality
from db.database import Database
from db.tables import jobs as job_rows
from db.tables import timers
from db.timers import due_timers, set_timer
from db.transaction import Transaction
from tests.clock import TestClock
from tests.dispatch_scene import ANNA, OLGA, DispatchScene
from tests.matching_scene import km_north, window

ALI, BO = PersonId(10), PersonId(11)


@pytest.fixture
async def scene(database: Database, market: Market, clock: TestClock) -> DispatchScene:
    scene = await DispatchScene(Turns(database, clock, market), clock).begin()
    await scene.technician(ALI, 1)
    return scene


async def accepted(scene: DispatchScene, **changes: Any) -> tuple[OrderId, JobId]:
    """An order that Ali has taken; what was told until then has been read."""
    order = await scene.order(**changes)
    job = await scene.accepts(order, ALI)
    await scene.outgoing()
    return order, job


async def on_the_way(scene: DispatchScene) -> tuple[OrderId, JobId]:
    """Ali is expected some minutes from now."""
    order, job = await accepted(scene)
    await scene.does(set_out, job, ALI)
    await scene.outgoing()
    return order, job


async def row(scene: DispatchScene, job: JobId) -> Job:
    found: Job = await scene(lambda tx: jobs.find(tx.connection, job))
    return found


async def told(scene: DispatchScene) -> set[tuple[int, str]]:
    return {(chat, view) for chat, view, _ in await scene.news()}


async def kinds(scene: DispatchScene, order: OrderId) -> list[str]:
    return [event.kind for event in await scene(lambda tx: orders.history(tx.connection, order))]


# ---------------------------------------------------------------- not set out


async def test_whoever_has_not_set_out_is_asked_once(scene: DispatchScene) -> None:
    order, job = await accepted(scene)
    await scene.passes(minutes=9)
    assert await scene.news() == []
    await scene.passes(minutes=1)
    assert await scene.news() == [(ALI, "nudge", True)]
    assert (await row(scene, job)).nudged_at == scene.clock.now()
    assert (await kinds(scene, order)).count("asked_to_set_out") == 1


async def test_who_stays_silent_loses_the_job_and_the_operators_hear_it(scene: DispatchScene) -> None:
    order, job = await accepted(scene)
    await scene.technician(BO, 2)
    await scene.passes(minutes=15)
    assert ((await row(scene, job)).status, (await row(scene, job)).reason) == (JobStatus.HANDED_BACK, "silent")
    assert {(OLGA, "jobs/desk_not_coming"), (OLGA, "desk_order"), (ANNA, "jobs/not_coming")} <= await told(scene)
    assert await scene.asked(order, round_=2) == [BO], "others, and not the silent one"
    assert (await scene.find(order)).taken == 0


async def test_who_sets_out_in_time_is_asked_nothing(scene: DispatchScene) -> None:
    _order, job = await accepted(scene)
    await scene.passes(minutes=9)
    await scene.does(set_out, job, ALI)
    await scene.outgoing()
    await scene.passes(minutes=4)
    assert await scene.news() == []


async def test_the_answer_on_my_way_is_setting_out(scene: DispatchScene) -> None:
    _order, job = await accepted(scene)
    await scene.passes(minutes=12)
    await scene.does(set_out, job, ALI)
    assert {row.view: row.version for row in await scene.outgoing()}["nudge"] == 1, "drawn again, wherever it is"
    await scene.passes(minutes=3)
    assert (await row(scene, job)).status is JobStatus.EN_ROUTE
    assert (await row(scene, job)).nudged_at is None


async def test_more_time_is_given_once(scene: DispatchScene) -> None:
    _order, job = await accepted(scene)
    assert (await scene.refused(ask_for_more_time, job, ALI)).code == "no_more_time", "nobody has asked yet"
    await scene.passes(minutes=11)
    await scene.does(ask_for_more_time, job, ALI)
    assert (await scene.refused(ask_for_more_time, job, ALI)).code == "no_more_time"
    await scene.outgoing()
    await scene.passes(minutes=9)
    assert await scene.news() == [], "the answer that was due meanwhile is not missed"
    await scene.passes(minutes=1)
    assert (ALI, "nudge") in await told(scene)
    assert (await scene.refused(ask_for_more_time, job, ALI)).code == "no_more_time"
    await scene.passes(minutes=5)
    assert (await row(scene, job)).reason == "silent"


@pytest.mark.plain_waves
async def test_who_is_busy_with_another_job_is_left_to_it(scene: DispatchScene) -> None:
    _first, job = await on_the_way(scene)
    await scene.does(arrive, job, ALI)
    _order, second = await accepted(scene)
    await scene.passes(minutes=30)
    assert (await row(scene, second)).nudged_at is None
    await scene.does(hand_back, job, ALI, HandBackReason.OTHER)
    await scene.passes(minutes=10)
    assert (await row(scene, second)).nudged_at is not None


async def test_a_scheduled_visit_is_asked_about_when_its_window_begins(scene: DispatchScene) -> None:
    _order, job = await accepted(scene, window=window(2))
    await scene.passes(minutes=119)
    assert (await row(scene, job)).nudged_at is None
    await scene.passes(minutes=1)
    assert (await row(scene, job)).nudged_at is not None


async def test_nobody_is_asked_to_set_out_before_the_crew_is_complete(scene: DispatchScene) -> None:
    order, job = await accepted(scene, crew=2)
    await scene.passes(minutes=12)
    assert (await row(scene, job)).nudged_at is None
    await scene.technician(BO, 2)
    await scene.passes(minutes=1)
    await scene.accepts(order, BO)
    await scene.passes(minutes=9)
    assert (await row(scene, job)).nudged_at is None, "the time begins with the crew"
    await scene.passes(minutes=1)
    assert (await row(scene, job)).nudged_at is not None


async def test_a_process_that_slept_does_not_blame_the_technician(scene: DispatchScene) -> None:
    _order, job = await accepted(scene)
    await scene.passes(minutes=11)
    scene.clock.advance(hours=2)
    await scene.run_due()
    assert (await row(scene, job)).status is JobStatus.ASSIGNED
    await scene.passes(minutes=5)
    assert (await row(scene, job)).reason == "silent"


# ---------------------------------------------------------------- late


async def test_who_is_late_is_asked_and_the_customer_is_told(scene: DispatchScene) -> None:
    order, job = await on_the_way(scene)
    expected = (await row(scene, job)).arriving_at
    await scene.passes(minutes=13)
    assert (await row(scene, job)).late_at is None
    await scene.passes(minutes=1)
    late = await row(scene, job)
    assert expected is not None
    assert late.late_at == expected + timedelta(minutes=10)
    assert {(ALI, "nudge"), (ANNA, "delay"), (ANNA, "order")} <= await told(scene)
    assert "late" in await kinds(scene, order)


async def test_a_position_gives_a_new_estimate_and_no_new_promise(scene: DispatchScene) -> None:
    _order, job = await on_the_way(scene)
    promised = (await row(scene, job)).promised_at
    await scene.passes(minutes=13)
    await scene.does(report_position, ALI, km_north(2), True)
    await scene.passes(minutes=1)
    late = await row(scene, job)
    assert late.promised_at == promised
    assert late.arriving_at is not None
    assert timedelta(minutes=6) < late.arriving_at - scene.clock.now() < timedelta(minutes=8)
    view = await scene.card(ANNA, "delay", job)
    assert view is not None
    assert "New estimate: 12:20." in view.text


async def test_the_technician_names_a_new_time(scene: DispatchScene) -> None:
    order, job = await on_the_way(scene)
    assert (await scene.refused(promise_arrival, job, ALI, 10)).code == "answered_already", "nobody has asked"
    await scene.passes(minutes=14)
    await scene.outgoing()
    await scene.does(promise_arrival, job, ALI, 20)
    promised = await row(scene, job)
    assert promised.arriving_at == promised.promised_at == scene.clock.now() + timedelta(minutes=20)
    assert (ANNA, "delay", True) in await scene.news()
    assert (await scene.refused(promise_arrival, job, ALI, 40)).code == "answered_already"
    await scene.passes(minutes=29)
    assert (await kinds(scene, order)).count("late") == 1
    await scene.passes(minutes=1)
    assert (await kinds(scene, order)).count("late") == 2, "late once more, by the new time"


async def test_the_customer_need_not_wait(scene: DispatchScene) -> None:
    order, job = await on_the_way(scene)
    await scene.technician(BO, 2)
    assert (await scene.refused(look_for_another, job, ANNA)).fields == {"status": "en_route"}
    await scene.passes(minutes=14)
    assert (await scene.refused(look_for_another, job, OLGA)).code == "job_not_yours"
    await scene.does(look_for_another, job, ANNA)
    await scene.run_due()
    assert ((await row(scene, job)).status, (await row(scene, job)).reason) == (JobStatus.CANCELLED, "replaced")
    assert await scene.asked(order, round_=2) == [BO]
    assert (await scene.refused(look_for_another, job, ANNA)).code == "delay_over"
    view = await scene.card(ALI, "offer", await scene.offer(order, ALI))
    assert view is not None
    assert "did not want to wait" in view.text


async def test_who_has_arrived_is_not_replaced(scene: DispatchScene) -> None:
    order, job = await on_the_way(scene)
    await scene.passes(minutes=14)
    await scene.does(arrive, job, ALI)
    assert (await scene.refused(look_for_another, job, ANNA)).fields == {"status": "arrived"}
    await scene.passes(hours=1)
    assert (await scene.jobs(order)) == {ALI: JobStatus.ARRIVED}


# ---------------------------------------------------------------- not there at all


async def test_who_never_comes_is_given_up(scene: DispatchScene) -> None:
    order, job = await on_the_way(scene)
    await scene.technician(BO, 2)
    await scene.passes(minutes=50)
    given_up = await row(scene, job)
    assert (given_up.status, given_up.reason) == (JobStatus.HANDED_BACK, "no_show")
    assert {(OLGA, "jobs/desk_not_coming"), (ANNA, "jobs/not_coming")} <= await told(scene)
    assert (await scene.find(order)).status is OrderStatus.SEARCHING
    assert await scene.asked(order, round_=2) == [BO]


async def test_who_stands_at_the_door_only_forgot_to_say_so(scene: DispatchScene) -> None:
    _order, job = await on_the_way(scene)
    await scene.passes(minutes=45)
    await scene.does(report_position, ALI, km_north(0.1), True)
    await scene.passes(minutes=5)
    assert (await row(scene, job)).status is JobStatus.EN_ROUTE
    await scene.passes(minutes=10)
    assert (await row(scene, job)).reason == "no_show", "an old position says nothing"


async def test_broken_words_count_for_a_month(scene: DispatchScene) -> None:
    await on_the_way(scene)
    await scene.passes(minutes=50)
    counted = await scene(lambda tx: punctuality.broken_words(tx.connection, ALI, tx.now - timedelta(days=30)))
    assert (counted["late"], counted["no_show"], counted["silent"]) == (1, 1, 0)
    view = await scene.card(OLGA, "desk_technician", ALI)
    assert view is not None
    assert "Late once in the last 30 days." in view.text
    scene.clock.advance(days=31)
    view = await scene.card(OLGA, "desk_technician", ALI)
    assert view is not None
    assert "Late" not in view.text


@pytest.mark.parametrize("kind", ["job.set_out", "job.silent", "job.late", "job.no_show"])
@pytest.mark.parametrize("end", [JobStatus.DONE, JobStatus.CANCELLED, None])
async def test_a_timer_of_a_job_that_moved_on_does_nothing(
    scene: DispatchScene, kind: str, end: JobStatus | None
) -> None:
    """A job that is over, and one that there never was."""
    order, job = await on_the_way(scene)
    if end is not None:
        await scene(lambda tx: tx.execute(job_rows.update().values(status=end.value)))
    before = await kinds(scene, order)
    scene.clock.advance(hours=3)

    def run(tx: Transaction) -> bool:
        tx.execute(timers.delete())
        set_timer(tx, kind, job if end is not None else 9999, 0, tx.now)
        (timer,) = due_timers(tx.connection, tx.now)
        return fire(tx, timer)

    assert await scene(run)
    assert await scene.news() == []
    assert await kinds(scene, order) == before
