"""Positions: those that can be true are kept."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from bot.domain.ids import PersonId
from bot.domain.offers import JobStatus
from bot.domain.points import Point
from bot.turn import Turns
from bot.usecases.jobs import set_out
from bot.usecases.positions import report_position, share_position
from db import technicians
from tests.dispatch_scene import ANNA, DispatchScene
from tests.matching_scene import km_north

TOM = PersonId(10)


@pytest.fixture
async def scene(database: Any, market: Any, clock: Any) -> DispatchScene:
    scene = await DispatchScene(Turns(database, clock, market), clock).begin()
    await scene.technician(TOM)
    return scene


async def where(scene: DispatchScene) -> tuple[Point | None, datetime | None]:
    tom = await scene(lambda tx: technicians.find(tx.connection, TOM))
    return tom.position, tom.position_at


async def report(scene: DispatchScene, point: Point, *, live: bool = True, at: datetime | None = None) -> bool:
    kept: bool = await scene(lambda tx: report_position(tx, TOM, point, live, at))
    return kept


async def test_a_live_location_from_beginning_to_end(scene: DispatchScene) -> None:
    """A message with its period, edits as it moves, the last one without the period."""
    await scene(lambda tx: share_position(tx, TOM, km_north(0), tx.now))
    assert await scene.news() == [(TOM, "workplace", True)]
    for minute in range(1, 4):
        scene.clock.advance(minutes=1)
        assert await report(scene, km_north(minute / 2))
        assert await where(scene) == (km_north(minute / 2), scene.clock.now())
    assert await scene.news() == []


async def test_an_older_position_does_not_take_the_place_of_a_newer_one(scene: DispatchScene) -> None:
    """Edits of a live location arrive out of order when the network has been away."""
    noon = scene.clock.now()
    scene.clock.advance(minutes=10)
    assert await report(scene, km_north(2), at=noon + timedelta(minutes=9))
    for live in (True, False):
        assert not await report(scene, km_north(1.9), live=live, at=noon + timedelta(minutes=8))
    assert await where(scene) == (km_north(2), noon + timedelta(minutes=9))
    assert await report(scene, km_north(2.1), at=noon + timedelta(minutes=9)), "the same moment told better"


async def test_nobody_flies(scene: DispatchScene) -> None:
    await report(scene, km_north(0))
    scene.clock.advance(minutes=1)
    assert not await report(scene, km_north(7))
    refusal = await scene.refused(lambda tx: report_position(tx, TOM, km_north(7), False))
    assert refusal.code == "position_jumped"
    assert (await where(scene))[0] == km_north(0)
    scene.clock.advance(minutes=1)
    assert await report(scene, km_north(7))


async def test_a_phones_noise_is_taken(scene: DispatchScene) -> None:
    await report(scene, km_north(0))
    assert await report(scene, km_north(0.4))


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 0.0), (52.2297, 21.0122), (-50.06, 19.9)])
async def test_where_nobody_works(scene: DispatchScene, lat: float, lon: float) -> None:
    point = Point(lat=lat, lon=lon)
    assert not await report(scene, point)
    refusal = await scene.refused(lambda tx: share_position(tx, TOM, point, tx.now))
    assert refusal.code == "position_far_away"
    assert await where(scene) == (None, None)


async def test_positions_that_come_late_count_for_when_they_were(scene: DispatchScene) -> None:
    """After an outage everything comes at once: the way between two positions took the time that it took."""
    noon = scene.clock.now()
    scene.clock.advance(minutes=30)
    await report(scene, km_north(0), at=noon)
    assert await report(scene, km_north(9), at=noon + timedelta(minutes=20))
    assert await where(scene) == (km_north(9), noon + timedelta(minutes=20))


async def test_a_clock_that_runs_differently_is_not_believed(scene: DispatchScene) -> None:
    for at in (scene.clock.now() + timedelta(days=200), scene.clock.now() - timedelta(days=200)):
        await report(scene, km_north(0), at=at)
        assert await where(scene) == (km_north(0), scene.clock.now())


@pytest.mark.parametrize("status", ["pending", "more_wanted", "rejected", "suspended"])
async def test_only_technicians_are_followed(scene: DispatchScene, status: str) -> None:
    other = await scene.technician(11, status=status)
    for person in (other, ANNA):
        assert not await scene(partial(report_position, person=person, point=km_north(0), live=True))
        refusal = await scene.refused(partial(share_position, person=person, point=km_north(0), at=scene.clock.now()))
        assert refusal.code == "position_unneeded"


async def test_the_customer_who_waits_is_shown(scene: DispatchScene) -> None:
    order = await scene.order()
    job = await scene.accepts(order, TOM)
    await scene(lambda tx: set_out(tx, job, TOM))
    assert await scene.jobs(order) == {TOM: JobStatus.EN_ROUTE}
    await scene.news()
    await report(scene, km_north(1))
    assert (ANNA, "order", False) in await scene.news()
