"""Waves as they go out: who is asked when, who hears of it, what is kept."""

from datetime import timedelta

import pytest

from bot.domain.market import Market
from bot.domain.offers import DeclineReason, OfferStatus
from bot.domain.orders import OrderStatus
from bot.turn import Turns
from bot.usecases.dispatch import accept_offer, decline_offer, run_wave, wake_searches
from bot.usecases.jobs import arrive, set_out
from bot.usecases.waves import WAVE
from db import people
from db.database import Database
from db.timers import Timer
from tests.clock import TestClock
from tests.dispatch_scene import ANNA, DispatchScene
from tests.matching_scene import km_north, window


@pytest.fixture
async def scene(database: Database, market: Market, clock: TestClock) -> DispatchScene:
    return await DispatchScene(Turns(database, clock, market), clock).begin()


@pytest.mark.plain_waves
async def test_the_first_wave_asks_the_nearest_at_once(scene: DispatchScene) -> None:
    await scene.technicians(10, 11, 12, 13, 14)
    order = await scene.order()
    assert await scene.asked(order) == [10, 11, 12]
    row = await scene.find(order)
    assert (row.round, row.wave, row.status) == (1, 1, OrderStatus.SEARCHING)
    news = await scene.news()
    assert [(chat, view, fresh) for chat, view, fresh in news if view == "offer"] == [
        (10, "offer", True),
        (11, "offer", True),
        (12, "offer", True),
    ]
    assert (ANNA, "order", False) in news


@pytest.mark.plain_waves
async def test_the_next_wave_asks_more_and_takes_nothing_back(scene: DispatchScene) -> None:
    await scene.technicians(10, 11, 12, 13, 14)
    order = await scene.order()
    await scene.passes(seconds=59)
    assert len(await scene.asked(order)) == 3
    await scene.passes(seconds=1)
    assert await scene.asked(order) == [10, 11, 12, 13, 14]
    assert set((await scene.statuses(order)).values()) == {OfferStatus.OPEN}


async def test_the_search_widens_at_once_until_there_is_somebody_to_ask(scene: DispatchScene) -> None:
    await scene.technician(10, km=9)
    order = await scene.order()
    assert await scene.asked(order) == [10]
    assert [wave["radius_km"] for wave in await scene.waves(order)] == [4, 7, 10]


async def test_nobody_is_asked_twice_in_a_round(scene: DispatchScene) -> None:
    await scene.technicians(10, 11)
    order = await scene.order()
    await scene.passes(minutes=19)
    assert await scene.asked(order) == [10, 11]
    assert len(await scene.waves(order)) > 15


async def test_a_late_technician_is_asked_while_the_search_goes_on(scene: DispatchScene) -> None:
    order = await scene.order()
    await scene.passes(minutes=5)
    await scene.technician(10)
    await scene.passes(minutes=1)
    assert await scene.asked(order) == [10]


async def test_whoever_comes_online_wakes_a_search_that_waits_for_anybody(scene: DispatchScene) -> None:
    order = await scene.order()
    await scene.technician(10)
    await scene(wake_searches)
    await scene.run_due()
    assert await scene.asked(order) == [10]
    await scene.technician(11)
    await scene(wake_searches)
    await scene.run_due()
    assert await scene.asked(order) == [10], "while somebody has a question open, the next wave keeps its time"


@pytest.mark.plain_waves
async def test_a_wave_of_an_older_version_does_nothing(scene: DispatchScene) -> None:
    await scene.technicians(10, 11, 12, 13)
    order = await scene.order()
    version = (await scene.find(order)).version
    stale = Timer(1, WAVE, order, version - 1, scene.clock.now(), 0)
    await scene.does(run_wave, stale)
    assert len(await scene.asked(order)) == 3
    twice = Timer(1, WAVE, order, version, scene.clock.now(), 0)
    await scene.does(run_wave, twice)
    await scene.does(run_wave, twice)
    assert (await scene.find(order)).wave == 2


@pytest.mark.plain_waves
async def test_when_everybody_has_answered_the_next_wave_comes_at_once(scene: DispatchScene) -> None:
    await scene.technicians(10, 11, 12, 13)
    order = await scene.order()
    for technician in (10, 11, 12):
        assert await scene.asked(order) == [10, 11, 12]
        offer = await scene.offer(order, technician)
        await scene.does(decline_offer, offer, technician, DeclineReason.BUSY)
        await scene.run_due()
    assert await scene.asked(order) == [10, 11, 12, 13]
    await scene.passes(seconds=59)
    assert (await scene.find(order)).wave == 2, "the wave that was planned before is silent"


async def test_a_scheduled_order_is_offered_two_hours_ahead(scene: DispatchScene) -> None:
    await scene.technician(10)
    order = await scene.order(window=window(5))
    assert await scene.asked(order) == []
    await scene.passes(hours=2, minutes=59)
    assert await scene.asked(order) == []
    await scene.passes(minutes=1)
    assert await scene.asked(order) == [10]


async def test_the_favourite_gets_a_head_start(scene: DispatchScene) -> None:
    await scene.technicians(10, 11)
    await scene.technician(77, km=8)
    order = await scene.order(favourite=77)
    assert await scene.asked(order) == [77]
    await scene.passes(seconds=119)
    assert await scene.asked(order) == [77]
    await scene.passes(seconds=1)
    assert await scene.asked(order) == [77, 10, 11]


async def test_a_favourite_who_declines_does_not_hold_up_the_others(scene: DispatchScene) -> None:
    await scene.technicians(10, 77)
    order = await scene.order(favourite=77)
    offer = await scene.offer(order, 77)
    await scene.does(decline_offer, offer, 77)
    await scene.run_due()
    assert await scene.asked(order) == [77, 10]


@pytest.mark.plain_waves
async def test_for_a_crew_more_are_asked_until_enough_have_come(scene: DispatchScene) -> None:
    await scene.technicians(*range(10, 20))
    order = await scene.order(crew=2)
    assert len(await scene.asked(order)) == 6
    await scene.accepts(order, 10)
    await scene.passes(minutes=1)
    assert len(await scene.asked(order)) == 9, "one is missing: three more are asked"


@pytest.mark.plain_waves
async def test_every_wave_keeps_why(scene: DispatchScene) -> None:
    await scene.technicians(10, 11, 12, 13)
    await scene.technician(20, hours={"0": ["08:00", "16:00"]})
    await scene.technician(21, km=6)
    await scene.technician(22)
    await scene.does(people.set_reachable, 22, False)
    order = await scene.order()
    (wave,) = await scene.waves(order)
    assert [entry["technician"] for entry in wave["asked"]] == [10, 11, 12]
    assert [entry["technician"] for entry in wave["waiting"]] == [13]
    assert wave["held_back"] == {"hours": [20], "wave_radius": [21], "reachable": [22]}
    assert wave["asked"][0]["metres"] == pytest.approx(1000, abs=5)


async def test_who_is_looked_at_at_all(scene: DispatchScene) -> None:
    """The database leaves out whom no wave of this search could ask."""
    await scene.technician(10, online=False)
    await scene.technician(11, skills=["locks"])
    await scene.technician(12, status="suspended")
    await scene.technician(13, km=17)
    await scene.technician(14, skills=["locks", "plumbing"])
    order = await scene.order()
    assert await scene.asked(order) == [14]
    assert (await scene.waves(order))[0]["held_back"] == {}


async def test_a_fresh_position_counts_in_the_database_too(scene: DispatchScene) -> None:
    here, far = km_north(0.1), km_north(40)
    fresh, stale = scene.clock.now() - timedelta(minutes=59), scene.clock.now() - timedelta(minutes=61)
    at_the_door = {"position_lat": here.lat, "position_lon": here.lon}
    far_away = {"position_lat": far.lat, "position_lon": far.lon}
    await scene.technician(10, km=15, position_at=fresh, **at_the_door)
    await scene.technician(11, km=15, position_at=stale, **at_the_door)
    await scene.technician(12, km=1, position_at=fresh, **far_away)
    await scene.technician(13, km=1, position_at=stale, **far_away)
    order = await scene.order()
    assert await scene.asked(order) == [10, 13]


async def test_nobody_is_asked_a_fourth_question_at_once(scene: DispatchScene) -> None:
    await scene.technician(10)
    asked = [await scene.asked(await scene.order()) for _ in range(4)]
    assert asked == [[10], [10], [10], []]


async def test_whoever_is_full_is_not_asked(scene: DispatchScene) -> None:
    await scene.technician(10, max_jobs=1)
    first = await scene.order()
    await scene.accepts(first, 10)
    assert await scene.asked(await scene.order()) == []


async def test_a_job_at_the_same_hour_is_a_clash(scene: DispatchScene) -> None:
    await scene.technician(10)
    first = await scene.order(window=window(1, 0.5))
    await scene.accepts(first, 10)
    assert await scene.asked(second := await scene.order(window=window(1, 0.5))) == []
    assert "no_clash" in (await scene.waves(second))[0]["held_back"]
    assert await scene.asked(await scene.order(window=window(1.8, 2))) == [10]


async def test_the_customer_is_never_asked(scene: DispatchScene) -> None:
    await scene.technician(ANNA)
    assert await scene.asked(await scene.order()) == []


async def test_something_else_needs_no_skill(scene: DispatchScene) -> None:
    await scene.technician(10, skills=["locks"])
    assert await scene.asked(await scene.order(service="something_else")) == [10]


@pytest.mark.plain_waves
async def test_an_accepted_order_asks_nobody_else(scene: DispatchScene) -> None:
    await scene.technicians(10, 11, 12, 13)
    order = await scene.order()
    offer = await scene.offer(order, 11)
    job = await scene.does(accept_offer, offer, 11)
    await scene.does(set_out, job, 11)
    await scene.does(arrive, job, 11)
    await scene.passes(hours=1)
    assert await scene.asked(order) == [10, 11, 12]
