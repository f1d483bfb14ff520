"""Every night the market learns from how offers were answered, and asks by what it has learned."""

import pytest
from sqlalchemy import select

from bot.domain.ids import PersonId
from bot.domain.market import Market
from bot.turn import Turns
from bot.usecases.assigning import assign
from bot.usecases.learning import begin_studies, knowledge
from bot.usecases.offers import decline_offer
from db import learned
from db.database import Database
from db.tables import offers
from tests.clock import TestClock
from tests.dispatch_scene import OLGA, DispatchScene

TOM, BO = PersonId(10), PersonId(11)
TIMES = 5


@pytest.fixture
async def scene(database: Database, market: Market, clock: TestClock) -> DispatchScene:
    """Tom has declined whatever he was asked; Bo has just joined."""
    scene = await DispatchScene(Turns(database, clock, market), clock).begin()
    await scene.technician(TOM)
    for _ in range(TIMES):
        order = await scene.order()
        await scene.does(decline_offer, await scene.offer(order, TOM), TOM)
    return scene


async def night(scene: DispatchScene) -> None:
    scene.clock.advance(hours=3)
    await scene(begin_studies)
    await scene.run_due()


async def chances(scene: DispatchScene) -> dict[int, float]:
    """How likely a yes of each who is asked for a new order seems."""
    order = await scene.order()
    return {one["technician"]: one["chance"] for wave in await scene.waves(order) for one in wave["asked"]}


async def test_whoever_always_declines_is_expected_to(scene: DispatchScene) -> None:
    before = (await chances(scene))[TOM]
    await scene.technician(BO)
    await night(scene)
    after = await chances(scene)
    assert after[TOM] < after[BO] < before, "everybody is a little like Tom, and Tom most of all"


async def test_no_answer_teaches_twice(scene: DispatchScene) -> None:
    await night(scene)
    first = await scene(lambda tx: knowledge(tx.connection).as_numbers())
    assert first["offers"] == TIMES
    await night(scene)
    assert await scene(lambda tx: knowledge(tx.connection).as_numbers()) == first


async def test_a_slower_replica_that_has_studied_the_same_keeps_nothing(scene: DispatchScene) -> None:
    await night(scene)
    known = await scene(lambda tx: learned.everything(tx.connection))
    assert not await scene(lambda tx: learned.keep(tx, None, known))
    assert not await scene(lambda tx: learned.keep(tx, scene.clock.moment, known))


async def test_silence_is_learned_from_too(scene: DispatchScene) -> None:
    order = await scene.order()
    await night(scene)
    silent = select(offers.c.answered_at).where(offers.c.order_id == order)
    assert await scene(lambda tx: tx.execute(silent).scalars().all()) == [None]
    assert (await scene(lambda tx: knowledge(tx.connection))).offers == TIMES + 1


async def test_what_an_operator_decides_says_nothing_about_the_technician(scene: DispatchScene) -> None:
    await scene.technician(BO)
    order = await scene.order()
    await scene.does(assign, order, BO, OLGA)
    theirs = select(offers.c.circumstances).where(offers.c.order_id == order, offers.c.technician_id == BO)
    assert await scene(lambda tx: tx.execute(theirs).scalars().all()) == [None]
