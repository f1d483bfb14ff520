"""When somebody is wanted."""

import pytest

from bot.domain.ids import OrderId
from bot.domain.offers import CancelReason
from bot.domain.orders import OrderStatus
from bot.flows.ordering import RESCHEDULING
from bot.flows.ordering.draft import ReschedulingDraft
from bot.flows.wizard import Scene
from bot.usecases.cancelling import cancel_order
from db import orders
from db.transaction import Transaction
from tests.clock import TestClock
from tests.ordering_scene import Customer, labels, reaches


async def test_a_day_opens_its_windows(anna: Customer) -> None:
    await reaches(anna, "time")
    assert {"As soon as possible", "Today", "Tomorrow"} <= set(labels(await anna.sees()))
    await anna.taps("day:2026-03-04")
    shown = labels(await anna.sees())
    assert "14:00–16:00" in shown
    assert "10:00–12:00" not in shown, "it is noon: that has passed"
    await anna.taps("window:14")
    window = (await anna.draft()).window
    assert (window.start.hour, window.end.hour) == (13, 15), "UTC, an hour behind Kraków in March"


async def test_back_to_the_days(anna: Customer) -> None:
    await reaches(anna, "time")
    await anna.taps("day:2026-03-05")
    await anna.taps("days")
    assert "Tomorrow" in labels(await anna.sees())


@pytest.mark.parametrize("choice", ["day:2026-03-03", "day:2026-03-12", "day:nonsense"])
async def test_only_the_next_days(anna: Customer, choice: str) -> None:
    await reaches(anna, "time")
    await anna.taps(choice)
    assert await anna.problem() == "time_passed"


async def test_a_window_that_began_meanwhile(anna: Customer, clock: TestClock) -> None:
    await reaches(anna, "time")
    await anna.taps("day:2026-03-04")
    clock.advance(hours=2)
    await anna.taps("window:14")
    assert await anna.problem() == "time_passed"


async def expires(anna: Customer) -> OrderId:
    """An order that nobody was found for, with the question for another time open."""

    def expire(tx: Transaction) -> None:
        assert orders.move(tx, order, OrderStatus.EXPIRED)
        RESCHEDULING.start(Scene(tx, anna.person), ReschedulingDraft(order))

    order = await anna.places()
    await anna.transact(expire)
    return order


async def test_another_time_for_an_order(anna: Customer) -> None:
    await expires(anna)
    assert "As soon as possible" not in labels(await anna.sees())
    await anna.taps("at_once")
    assert await anna.problem() == "choose_button"
    await anna.taps("day:2026-03-05")
    await anna.taps("window:08")
    order = await anna.order()
    assert (await anna.step(), order.status) == ("", OrderStatus.SEARCHING)
    assert order.window.start.isoformat() == "2026-03-05T07:00:00+00:00"


async def test_the_order_was_cancelled_meanwhile(anna: Customer) -> None:
    order = await expires(anna)
    await anna.taps("day:2026-03-05")
    await anna.transact(lambda tx: cancel_order(tx, order, anna.person.id, CancelReason.OTHER))
    await anna.taps("window:08")
    assert (await anna.step(), (await anna.order()).status) == ("", OrderStatus.CANCELLED)
    assert ("refusals/order_moved_on", 0) in await anna.told()
