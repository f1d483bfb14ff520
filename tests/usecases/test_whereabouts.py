"""Where the technician is: for the waiting customer, while it is fresh, and never where they set out from."""

from datetime import timedelta

import pytest

from bot.domain.market import Market
from bot.domain.offers import JobStatus
from bot.domain.points import Point
from bot.usecases.jobs import arrive
from bot.usecases.whereabouts import show_to_customers, tell_whereabouts
from db import technicians
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, BO, STRANGER, JobScene, Transact

HERE = Point(lat=50.05, lon=19.94)


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


async def shares_position(scene: JobScene, ago: timedelta = timedelta()) -> None:
    position = {"position_lat": HERE.lat, "position_lon": HERE.lon, "position_at": scene.clock.now() - ago}
    await scene.transact(lambda tx: technicians.change(tx, ALI, **position))


async def test_the_customer_gets_a_pin_and_its_age(scene: JobScene) -> None:
    job = await scene.job(JobStatus.EN_ROUTE)
    scene.clock.advance(minutes=6)
    await shares_position(scene, timedelta(minutes=4))
    await scene.transact(lambda tx: tell_whereabouts(tx, job, ANNA))
    view = await scene.notice(ANNA, "jobs/whereabouts")
    assert view is not None
    assert (view.text, view.media[0].point) == ("Ali was here 4 min ago, expected at 12:15.", HERE)


async def test_just_now(scene: JobScene) -> None:
    job = await scene.job(JobStatus.EN_ROUTE)
    await shares_position(scene)
    await scene.transact(lambda tx: tell_whereabouts(tx, job, ANNA))
    view = await scene.notice(ANNA, "jobs/whereabouts")
    assert view is not None
    assert view.text == "Ali is here now, expected at 12:15."


async def test_nobody_else_asks(scene: JobScene) -> None:
    job = await scene.job(JobStatus.EN_ROUTE)
    await shares_position(scene)
    await scene.nobody_else(lambda tx, actor: tell_whereabouts(tx, job, actor), BO, ALI, STRANGER)


@pytest.mark.parametrize("status", [JobStatus.ASSIGNED, JobStatus.ARRIVED, JobStatus.IN_PROGRESS])
async def test_only_on_the_way(scene: JobScene, status: JobStatus) -> None:
    job = await scene.job(status)
    await shares_position(scene)
    assert (await scene.refused(lambda tx: tell_whereabouts(tx, job, ANNA))).code == "position_unknown"


async def test_where_they_were_before_setting_out_is_their_own_affair(scene: JobScene) -> None:
    job = await scene.job(JobStatus.EN_ROUTE)
    await shares_position(scene, timedelta(seconds=1))
    assert (await scene.refused(lambda tx: tell_whereabouts(tx, job, ANNA))).code == "position_unknown"


async def test_an_old_position_is_none(scene: JobScene) -> None:
    job = await scene.job(JobStatus.EN_ROUTE)
    await shares_position(scene)
    scene.clock.moment += scene.market.dispatch.position_fresh + timedelta(seconds=1)
    assert (await scene.refused(lambda tx: tell_whereabouts(tx, job, ANNA))).code == "position_unknown"


async def test_a_pin_that_comes_too_late_is_not_sent(scene: JobScene) -> None:
    job = await scene.job(JobStatus.EN_ROUTE)
    await shares_position(scene)
    await scene.transact(lambda tx: tell_whereabouts(tx, job, ANNA))
    row = (await scene.outgoing())[-1]
    await scene.transact(lambda tx: arrive(tx, job, ALI))
    assert await scene.drawn(row) is None


async def test_a_reported_position_redraws_the_waiting_customers_card(scene: JobScene) -> None:
    await scene.job(JobStatus.EN_ROUTE)
    await shares_position(scene)
    ali = await scene.transact(lambda tx: technicians.find(tx.connection, ALI))
    await scene.transact(lambda tx: show_to_customers(tx, ali))
    assert await scene.news() == [(ANNA, "order", False)]
