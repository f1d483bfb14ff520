"""The customer's card of an order: every status, in every language, for nobody else."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.domain.ids import OrderId, PersonId
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.offers import CancelReason, JobStatus
from bot.domain.orders import OrderStatus, Window
from bot.ui.registry import CardRequest, render_card
from bot.ui.view import View
from bot.usecases.cancelling import cancel_order
from bot.usecases.order_cards import show_profile
from bot.usecases.own_orders import turn_page
from bot.usecases.unfound import hand_to_operator
from db import orders, technicians
from db.transaction import Transaction
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, BO, CODE, STRANGER, JobScene, Transact
from tests.ordering_scene import balanced, labels, plain

RUNNING = (JobStatus.ASSIGNED, JobStatus.EN_ROUTE, JobStatus.ARRIVED, JobStatus.IN_PROGRESS)


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


async def card(scene: JobScene, order: OrderId, language: Language = Language.EN, chat: PersonId = ANNA) -> View | None:
    def draw(tx: Transaction) -> View | None:
        about: dict[str, Any] = {"connection": tx.connection, "chat_id": chat, "subject_id": order}
        return render_card("order", CardRequest(**about, language=language, market=tx.market, now=tx.now))

    view: View | None = await scene.transact(draw)
    return view


async def shown(scene: JobScene, order: OrderId, language: Language = Language.EN) -> View:
    view = await card(scene, order, language)
    assert view is not None
    return View(plain(view.text), view.keyboard)


async def latest(scene: JobScene) -> OrderId:
    found = await scene.transact(lambda tx: orders.of_customer(tx.connection, ANNA, most=1))
    order: OrderId = found[0].id
    return order


async def at(scene: JobScene, job: JobStatus) -> OrderId:
    return (await scene.order_of(await scene.job(job))).id


async def with_status(scene: JobScene, status: OrderStatus) -> OrderId:
    """An order whose row says so, with one job on it: what the card must be able to show."""
    order = await at(scene, JobStatus.ARRIVED)
    await scene.transact(lambda tx: tx.connection.exec_driver_sql(f"UPDATE orders SET status = '{status.value}'"))
    return order


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("status", OrderStatus)
async def test_every_status_in_every_language(scene: JobScene, status: OrderStatus, language: Language) -> None:
    view = await shown(scene, await with_status(scene, status), language)
    assert balanced(view.text)
    assert labels(view)


@pytest.mark.parametrize("job", RUNNING)
@pytest.mark.parametrize("language", Language)
async def test_every_step_in_every_language(scene: JobScene, job: JobStatus, language: Language) -> None:
    view = await shown(scene, await at(scene, job), language)
    assert balanced(view.text)
    assert ("<code>4711</code>" in view.text) is (job is not JobStatus.IN_PROGRESS)


@pytest.mark.parametrize("somebody", [STRANGER, ALI])
async def test_nobody_else_sees_it(scene: JobScene, somebody: PersonId) -> None:
    assert await card(scene, await at(scene, JobStatus.ASSIGNED), chat=somebody) is None


async def test_an_order_that_never_was(scene: JobScene) -> None:
    assert await card(scene, OrderId(4242)) is None


async def test_searching(scene: JobScene) -> None:
    await scene.accepted(ALI, of=2)
    view = await shown(scene, await latest(scene))
    assert "1 technician asked so far." in view.text
    assert "1 of 2 have accepted." in view.text
    assert CODE not in view.text, "it is not sure yet who comes"
    assert "Cancel the order" in labels(view)


async def test_a_visit_that_is_days_away(scene: JobScene, clock: TestClock) -> None:
    start = clock.now() + timedelta(days=2)
    await scene.accepted(ALI, of=2, window=Window(start, start + timedelta(hours=2)))
    view = await shown(scene, await latest(scene))
    assert "We begin to ask technicians Friday 6 March at 10:00." in view.text
    assert "Friday 6 March, 12:00–14:00" in view.text


async def test_who_comes(scene: JobScene) -> None:
    rated = {"stars_sum": 48, "stars_count": 10}
    await scene.transact(lambda tx: technicians.change(tx, ALI, **rated))
    view = await shown(scene, await at(scene, JobStatus.ASSIGNED))
    assert "<b>Ali</b> · ★ 4.7 (10 ratings)" in view.text, "with the prior of 5 jobs of 4.5 stars"
    assert "2 km away, about 15 min." in view.text
    assert "Rezaei" not in view.text
    assert {"Who is Ali?", "Write to Ali", "Cancel the order"} <= set(labels(view))


async def test_a_crew_has_a_line_each(scene: JobScene) -> None:
    first, _ = await scene.accepted(ALI, BO)
    await scene.bring(first, ALI, JobStatus.EN_ROUTE)
    view = await shown(scene, await latest(scene))
    assert "On the way, expected at 12:15." in view.text
    assert "<b>Bo</b>" in view.text
    assert "PLN 360 (PLN 180 for each technician)" in view.text


async def test_at_work_nothing_is_cancelled_and_no_code_is_shown(scene: JobScene) -> None:
    view = await shown(scene, await at(scene, JobStatus.IN_PROGRESS))
    assert "Cancel the order" not in labels(view)
    assert CODE not in view.text


async def test_done_says_what_it_costs(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    finished = "UPDATE jobs SET status = 'done', extra = 5000, ended_at = '2026-03-04 11:00:00'"

    def finish(tx: Transaction) -> None:
        tx.connection.exec_driver_sql(finished)
        tx.connection.exec_driver_sql(
            "INSERT INTO extras (job_id, amount, words, status, at) VALUES"
            f" ({job}, 5000, 'a <new> tap', 'approved', '2026-03-04 11:00:00')"
        )
        assert orders.move(tx, orders.of_customer(tx.connection, ANNA)[0].id, OrderStatus.DONE)

    await scene.transact(finish)
    view = await shown(scene, await latest(scene))
    assert "Price: PLN 180" in view.text
    assert "Extra work: PLN 50 (a &lt;new&gt; tap)" in view.text
    assert "Together: PLN 230" in view.text
    assert {"Rate Ali", "Order again"} <= set(labels(view))


async def test_cancelled_says_why(scene: JobScene) -> None:
    order = await at(scene, JobStatus.ASSIGNED)
    await scene.transact(lambda tx: cancel_order(tx, order, ANNA, CancelReason.WAIT))
    view = await shown(scene, order)
    assert "It took too long." in view.text
    assert "Ali" not in view.text
    assert labels(view) == ["Order again"]


async def test_nobody_found_offers_the_ways_on(scene: JobScene) -> None:
    def expire(tx: Transaction) -> None:
        assert orders.move(tx, orders.of_customer(tx.connection, ANNA)[0].id, OrderStatus.EXPIRED)

    await scene.accepted(ALI, of=2)
    order = await latest(scene)
    await scene.transact(expire)
    ways = {"Look farther away", "Another time", "Ask an operator", "Go on with 1 technician", "Cancel the order"}
    assert ways <= set(labels(await shown(scene, order)))
    await scene.transact(lambda tx: hand_to_operator(tx, order, ANNA))
    view = await shown(scene, order)
    assert "An operator is looking for somebody" in view.text
    assert "Ask an operator" not in labels(view)


async def test_the_profile_is_for_who_waits(scene: JobScene) -> None:
    changes = {"photo": "face-1", "languages": ["pl", "fa"], "experience": "12 years, call +48 601 234 567"}
    await scene.transact(lambda tx: technicians.change(tx, ALI, **changes))
    job = await scene.job(JobStatus.EN_ROUTE)
    await scene.transact(lambda tx: show_profile(tx, job, ANNA))
    view = await scene.notice(ANNA, "orders/profile")
    assert view is not None
    assert [media.file_id for media in view.media] == ["face-1"]
    assert "Ali Rezaei" in view.text
    assert "Polski and" in view.text
    assert "601 234 567" not in view.text
    for act, code in (_profile_for(job, STRANGER, "order_not_yours"), _profile_for(job, BO, "order_not_yours")):
        assert (await scene.refused(act)).code == code
    await scene.transact(lambda tx: tx.connection.exec_driver_sql("UPDATE jobs SET status = 'handed_back'"))
    assert (await scene.refused(lambda tx: show_profile(tx, job, ANNA))).code == "nobody_comes"


def _profile_for(job: Any, person: PersonId, code: str) -> tuple[Callable[[Transaction], None], str]:
    return lambda tx: show_profile(tx, job, person), code


async def test_the_list_has_pages_and_open_orders_first(scene: JobScene) -> None:
    for number in range(8):
        await scene.accepted(ALI)
        await scene.transact(lambda tx: tx.connection.exec_driver_sql("UPDATE jobs SET status = 'cancelled'"))
        if number == 0:
            continue
        await scene.transact(partial(orders.move, order=await latest(scene), new=OrderStatus.CANCELLED))
    first = await page(scene, 0)
    assert labels(first)[0] == "1 · Leaking pipe or tap · technician found"
    assert labels(first)[1] == "8 · Leaking pipe or tap · cancelled"
    assert labels(first)[-2:] == ["Older", "New order"]
    assert labels(await page(scene, 1))[-2:] == ["Newer", "New order"]
    await scene.transact(lambda tx: turn_page(tx, ANNA, 0, 1))
    assert (ANNA, "my_orders", False) in await scene.news()


@pytest.mark.parametrize("number", [-5, 2**62])
async def test_a_page_that_never_was(scene: JobScene, number: int) -> None:
    assert labels(await page(scene, number))[-1] == "New order"


async def page(scene: JobScene, number: int) -> View:
    def draw(tx: Transaction) -> View | None:
        about: dict[str, Any] = {"connection": tx.connection, "chat_id": ANNA, "subject_id": number}
        return render_card("my_orders", CardRequest(**about, language=Language.EN, market=tx.market, now=tx.now))

    view: View | None = await scene.transact(draw)
    assert view is not None
    return view
