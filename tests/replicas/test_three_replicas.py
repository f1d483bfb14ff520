"""Three processes, updates posted to all of them; the one that leads is killed in the middle of a journey."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from bot.domain.offers import JobStatus
from bot.domain.orders import OrderStatus
from db import inbox, orders
from tests.clock import TestClock
from tests.delivery.post_office import until
from tests.replicas.stage import ReplicatedStage
from tests.stories.journeys import code_of, crew_of, find, orders_a_leak, rates, technicians, works
from tests.stories.stage import together

ONCE = ("placed", "accepted", "en_route", "arrived", "in_progress", "done")
TAKEN_OVER = 15.0
"""Seconds; a machine that has nothing else to do takes one or two."""


@pytest.fixture
def engine() -> str:
    return "postgresql"


@pytest.fixture
async def stage(database_url: str, clock: TestClock) -> AsyncIterator[ReplicatedStage]:
    async with ReplicatedStage(database_url, clock) as stage:
        yield stage


async def test_replicas_are_killed_and_the_journey_goes_on(stage: ReplicatedStage) -> None:
    """First the one that leads, while a technician accepts; then one of the two others, while a crowd writes."""
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await orders_a_leak(stage, anna)
    assert len(stage.cluster.balancer.taken) == 3

    leader = await stage.cluster.leader()
    assert leader is not None
    await together(ali.taps("Accept"), stage.cluster.kill(leader))
    await another_leads(stage, leader)
    await stage.settled()
    assert await crew_of(stage, order.id) == {ali.id: JobStatus.ASSIGNED}

    crowd = [stage.playground.person(f"Guest {number}") for number in range(20)]
    victim = next(pid for pid in stage.cluster.replicas)
    await together(*(person.starts() for person in crowd), stage.cluster.kill(victim))
    await stage.settled()
    await asyncio.gather(*(person.taps("I agree") for person in crowd))

    await works(stage, ali, await code_of(stage, order.id))
    await rates(stage, anna, "Ali", 5)
    await stage.settled()
    assert (await find(stage, order.id)).status is OrderStatus.DONE
    history = await stage.app.database.read(lambda connection: orders.history(connection, order.id))
    happened = Counter(event.kind for event in history)
    assert {kind: happened[kind] for kind in ONCE} == dict.fromkeys(ONCE, 1)
    assert (await stage.app.database.read(inbox.count_by_status)).keys() == {"done"}


async def another_leads(stage: ReplicatedStage, dead: int) -> None:
    async def leads() -> bool:
        return await stage.cluster.leader() not in {None, dead}

    await until(leads, TAKEN_OVER)
