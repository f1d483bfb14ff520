"""Cancelling, also in the very moment in which somebody accepts."""

import asyncio

import pytest

from bot.domain.errors import Refusal
from bot.domain.ids import OfferId, OrderId, PersonId
from bot.domain.market import Market
from bot.domain.offers import CancelReason, JobStatus, OfferStatus
from bot.domain.orders import OrderStatus
from bot.usecases.cancelling import cancel_order
from bot.usecases.dispatch import accept_offer
from bot.usecases.order_cards import ask_why_cancel
from bot.usecases.showing import CANCELLING
from db import jobs, offers, orders
from db.tables import jobs as job_rows
from db.transaction import Transaction
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, BO, STRANGER, JobScene, Transact


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


async def offered(scene: JobScene) -> tuple[OrderId, OfferId]:
    """An order that Bo took, and is asked for by Ali too."""

    def offer(tx: Transaction) -> tuple[OrderId, OfferId]:
        order = orders.of_customer(tx.connection, ANNA)[0].id
        asked = offers.add(tx, order, ALI, round_=1, wave=1, distance_m=900, travel_s=300)
        return order, asked

    await scene.accepted(BO, of=2)
    found: tuple[OrderId, OfferId] = await scene.transact(offer)
    return found


async def test_cancelled_before_anybody_accepts(scene: JobScene) -> None:
    order, offer = await offered(scene)
    await scene.transact(lambda tx: cancel_order(tx, order, ANNA, CancelReason.SOLVED))
    row = await scene.transact(lambda tx: orders.find(tx.connection, order))
    assert (row.status, row.closed_reason) == (OrderStatus.CANCELLED, "solved")
    assert (await scene.transact(lambda tx: offers.find(tx.connection, offer))).status is OfferStatus.CLOSED
    news = await scene.news()
    assert (BO, "orders/called_off", True) in news
    assert {(ANNA, "order", False), (ALI, "offer", False), (BO, "offer", False)} <= set(news)


async def test_the_technician_is_free_again(scene: JobScene) -> None:
    job = await scene.job(JobStatus.EN_ROUTE)
    order = await scene.order_of(job)
    await scene.transact(lambda tx: cancel_order(tx, order.id, ANNA, CancelReason.WAIT))
    assert (await scene.find(job)).status is JobStatus.CANCELLED
    assert await scene.transact(lambda tx: jobs.running_of_technician(tx.connection, ALI)) == []


async def test_cancel_wins_and_accept_is_refused(scene: JobScene) -> None:
    order, offer = await offered(scene)
    results = await asyncio.gather(
        scene.transact(lambda tx: cancel_order(tx, order, ANNA, CancelReason.OTHER)),
        scene.transact(lambda tx: accept_offer(tx, offer, ALI)),
        return_exceptions=True,
    )
    assert results[0] is None
    assert isinstance(results[1], Refusal)
    assert results[1].code == "offer_cancelled"
    assert [job.status for job in await scene.transact(lambda tx: jobs.of_order(tx.connection, order))] == [
        JobStatus.CANCELLED
    ]


async def test_accept_wins_and_is_then_cancelled_and_told(scene: JobScene) -> None:
    order, offer = await offered(scene)
    job, cancelled = await asyncio.gather(
        scene.transact(lambda tx: accept_offer(tx, offer, ALI)),
        scene.transact(lambda tx: cancel_order(tx, order, ANNA, CancelReason.OTHER)),
    )
    assert cancelled is None
    assert (await scene.find(job)).status is JobStatus.CANCELLED
    told = [chat for chat, view, _ in await scene.news() if view == "orders/called_off"]
    assert sorted(told) == [ALI, BO]


async def test_twice(scene: JobScene) -> None:
    order = (await scene.order_of(await scene.job())).id
    await scene.transact(lambda tx: cancel_order(tx, order, ANNA, CancelReason.OTHER))
    refusal = await scene.refused(lambda tx: cancel_order(tx, order, ANNA, CancelReason.WAIT))
    assert (refusal.code, refusal.fields) == ("order_moved_on", {"status": "cancelled"})


@pytest.mark.parametrize("somebody", [STRANGER, ALI])
async def test_somebody_elses_order(scene: JobScene, somebody: PersonId) -> None:
    order = (await scene.order_of(await scene.job())).id
    for act in (
        lambda tx: cancel_order(tx, order, somebody, CancelReason.OTHER),
        lambda tx: ask_why_cancel(tx, order, somebody),
    ):
        assert (await scene.refused(act)).code == "order_not_yours"


async def test_an_order_that_never_was(scene: JobScene) -> None:
    forged = OrderId(2**62)
    refusal = await scene.refused(lambda tx: cancel_order(tx, forged, ANNA, CancelReason.OTHER))
    assert refusal.code == "order_not_yours"


async def test_work_that_has_begun_is_not_cancelled(scene: JobScene) -> None:
    order = (await scene.order_of(await scene.job(JobStatus.IN_PROGRESS))).id
    refusal = await scene.refused(lambda tx: cancel_order(tx, order, ANNA, CancelReason.PRICE))
    assert refusal.code == "work_has_begun"
    row = await scene.transact(lambda tx: orders.find(tx.connection, order))
    assert row.status is OrderStatus.IN_PROGRESS


@pytest.mark.parametrize(
    ("status", "words"),
    [(JobStatus.ASSIGNED, ""), (JobStatus.EN_ROUTE, "Ali has set out"), (JobStatus.ARRIVED, "Ali is at your door")],
)
async def test_the_question_is_fair_to_who_has_set_out(scene: JobScene, status: JobStatus, words: str) -> None:
    order = (await scene.order_of(await scene.job(status))).id
    await scene.transact(lambda tx: ask_why_cancel(tx, order, ANNA))
    (question,) = [row for row in await scene.outgoing() if row.view == CANCELLING]
    view = await scene.drawn(question)
    assert view is not None
    assert words in view.text
    assert ("Ali" in view.text) is bool(words)
    assert ("Cancel anyway?" in view.text) is bool(words)
    assert "lease say why." in view.text
    assert ("your visits fall through" in view.text) is bool(words)
    await scene.transact(lambda tx: tx.execute(job_rows.update().values(late_at=tx.now)))
    late = await scene.drawn(question)
    assert late is not None
    assert "your visits fall through" not in late.text, "who waits for somebody late has a reason"


async def test_the_question_leaves_with_the_order(scene: JobScene) -> None:
    order = (await scene.order_of(await scene.job())).id
    await scene.transact(lambda tx: ask_why_cancel(tx, order, ANNA))
    await scene.sent(ANNA, CANCELLING, order)
    await scene.news()
    await scene.transact(lambda tx: cancel_order(tx, order, ANNA, CancelReason.MISTAKE))
    (question,) = [row for row in await scene.outgoing() if row.view == CANCELLING]
    assert await scene.drawn(question) is None
