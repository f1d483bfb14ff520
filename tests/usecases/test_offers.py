"""Yes and no: exactly the crew wins, everybody else hears how things stand."""

from typing import Any

import pytest

from bot.domain.ids import PersonId
from bot.domain.levels import Level
from bot.domain.market import Market
from bot.domain.offers import DeclineReason, JobStatus, OfferStatus
from bot.domain.orders import OrderStatus
from bot.domain.preferences import Preference
from bot.turn import Turns
from bot.usecases.cancelling import call_off
from bot.usecases.dispatch import accept_offer, decline_offer, show_attachments
from bot.usecases.jobs import set_out
from bot.usecases.technicians import suspend
from db import jobs, offers, orders, preferences, searches, skills
from db.database import Database
from db.tables import orders as rows
from db.transaction import Transaction
from tests.clock import TestClock
from tests.dispatch_scene import ANNA, OLGA, DispatchScene
from tests.matching_scene import window


@pytest.fixture
async def scene(database: Database, market: Market, clock: TestClock) -> DispatchScene:
    return await DispatchScene(Turns(database, clock, market), clock).begin()


async def refusal_of(scene: DispatchScene, order: Any, technician: int) -> str:
    offer = await scene.offer(order, technician)
    return (await scene.refused(accept_offer, offer, PersonId(technician))).code


@pytest.mark.plain_waves
async def test_a_yes_makes_the_job(scene: DispatchScene) -> None:
    await scene.technicians(10, 11, 12)
    order = await scene.order()
    await scene.news()
    job = await scene.accepts(order, 11)
    row = await scene.find(order)
    assert (row.status, row.taken) == (OrderStatus.ASSIGNED, 1)
    assert await scene.jobs(order) == {11: JobStatus.ASSIGNED}
    assert job == 1
    assert await scene.statuses(order) == {10: OfferStatus.CLOSED, 11: OfferStatus.ACCEPTED, 12: OfferStatus.CLOSED}
    news = await scene.news()
    assert (ANNA, "order", True) in news, "the moment the customer waits for is a new message"
    assert {(10, "offer", False), (11, "offer", False), (12, "offer", False)} <= set(news)


async def test_the_pay_is_the_price(scene: DispatchScene) -> None:
    await scene.technician(10)
    order = await scene.order()
    await scene.accepts(order, 10)
    price = (await scene.find(order)).price
    assert price is not None
    found = await scene(lambda tx: jobs.of_order(tx.connection, order))
    assert [job.pay for job in found] == [price]


async def test_a_second_tap_says_that_it_is_theirs(scene: DispatchScene) -> None:
    await scene.technician(10)
    order = await scene.order()
    await scene.accepts(order, 10)
    assert await refusal_of(scene, order, 10) == "offer_already_yours"


async def test_whoever_comes_second_is_too_late(scene: DispatchScene) -> None:
    await scene.technicians(10, 11)
    order = await scene.order()
    await scene.accepts(order, 10)
    assert await refusal_of(scene, order, 11) == "order_taken"


async def test_nobody_answers_for_another(scene: DispatchScene) -> None:
    await scene.technicians(10, 11)
    order = await scene.order()
    offer = await scene.offer(order, 10)
    for act in (accept_offer, decline_offer, show_attachments):
        for stranger in (11, ANNA, OLGA, 999):
            refusal = await scene.refused(act, offer, stranger)
            assert refusal.code == "not_your_offer"
    assert (await scene.refused(accept_offer, 999, 10)).code == "not_your_offer"


async def test_a_crew_takes_as_many_as_were_asked_for(scene: DispatchScene) -> None:
    await scene.technicians(10, 11, 12)
    order = await scene.order(crew=2)
    await scene.news()
    await scene.accepts(order, 10)
    row = await scene.find(order)
    assert (row.status, row.taken) == (OrderStatus.SEARCHING, 1)
    news = await scene.news()
    assert (ANNA, "order", False) in news, "half a crew is an edit"
    await scene.accepts(order, 11)
    assert (await scene.find(order)).status is OrderStatus.ASSIGNED
    assert await refusal_of(scene, order, 12) == "order_taken"
    news = await scene.news()
    assert (10, "offer", True) in news, "who has waited for the others may set out now"
    assert (ANNA, "order", True) in news


async def test_a_no_is_kept_with_its_reason(scene: DispatchScene) -> None:
    await scene.technicians(10, 11)
    order = await scene.order()
    offer = await scene.offer(order, 10)
    await scene.does(decline_offer, offer, 10)
    assert (await scene(lambda tx: offers.find(tx.connection, offer))).reason is None
    await scene.does(decline_offer, offer, 10, DeclineReason.FAR)
    row = await scene(lambda tx: offers.find(tx.connection, offer))
    assert (row.status, row.reason) == (OfferStatus.DECLINED, "far")


async def test_on_second_thoughts_a_no_may_become_a_yes(scene: DispatchScene) -> None:
    await scene.technicians(10, 11)
    order = await scene.order()
    offer = await scene.offer(order, 10)
    await scene.does(decline_offer, offer, 10, DeclineReason.FAR)
    await scene.accepts(order, 10)
    row = await scene(lambda tx: offers.find(tx.connection, offer))
    assert (row.status, row.reason) == (OfferStatus.ACCEPTED, None)


async def test_too_late_for_a_second_thought(scene: DispatchScene) -> None:
    await scene.technicians(10, 11)
    order = await scene.order()
    offer = await scene.offer(order, 10)
    await scene.does(decline_offer, offer, 10)
    await scene.accepts(order, 11)
    assert await refusal_of(scene, order, 10) == "order_taken"


async def test_a_no_after_the_yes_is_refused(scene: DispatchScene) -> None:
    await scene.technician(10)
    order = await scene.order()
    await scene.accepts(order, 10)
    offer = await scene.offer(order, 10)
    assert (await scene.refused(decline_offer, offer, 10)).code == "offer_already_yours"


async def test_a_cancelled_order_cannot_be_accepted(scene: DispatchScene) -> None:
    await scene.technician(10)
    order = await scene.order()

    def cancel(tx: Any) -> None:
        orders.move(tx, order, OrderStatus.CANCELLED)
        call_off(tx, order, "mistake")

    await scene(cancel)
    assert await refusal_of(scene, order, 10) == "offer_cancelled"
    offer = await scene.offer(order, 10)
    assert (await scene.refused(decline_offer, offer, 10)).code == "offer_cancelled"
    assert (await scene.refused(show_attachments, offer, 10)).code == "offer_cancelled"


async def test_a_technician_has_no_more_jobs_than_they_want(scene: DispatchScene) -> None:
    await scene.technician(10, max_jobs=1)
    first, second = await scene.order(), await scene.order()
    await scene.accepts(first, 10)
    assert await refusal_of(scene, second, 10) == "too_many_jobs"
    row = await scene.find(second)
    assert (row.taken, row.status) == (0, OrderStatus.SEARCHING)
    assert (await scene.statuses(second))[10] is OfferStatus.OPEN


async def test_two_visits_at_the_same_hour_are_one_too_many(scene: DispatchScene) -> None:
    await scene.technician(10)
    first, second = await scene.order(window=window(1, 0.5)), await scene.order(window=window(1, 0.5))
    await scene.accepts(first, 10)
    assert await refusal_of(scene, second, 10) == "visits_clash"


async def test_the_suspended_accept_nothing(scene: DispatchScene) -> None:
    await scene.technician(10)
    order = await scene.order()
    await scene.does(suspend, 10, OLGA, "late")
    assert await refusal_of(scene, order, 10) == "offer_withdrawn"


async def test_photos_are_sent_to_whom_they_help(scene: DispatchScene) -> None:
    await scene.technicians(10, 11)
    order = await scene.order()
    offer, other = await scene.offer(order, 10), await scene.offer(order, 11)
    await scene.news()
    await scene.does(show_attachments, offer, 10)
    assert await scene.news() == [(10, "offers/attachments", True)]
    await scene.accepts(order, 10)
    await scene.does(show_attachments, offer, 10)
    assert (await scene.refused(show_attachments, other, 11)).code == "order_taken"


async def test_after_a_full_crew_one_may_set_out(scene: DispatchScene) -> None:
    await scene.technician(10)
    order = await scene.order()
    job = await scene.accepts(order, 10)
    await scene.does(set_out, job, 10)
    assert (await scene.find(order)).status is OrderStatus.EN_ROUTE


async def test_a_place_is_taken_only_while_somebody_is_searched_for(scene: DispatchScene) -> None:
    order = await scene.order()
    assert await scene.does(searches.take_place, order)
    assert not await scene.does(searches.take_place, order)


@pytest.mark.parametrize("lost", ["skill", "level", "favour"])
async def test_who_may_not_do_it_any_more_cannot_say_yes_to_what_they_were_asked_before(
    scene: DispatchScene, lost: str
) -> None:
    """The keyboard is still open when the skill is taken away, more is asked for, the customer has had enough."""
    await scene.technician(10)
    order = await scene.order()

    def lose(tx: Transaction) -> None:
        row = orders.find(tx.connection, order)
        assert row is not None
        if lost == "skill":
            for skill in tx.market.catalogue.skills_for(row.service):
                skills.withdraw(tx, PersonId(10), skill)
        elif lost == "level":
            tx.execute(rows.update().where(rows.c.id == order).values(level=Level.MENTOR.value))
        else:
            preferences.keep(tx, ANNA, PersonId(10), Preference.BLOCKED)

    await scene(lose)
    assert await refusal_of(scene, order, 10) == "offer_withdrawn"
    row = await scene.find(order)
    assert (row.status, row.taken) == (OrderStatus.SEARCHING, 0)
