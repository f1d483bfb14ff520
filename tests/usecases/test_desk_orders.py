"""Operators end an order, let the search begin again, settle a dispute, price what the catalogue does not know."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.ids import OrderId, PersonId
from bot.domain.money import Money
from bot.domain.offers import HandBackReason, JobStatus, OfferStatus
from bot.domain.orders import SOMETHING_ELSE, OrderStatus
from bot.turn import Turns
from bot.usecases import jobs as job_acts
from bot.usecases.desk_orders import cancel_for_operator, open_order, search_for_operator, settle
from bot.usecases.handing_back import hand_back
from bot.usecases.quoting import answer_quote, set_quote
from bot.usecases.waves import search_for
from db import jobs, orders
from db.tables import audit
from db.tables import orders as order_rows
from db.transaction import Transaction
from tests.dispatch_scene import ANNA, OLGA, DispatchScene

TOM, TIM, TED = PersonId(10), PersonId(11), PersonId(12)
NEVER = OrderId(404)


@pytest.fixture
async def scene(database: Any, market: Any, clock: Any) -> DispatchScene:
    return await DispatchScene(Turns(database, clock, market), clock).begin()


async def audited(scene: DispatchScene) -> list[tuple[int, str, str]]:
    rows = await scene(lambda tx: tx.execute(select(audit).order_by(audit.c.id)).all())
    return [(row.actor_id, row.act, row.subject) for row in rows]


async def job_of(scene: DispatchScene, order: OrderId, technician: PersonId) -> Any:
    rows = await scene(lambda tx: jobs.of_order(tx.connection, order))
    return next(job for job in rows if job.technician == technician)


async def test_both_sides_hear_why_and_everything_is_closed(scene: DispatchScene) -> None:
    await scene.technicians(TOM, TIM, TED)
    order = await scene.order(crew=2)
    await scene.accepts(order, TOM)
    await scene.outgoing()
    await scene.does(cancel_for_operator, order, OLGA, "The water <main> is shut")
    assert (await scene.find(order)).status is OrderStatus.CANCELLED
    assert (await scene.find(order)).closed_reason == "operator"
    assert await scene.jobs(order) == {TOM: JobStatus.CANCELLED}
    assert set((await scene.statuses(order)).values()) == {OfferStatus.ACCEPTED, OfferStatus.CLOSED}
    told = {(row.chat_id, row.view): row.fields for row in await scene.outgoing()}
    assert told[ANNA, "desk/order_cancelled"]["words"] == "The water <main> is shut"
    assert told[TOM, "orders/called_off"]["words"] == "The water <main> is shut"
    assert await audited(scene) == [(OLGA, "cancelled", f"order:{order}")]


async def test_what_both_sides_read_carries_the_reason_escaped(scene: DispatchScene) -> None:
    order, words = await scene.order(), "water <main> shut"
    for chat, view in ((ANNA, "desk/order_cancelled"), (TOM, "orders/called_off")):
        drawn = await scene.notice(chat, view, order=order, words=words)
        assert drawn is not None
        assert "water &lt;main&gt; shut" in drawn.text, view


async def test_an_order_is_ended_once(scene: DispatchScene) -> None:
    order = await scene.order()
    await scene.does(cancel_for_operator, order, OLGA, "first")
    assert (await scene.refused(cancel_for_operator, order, OLGA, "second")).code == "order_moved_on"


@pytest.mark.parametrize(
    ("act", "arguments"), [(cancel_for_operator, ("why",)), (search_for_operator, ()), (settle, ("why",))]
)
async def test_only_operators_and_only_orders_that_exist(scene: DispatchScene, act: Any, arguments: Any) -> None:
    order = await scene.order()
    assert (await scene.refused(act, order, ANNA, *arguments)).code == "not_staff"
    assert (await scene.refused(act, NEVER, OLGA, *arguments)).code == "order_not_found"
    assert (await scene.refused(open_order, order, ANNA, ANNA)).code == "not_staff"
    assert (await scene.find(order)).status is OrderStatus.SEARCHING


async def test_a_search_that_was_over_begins_again(scene: DispatchScene) -> None:
    order = await scene.order()
    await scene.passes(hours=2)
    assert (await scene.find(order)).status is OrderStatus.EXPIRED
    await scene.technician(TOM)
    await scene.does(search_for_operator, order, OLGA)
    await scene.run_due()
    assert await scene.asked(order) == [TOM]
    await scene.accepts(order, TOM)
    assert (await scene.refused(search_for_operator, order, OLGA)).code == "order_moved_on"
    assert await audited(scene) == [(OLGA, "searched_again", f"order:{order}")]


async def test_a_dispute_is_settled(scene: DispatchScene) -> None:
    await scene.technician(TOM)
    order = await scene.order()
    assert (await scene.refused(settle, order, OLGA, "too early")).code == "order_moved_on"
    await scene.accepts(order, TOM)
    job = await job_of(scene, order, TOM)
    await scene(lambda tx: _work(tx, job.id))
    await scene.does(hand_back, job.id, TOM, HandBackReason.SICK)
    assert (await scene.find(order)).status is OrderStatus.DISPUTED
    await scene.does(settle, order, OLGA, "Half the price back")
    assert (await scene.find(order)).status is OrderStatus.CLOSED
    told = [row for row in await scene.outgoing() if row.view == "desk/order_settled"]
    assert [(row.chat_id, row.fields["words"]) for row in told] == [(ANNA, "Half the price back")]


def _work(tx: Transaction, job: Any) -> None:
    job_acts.set_out(tx, job, TOM)
    job_acts.arrive(tx, job, TOM)
    row = jobs.find(tx.connection, job)
    assert row is not None
    job_acts.advance(tx, row, JobStatus.IN_PROGRESS, started_at=tx.now)


async def test_a_priced_order_asks_only_those_with_the_skills(scene: DispatchScene) -> None:
    await scene.technician(TOM, skills=["plumbing"])
    await scene.technician(TIM, skills=["plumbing", "locks"])
    order = await scene.order(service=SOMETHING_ELSE)
    quoting = {"status": "quoting", "price": None}
    await scene(lambda tx: tx.execute(order_rows.update().values(quoting)))
    price = Money(12_300, "PLN")
    assert (await scene.refused(set_quote, order, ANNA, price, ["locks"])).code == "not_staff"
    assert (await scene.refused(set_quote, order, OLGA, price, ["dragons"])).code == "skill_unknown"
    await scene.does(set_quote, order, OLGA, price, ["locks"])
    row = await scene.find(order)
    assert (row.price, row.skills) == (price, frozenset({"locks"}))
    await scene.does(answer_quote, order, ANNA, True)
    search = await scene(lambda tx: search_for(tx, replace(row, status=OrderStatus.SEARCHING)))
    assert search.skills == {"locks"}
    history = await scene(lambda tx: orders.history(tx.connection, order))
    assert [event.kind for event in history][-2:] == ["quoted", "quote_accepted"]
