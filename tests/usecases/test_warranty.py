"""What came back: the order that puts it right asks for no less than the one before."""

from typing import Any

import pytest

from bot.domain.levels import Level
from bot.domain.offers import JobStatus
from bot.domain.orders import Address, Order
from bot.domain.service_book import EntryId
from bot.usecases.finishing import finish
from bot.usecases.warranty import come_back
from db import orders, people, places, service_book
from db.tables import orders as rows
from db.transaction import Transaction
from tests.job_scene import ALI, ANNA, DOOR, JobScene


@pytest.fixture
async def scene(transact: Any, market: Any, clock: Any) -> JobScene:
    return await JobScene(transact, market, clock).begin()


async def done_at_home(scene: JobScene, **needed: Any) -> EntryId:
    """The line in the book of an order that needed this."""
    await scene.transact(lambda tx: places.keep(tx, ANNA, Address(DOOR, "Rynek Główny 1/2", "Stare Miasto")))
    await scene.transact(lambda tx: people.consent(tx, ANNA))
    job = await scene.job(JobStatus.IN_PROGRESS)
    order = (await scene.find(job)).order
    if needed:
        await scene.transact(lambda tx: tx.execute(rows.update().where(rows.c.id == order).values(**needed)))
    await scene.transact(lambda tx: finish(tx, job, ALI))
    (line,) = await scene.transact(lambda tx: service_book.of_order(tx.connection, order))
    entry: EntryId = line.id
    return entry


async def come_back_as(scene: JobScene, entry: EntryId) -> Order:
    def comes_back(tx: Transaction) -> Order:
        order = orders.find(tx.connection, come_back(tx, entry, ANNA))
        assert order is not None
        return order

    found: Order = await scene.transact(comes_back)
    return found


async def test_it_needs_the_skills_and_the_level_of_the_order_before(scene: JobScene) -> None:
    entry = await done_at_home(scene, skills=["electricity"], level=Level.CERTIFIED.value)
    again = await come_back_as(scene, entry)
    assert (again.skills, again.level) == (frozenset({"electricity"}), Level.CERTIFIED)


async def test_it_needs_what_its_service_needs_where_nobody_named_more(scene: JobScene) -> None:
    entry = await done_at_home(scene)
    again = await come_back_as(scene, entry)
    assert (again.skills, again.level) == (frozenset(), None)
