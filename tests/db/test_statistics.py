"""The market's figures against values computed by hand."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.measures.figures import FIGURES, Value, percentile
from bot.domain.orders import OrderStatus
from bot.turn import Turns
from db import facts, statistics
from db.tables import inbox, jobs, offers, orders, outbox, ratings, timers
from db.transaction import Transaction
from tests.dispatch_scene import ANNA, DispatchScene

TOM, TIM = 10, 11
NOW = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)


@pytest.fixture
async def scene(database: Any, market: Any, clock: Any) -> DispatchScene:
    scene = await DispatchScene(Turns(database, clock, market), clock).begin()
    await scene.technicians(TOM, TIM)
    await scene.technician(12, online=False)
    await scene.technician(13, status="suspended", online=False)
    await scene.technician(14, status="pending", online=False)
    return scene


def _order(tx: Transaction, number: int, status: OrderStatus, *, ago: timedelta, **columns: Any) -> None:
    row = {
        "id": number,
        "customer_id": ANNA,
        "service": "leak",
        "description": "",
        "attachments": [],
        "rough_lat": 50.0,
    }
    row |= {"rough_lon": 20.0, "words": "", "district": "", "crew": 1, "taken": 0, "currency": "PLN", "version": 0}
    row |= {"round": 1, "wave": 1, "start_code": "1234", "status": status.value, "created_at": NOW - ago, **columns}
    tx.execute(orders.insert().values(row))


def _offer(tx: Transaction, number: int, order: int, technician: int, status: str = "declined") -> None:
    row = {"id": number, "order_id": order, "technician_id": technician, "round": number, "wave": 1, "status": status}
    tx.execute(offers.insert().values(row | {"distance_m": 1, "travel_s": 1, "created_at": NOW}))


def _job(tx: Transaction, number: int, order: int, technician: int, *, accepted_at: datetime) -> None:
    row = {"id": number, "offer_id": number, "order_id": order, "technician_id": technician, "status": "done"}
    tx.execute(
        jobs.insert().values(
            row | {"currency": "PLN", "code_attempts": 0, "accepted_at": accepted_at, "ended_at": accepted_at}
        )
    )


def _rating(tx: Transaction, job: int, author: int, subject: int, stars: int) -> None:
    row = {"job_id": job, "author_id": author, "subject_id": subject, "stars": stars, "tags": [], "comment": ""}
    tx.execute(ratings.insert().values(row | {"at": NOW - timedelta(minutes=5)}))


def _some_days(tx: Transaction) -> None:
    """Five orders in the last two hours, one scheduled among them, and one of last week."""
    hours = timedelta(hours=1)
    _order(tx, 1, OrderStatus.DONE, ago=2 * hours)
    _order(tx, 2, OrderStatus.CLOSED, ago=1 * hours)
    _order(tx, 3, OrderStatus.CANCELLED, ago=1 * hours)
    _order(tx, 4, OrderStatus.SEARCHING, ago=1 * hours)
    _order(tx, 5, OrderStatus.ASSIGNED, ago=1 * hours, window_start=NOW + hours, window_end=NOW + 2 * hours)
    _order(tx, 6, OrderStatus.CLOSED, ago=timedelta(days=6))
    for number, order, technician in ((1, 1, TOM), (2, 2, TOM), (3, 2, TIM), (4, 4, TIM), (5, 5, TOM), (6, 6, TOM)):
        _offer(tx, number, order, technician, "accepted")
    _offer(tx, 7, 1, TIM)
    _job(tx, 1, 1, TOM, accepted_at=NOW - 2 * hours + timedelta(minutes=2))
    _job(tx, 2, 2, TOM, accepted_at=NOW - 1 * hours + timedelta(minutes=8))
    _job(tx, 3, 2, TIM, accepted_at=NOW - 1 * hours + timedelta(minutes=4))
    _job(tx, 5, 5, TOM, accepted_at=NOW)
    _job(tx, 6, 6, TOM, accepted_at=NOW - timedelta(days=6) + timedelta(minutes=10))
    _rating(tx, 1, ANNA, TOM, 5)
    _rating(tx, 2, ANNA, TOM, 2)
    _rating(tx, 1, TOM, ANNA, 1)


async def measured(scene: DispatchScene, **back: float) -> dict[str, Value | None]:
    """Every figure of the time up to now, this second included."""
    until = NOW + timedelta(seconds=1)
    period = await scene(lambda tx: facts.between(tx.connection, NOW - timedelta(**back), until))
    return {figure.key: figure.of(period) for figure in FIGURES}


async def test_the_last_day_by_hand(scene: DispatchScene) -> None:
    await scene(_some_days)
    day = await measured(scene, days=1)
    assert day["placed"] == Value(5, 5)
    assert day["done"] == Value(2, 2)
    assert day["cancelled"] == Value(1 / 5, 5)
    assert day["accepted"] == Value(3 / 5, 5), "orders with any job: 1, 2 and 5"
    assert day["accept_half"] == Value(3.0, 2), "the first of a crew counts, the scheduled order does not"
    assert day["offers_an_order"] == Value(6 / 4, 4)
    assert day["stars"] == Value(7 / 2, 2), "what technicians say of customers is no figure of the market"


async def test_the_week_holds_the_older_order_too(scene: DispatchScene) -> None:
    await scene(_some_days)
    week = await measured(scene, days=7)
    assert week["placed"] == Value(6, 6)
    assert week["accept_half"] == Value(4.0, 3)
    most = week["accept_most"]
    assert most is not None
    assert (round(most.value, 6), most.sample) == (8.8, 3), "4 + 0.8 · (10 − 4) minutes"


async def test_each_order_of_the_day_stands_at_its_status(scene: DispatchScene) -> None:
    await scene(_some_days)
    placed = await scene(lambda tx: facts.placed_between(tx.connection, NOW - timedelta(days=1), NOW))
    assert sorted(order.status for order in placed) == sorted(
        [OrderStatus.DONE, OrderStatus.CLOSED, OrderStatus.CANCELLED, OrderStatus.SEARCHING, OrderStatus.ASSIGNED]
    )


async def test_an_empty_market_has_figures_too(scene: DispatchScene) -> None:
    day = await measured(scene, days=1)
    assert {key: value for key, value in day.items() if value} == {"placed": Value(0, 0), "done": Value(0, 0)}
    assert percentile((), 0.9) is None
    assert percentile((7.0,), 0.9) == 7.0


async def test_this_moment(scene: DispatchScene) -> None:
    def break_things(tx: Transaction) -> None:
        kept = {"lane": 1, "payload": "{}", "attempts": 3, "received_at": NOW}
        tx.execute(inbox.insert().values(update_id=1, status="failed", **kept))
        tx.execute(inbox.insert().values(update_id=2, status="done", **kept))
        late = {"kind": "k", "subject_id": 1, "version": 1, "due": NOW, "attempts": 3}
        tx.execute(timers.insert().values(status="failed", **late))
        tx.execute(timers.insert().values(status="fired", **late))

    await scene(break_things)
    await scene.order()
    await scene(lambda tx: tx.execute(outbox.update().values(status="dead")))
    now = await scene(lambda tx: statistics.moment(tx.connection))
    assert (now.technicians, now.online) == (3, 2)
    assert (now.failed_updates, now.failed_timers) == (1, 1)
    assert now.dead_letters == 3, "two offers and the customer's card"
