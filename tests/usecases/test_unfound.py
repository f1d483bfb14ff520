"""Nobody was found, and what the customer does about it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.domain.ids import OrderId, PersonId
from bot.domain.market import Market
from bot.domain.offers import JobStatus
from bot.domain.orders import OrderStatus
from bot.domain.windows import windows_of
from bot.usecases.jobs import set_out
from bot.usecases.unfound import go_on_with_fewer, hand_to_operator, schedule_later, widen_search
from db import jobs, orders, searches
from db.transaction import Transaction
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, BO, OLGA, STRANGER, JobScene, Transact

Act = Callable[..., Any]


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


async def expired(scene: JobScene, *crew: PersonId, of: int = 2) -> OrderId:
    """An order that only these have accepted when the patience ended."""

    def expire(tx: Transaction) -> OrderId:
        order = orders.of_customer(tx.connection, ANNA)[0].id
        assert orders.move(tx, order, OrderStatus.EXPIRED)
        return order

    await scene.accepted(*crew, of=of)
    order: OrderId = await scene.transact(expire)
    return order


async def row(scene: JobScene, order: OrderId) -> Any:
    return await scene.transact(lambda tx: orders.find(tx.connection, order))


async def test_farther_away(scene: JobScene) -> None:
    order = await expired(scene, ALI)
    await scene.transact(lambda tx: widen_search(tx, order, ANNA))
    assert ((await row(scene, order)).status, (await row(scene, order)).round) == (OrderStatus.SEARCHING, 2)
    assert await scene.transact(lambda tx: searches.times_widened(tx.connection, order)) == 1


async def test_another_time(scene: JobScene, market: Market, clock: TestClock) -> None:
    order = await expired(scene, ALI)
    zone = market.city.time_zone
    tomorrow = (clock.now() + timedelta(days=1)).astimezone(zone).date()
    window = windows_of(tomorrow, clock.now(), zone)[0]
    await scene.transact(lambda tx: schedule_later(tx, order, ANNA, window))
    assert ((await row(scene, order)).status, (await row(scene, order)).window) == (OrderStatus.SEARCHING, window)
    clock.advance(days=2)
    again = await scene.refused(lambda tx: schedule_later(tx, order, ANNA, window))
    assert again.code == "window_passed"


async def test_an_operator_is_asked_once(scene: JobScene) -> None:
    order = await expired(scene, ALI)
    await scene.news()
    await scene.transact(lambda tx: hand_to_operator(tx, order, ANNA))
    assert (OLGA, "desk_order", True) in await scene.news()
    assert (await scene.refused(lambda tx: hand_to_operator(tx, order, ANNA))).code == "operator_has_it"
    await scene.transact(lambda tx: widen_search(tx, order, ANNA))
    found = await row(scene, order)
    assert not await scene.transact(lambda tx: orders.is_with_operator(tx.connection, found))


async def test_with_fewer(scene: JobScene) -> None:
    order = await expired(scene, ALI, BO, of=3)
    await scene.transact(lambda tx: go_on_with_fewer(tx, order, ANNA))
    found = await row(scene, order)
    assert (found.status, found.crew, found.taken) == (OrderStatus.ASSIGNED, 2, 2)
    job = (await scene.transact(lambda tx: jobs.of_order(tx.connection, order)))[0].id
    await scene.transact(lambda tx: set_out(tx, job, ALI))
    assert (await scene.find(job)).status is JobStatus.EN_ROUTE


async def test_with_nobody(scene: JobScene) -> None:
    def nobody(tx: Transaction) -> OrderId:
        tx.connection.exec_driver_sql("UPDATE orders SET taken = 0")
        return orders.of_customer(tx.connection, ANNA)[0].id

    await expired(scene, ALI)
    order = await scene.transact(nobody)
    assert (await scene.refused(lambda tx: go_on_with_fewer(tx, order, ANNA))).code == "nobody_accepted"


@pytest.mark.parametrize("act", [widen_search, hand_to_operator, go_on_with_fewer])
async def test_only_the_customer_and_only_then(scene: JobScene, act: Act) -> None:
    order = await expired(scene, ALI)
    for other in (STRANGER, ALI, OLGA):
        assert (await scene.refused(partial(act, order=order, customer=other))).code == "order_not_yours"
    await scene.transact(lambda tx: widen_search(tx, order, ANNA))
    late = await scene.refused(lambda tx: act(tx, order, ANNA))
    assert (late.code, late.fields) == ("order_moved_on", {"status": "searching"})
