"""A technician who orders: nobody takes their own order, nobody praises themselves."""

import pytest

from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, PersonId
from bot.domain.offers import JobStatus
from bot.domain.orders import OPEN
from bot.turn import Transaction
from bot.usecases.desk_orders import cancel_for_operator
from bot.usecases.dispatch import accept_offer, assign
from bot.usecases.ordering import place_order
from bot.usecases.ratings import rate
from db import offers, orders
from tests.abuse.crowd import Crowd
from tests.job_scene import accepted_order
from tests.ordering_scene import a_draft

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_ones_own_order_is_offered_to_others_only(crowd: Crowd) -> None:
    order = await _ordered_by_eva(crowd)
    made = await crowd.stage.app.database.read(lambda connection: offers.of_order(connection, order))
    assert made
    assert crowd.eva.id not in {offer.technician for offer in made}


async def test_no_operator_puts_somebody_on_their_own_order(crowd: Crowd) -> None:
    order, eva, olga = await _ordered_by_eva(crowd), PersonId(crowd.eva.id), PersonId(crowd.olga.id)
    with pytest.raises(Refusal) as refused:
        await crowd.decides(lambda tx: assign(tx, order, eva, olga))
    assert refused.value.code == "own_order"
    before = await crowd.facts()
    answer = await crowd.presses(crowd.olga, f"as:{order}:{crowd.eva.id}")
    assert answer.show_alert
    assert await crowd.facts() == before


async def test_an_offer_of_ones_own_order_that_should_not_be(crowd: Crowd) -> None:
    """Such a row could only come from a fault; it makes nobody their own customer."""
    order, eva = await _ordered_by_eva(crowd), PersonId(crowd.eva.id)
    offer = await crowd.decides(lambda tx: offers.add(tx, order, eva, round_=1, wave=1, distance_m=1, travel_s=1))
    before = await crowd.facts()
    with pytest.raises(Refusal):
        await crowd.decides(lambda tx: accept_offer(tx, offer, eva))
    assert await crowd.facts() == before


@pytest.mark.parametrize("who", ["anna", "ali"])
async def test_each_rates_the_other_and_once(crowd: Crowd, who: str) -> None:
    job, author = await crowd.finished_job(), PersonId(crowd.people[who].id)
    other = crowd.ali.id if who == "anna" else crowd.anna.id
    await crowd.decides(lambda tx: rate(tx, job, author, 5, (), "Splendid"))
    (row,) = [row for row in (await crowd.facts())["ratings"] if row["job_id"] == job]
    assert (row["author_id"], row["subject_id"]) == (author, other)
    answer = await crowd.presses(crowd.people[who], f"rt:{job}")
    assert answer.show_alert
    with pytest.raises(Refusal):
        await crowd.decides(lambda tx: rate(tx, job, author, 1, (), ""))


@pytest.mark.parametrize("stars", [0, 6, -1, 10**9])
async def test_no_more_stars_than_five(crowd: Crowd, stars: int) -> None:
    job, anna = await crowd.finished_job(), PersonId(crowd.anna.id)
    before = await crowd.facts()
    with pytest.raises(ValueError, match="stars"):
        await crowd.decides(lambda tx: rate(tx, job, anna, stars, (), ""))
    assert await crowd.facts() == before


async def test_work_that_is_not_done_is_not_rated(crowd: Crowd) -> None:
    (job,) = await crowd.decides(lambda tx: accepted_order(tx, [PersonId(crowd.ali.id)], 1, PersonId(crowd.anna.id)))
    for person in (crowd.anna, crowd.ali):
        answer = await crowd.presses(person, f"rt:{job}")
        assert answer.text == "You can rate when the job is done."
    (row,) = [row for row in (await crowd.facts())["jobs"] if row["id"] == job]
    assert row["status"] == JobStatus.ASSIGNED.value


async def _ordered_by_eva(crowd: Crowd) -> OrderId:
    """Eva, technician, has a leak herself; the one she reported before is cancelled."""
    eva, olga = PersonId(crowd.eva.id), PersonId(crowd.olga.id)

    def order(tx: Transaction) -> OrderId:
        for row in orders.of_customer(tx.connection, eva, OPEN, most=9):
            cancel_for_operator(tx, row.id, olga)
        return place_order(tx, eva, a_draft())

    placed: OrderId = await crowd.decides(order)
    await crowd.stage.settled()
    return placed
