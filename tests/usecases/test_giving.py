"""Credit is never used twice, never more than an order costs, and what an order does not need comes back."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.domain.amends import Amends
from bot.domain.ids import OrderId, PersonId
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.money import Money
from bot.domain.offers import JobStatus
from bot.domain.orders import OrderStatus
from bot.domain.people import Person, Role
from bot.turn import Turns
from bot.usecases.amends import take_back
from bot.usecases.credit import fit_credit, use_credit
from bot.usecases.desk_orders import cancel_for_operator
from bot.usecases.giving import give_credit, give_discount
from bot.usecases.people import consent
from bot.usecases.quoting import set_quote
from bot.usecases.unfound import go_on_with_fewer
from db import amends, credit, people, staff
from db.database import Database
from db.tables import jobs, orders
from db.transaction import Transaction
from tests.clock import TestClock
from tests.dispatch_scene import ANNA, OLGA, DispatchScene, new_order

pytestmark = pytest.mark.both_engines
OTTO = PersonId(3)
"""An admin."""


def zloty(amount: int) -> Money:
    return Money(amount * 100, "PLN")


@pytest.fixture
async def scene(database: Database, market: Market, clock: TestClock) -> DispatchScene:
    scene = await DispatchScene(Turns(database, clock, market), clock).begin()
    await scene.does(consent, ANNA)
    await scene(lambda tx: people.meet(tx, Person(OTTO, "Otto", Language.EN), "Otto"))
    await scene(lambda tx: staff.appoint(tx, OTTO, Role.ADMIN))
    return scene


async def an_order(scene: DispatchScene, **changes: object) -> OrderId:
    """Of 180 a technician, not searched for: nothing else goes on."""
    order: OrderId = await scene(lambda tx: new_order(tx, ANNA, **changes))
    return order


async def on(scene: DispatchScene, *among: OrderId) -> list[int]:
    """How much credit pays for each of the orders, and what is left; in whole units."""
    each = [await scene.does(_paid, order) for order in among]
    return [amount // 100 for amount in (*each, await scene(lambda tx: credit.balance(tx.connection, ANNA)))]


def _paid(tx: Transaction, order: OrderId) -> int:
    return credit.on_order(tx.connection, order)


async def test_two_orders_at_once_use_the_same_credit_once(scene: DispatchScene) -> None:
    for amount in (30, 70):
        await scene.does(give_credit, OTTO, await an_order(scene), 0, zloty(amount))
    made = [await an_order(scene) for _ in range(4)]
    await asyncio.gather(*(scene.does(use_credit, order) for order in made + made))
    *used, left = await on(scene, *made)
    assert (sum(used), left) == (100, 0)


async def test_taken_back_and_used_at_once_one_of_them_holds(scene: DispatchScene) -> None:
    for turn in range(6):
        order = await an_order(scene)
        number = await scene.does(give_credit, OTTO, order, 0, zloty(50))
        acts = [scene.does(use_credit, order), scene.does(take_back, number, OTTO)]
        await asyncio.gather(*(acts if turn % 2 else acts[::-1]), return_exceptions=True)
        given = await scene.does(_given, number)
        assert await on(scene, order) == ([50, 0] if given.undone_at is None else [0, 0])


def _given(tx: Transaction, number: int) -> Amends | None:
    return amends.find(tx.connection, number, "PLN")


async def test_an_operators_limits_bind_all_operators_and_every_day_anew(scene: DispatchScene) -> None:
    first = await an_order(scene)
    await scene.does(give_credit, OLGA, first, 0, zloty(60))
    refusal = await scene.refused(give_discount, OLGA, first, 0, zloty(41))
    assert (refusal.code, refusal.fields["left"], refusal.fields["a_day"]) == ("amends_over_limit", 40_00, False)
    await scene.does(give_discount, OLGA, first, 0, zloty(40))
    assert (await scene.refused(give_credit, OLGA, first, 0, zloty(1))).code == "amends_over_limit"
    await scene.does(give_credit, OTTO, first, 0, zloty(1000))
    for _ in range(2):
        await scene.does(give_credit, OLGA, await an_order(scene), 0, zloty(100))
    refusal = await scene.refused(give_credit, OLGA, await an_order(scene), 0, zloty(1))
    assert (refusal.code, refusal.fields["a_day"]) == ("amends_over_limit", True)
    scene.clock.advance(days=1)
    await scene.does(give_credit, OLGA, await an_order(scene), 0, zloty(100))


async def test_nobody_gives_anything_to_themselves_or_nothing_at_all(scene: DispatchScene) -> None:
    own = await scene(lambda tx: new_order(tx, OTTO))
    await scene.does(consent, OTTO)
    assert (await scene.refused(give_credit, OTTO, own, 0, zloty(1))).code == "amends_own"
    order = await an_order(scene)
    assert (await scene.refused(give_credit, OTTO, order, 0, zloty(0))).code == "price_not_positive"
    assert (await scene.refused(give_credit, ANNA, order, 0, zloty(1))).code == "not_staff"
    assert (await scene.refused(give_credit, OTTO, 99, 0, zloty(1))).code == "order_not_found"
    assert (await scene.refused(give_discount, OTTO, order, 0, zloty(181))).code == "discount_too_large"
    assert (await scene.refused(take_back, 99, OTTO)).code == "amends_not_yours"


async def test_a_cancelled_order_returns_its_credit_and_its_discount_lapses(scene: DispatchScene) -> None:
    await scene.does(give_credit, OTTO, await an_order(scene), 0, zloty(100))
    order = await an_order(scene)
    await scene.does(use_credit, order)
    number = await scene.does(give_discount, OTTO, order, 0, zloty(80))
    assert await on(scene, order) == [180, 0]
    assert (await scene.refused(give_discount, OTTO, order, 0, zloty(1))).code == "discounted_already"
    await scene.does(cancel_for_operator, order, OTTO, "the house is empty")
    assert await on(scene, order) == [0, 100]
    assert (await scene.refused(take_back, number, OTTO)).code == "amends_undone"
    assert ANNA in {chat for chat, view, _ in await scene.news() if view == "amends/returned"}


async def test_a_smaller_crew_and_another_price_need_less(scene: DispatchScene) -> None:
    await scene.does(give_credit, OTTO, await an_order(scene), 0, zloty(300))
    order = await an_order(scene, crew=2)
    await scene.does(use_credit, order)
    assert await on(scene, order) == [300, 0]
    fewer = {"status": OrderStatus.EXPIRED.value, "taken": 1}
    await scene(lambda tx: tx.execute(update(orders).where(orders.c.id == order).values(**fewer)))
    await scene.does(go_on_with_fewer, order, ANNA)
    assert await on(scene, order) == [180, 120]
    quoted = await an_order(scene)
    quoting = {"status": OrderStatus.QUOTING.value, "price": None}
    await scene(lambda tx: tx.execute(update(orders).where(orders.c.id == quoted).values(**quoting)))
    for price, expected in ((200, [120, 0]), (50, [50, 70]), (90, [90, 30])):
        await scene.does(set_quote, quoted, OLGA, zloty(price))
        assert await on(scene, quoted) == expected


async def test_what_is_done_is_refunded_as_credit_and_what_costs_less_returns_the_rest(scene: DispatchScene) -> None:
    await scene.technician(10)
    order = await scene.order()
    await scene.does(give_credit, OTTO, order, 0, zloty(180))
    await scene.does(use_credit, order)
    await scene.accepts(order, 10)
    done = {"status": JobStatus.DONE.value, "pay": 90_00}
    await scene(lambda tx: tx.execute(update(jobs).where(jobs.c.order_id == order).values(**done)))
    await scene(lambda tx: tx.execute(update(orders).where(orders.c.id == order).values(status="done")))
    await scene.does(fit_credit, order)
    assert await on(scene, order) == [90, 90]
    other = await scene.order()
    await scene.accepts(other, 10)
    await scene(lambda tx: tx.execute(update(jobs).where(jobs.c.order_id == other).values(status="done")))
    await scene(lambda tx: tx.execute(update(orders).where(orders.c.id == other).values(status="closed")))
    await scene.does(give_discount, OTTO, other, 0, zloty(100))
    assert (await scene.refused(give_discount, OTTO, other, 0, zloty(81))).code == "discount_too_large"
    assert await on(scene, other) == [0, 190]
    scene.clock.moment += timedelta(minutes=1)
    assert await scene(lambda tx: amends.refunded(tx.connection, other)) == 100_00
