"""Placing an order: what is written, and to whom it is refused."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId
from bot.domain.market import Market
from bot.domain.orders import SOMETHING_ELSE, Address, OrderStatus, Window
from bot.domain.people import Person, Role
from bot.usecases.ordering import place_order
from bot.usecases.repeating import draft_again
from db import orders, people, places, staff
from db.database import Database
from db.tables import outbox
from db.transaction import Transaction
from tests.clock import TestClock
from tests.job_scene import ALI, JobScene
from tests.job_scene import ANNA as HIS_CUSTOMER
from tests.ordering_scene import ADDRESS, ANNA, FAR_AWAY, OWN_NUMBER, Customer, Transact, a_draft


@pytest.fixture
async def anna(transact: Transact, market: Market, database: Database, clock: TestClock) -> Customer:
    return await Customer(transact, market, database, clock).meets()


async def refusal(anna: Customer, **changes: Any) -> str:
    with pytest.raises(Refusal) as refused:
        await anna.places(**changes)
    return refused.value.code


async def test_the_price_is_the_catalogues_and_the_search_begins(anna: Customer) -> None:
    await anna.places()
    order = await anna.order()
    assert order.price.amount == 180_00
    assert order.status is OrderStatus.SEARCHING
    assert order.round == 1, "the search has begun"
    assert len(order.start_code) == 4
    assert order.start_code.isdecimal()


async def test_place_and_number_are_kept_for_next_time(anna: Customer) -> None:
    await anna.places()
    kept = await anna.transact(lambda tx: places.of_person(tx.connection, ANNA))
    person = await anna.transact(lambda tx: people.find(tx.connection, ANNA))
    assert (kept, person.phone) == ([ADDRESS], OWN_NUMBER)


async def test_the_place_used_last_comes_first_and_only_once(anna: Customer, clock: TestClock) -> None:
    other = replace(ADDRESS, words="Długa 3")
    for address in (ADDRESS, other, ADDRESS):
        clock.advance(minutes=1)
        await anna.places(address=address)
    kept = await anna.transact(lambda tx: places.of_person(tx.connection, ANNA))
    assert [place.words for place in kept] == ["Rynek Główny 1", "Długa 3"]


async def test_something_else_goes_to_the_operators(anna: Customer) -> None:
    olga = PersonId(500)

    def appoint(tx: Transaction) -> None:
        people.meet(tx, Person(olga, "Olga", anna.person.language), "Olga")
        staff.appoint(tx, olga, Role.OPERATOR)

    await anna.transact(appoint)
    order = await anna.places(service=SOMETHING_ELSE)
    told = await anna.transact(lambda tx: tx.execute(outbox.select().where(outbox.c.chat_id == olga)).all())
    assert [(row.view, row.subject_id) for row in told] == [("desk_order", order)]
    assert ((await anna.order()).status, (await anna.order()).price) == (OrderStatus.QUOTING, None)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"service": "rocket"}, "service_gone"),
        ({"crew": 0}, "crew_too_large"),
        ({"crew": 5}, "crew_too_large"),
        ({"address": Address(FAR_AWAY, "Warszawa", "Wola")}, "outside_city"),
        ({"service": SOMETHING_ELSE, "description": ""}, "describe_first"),
    ],
)
async def test_a_draft_that_does_not_do(anna: Customer, changes: dict[str, Any], code: str) -> None:
    assert await refusal(anna, **changes) == code


async def test_a_window_that_has_passed(anna: Customer, clock: TestClock) -> None:
    start = clock.now() + timedelta(hours=1)
    window = Window(start, start + timedelta(hours=2))
    clock.advance(hours=1, seconds=1)
    assert await refusal(anna, window=window) == "window_passed"


async def test_a_window_that_was_never_on_offer(anna: Customer, clock: TestClock) -> None:
    night = clock.now().replace(hour=1) + timedelta(days=1)
    assert await refusal(anna, window=Window(night, night + timedelta(hours=2))) == "window_passed"


async def test_only_so_many_open_orders(anna: Customer, market: Market) -> None:
    for _ in range(market.jobs.max_open_orders):
        await anna.places()
    assert await refusal(anna) == "too_many_orders"


async def test_without_consent(transact: Transact, anna: Customer) -> None:
    stranger = PersonId(7)
    await transact(lambda tx: people.meet(tx, Person(stranger, "Zoe", anna.person.language), "Zoe"))
    with pytest.raises(Refusal) as refused:
        await transact(lambda tx: place_order(tx, stranger, a_draft()))
    assert refused.value.code == "consent_needed"


async def test_banned(transact: Transact, anna: Customer, clock: TestClock) -> None:
    await transact(lambda tx: people.set_ban(tx, ANNA, clock.now(), "why"))
    assert await refusal(anna) == "banned"


async def test_a_refused_order_leaves_nothing_behind(anna: Customer) -> None:
    await refusal(anna, service="rocket")
    assert await anna.transact(lambda tx: orders.count_open(tx.connection, ANNA)) == 0
    assert await anna.told() == []


async def test_order_again_asks_the_same_technician_first(transact: Transact, market: Market, clock: TestClock) -> None:
    scene = await JobScene(transact, market, clock).begin()
    job = await scene.job()
    order = await scene.order_of(job)
    draft = await transact(lambda tx: draft_again(tx, order.id, HIS_CUSTOMER))
    assert draft.favourite is None, "nothing has been done yet"
    await transact(lambda tx: tx.connection.exec_driver_sql("UPDATE jobs SET status = 'done'"))
    draft = await transact(lambda tx: draft_again(tx, order.id, HIS_CUSTOMER))
    assert (draft.favourite, draft.service, draft.address) == (ALI, order.service, order.address)
    assert (draft.attachments, draft.window) == ((), None)


async def test_nobody_repeats_somebody_elses_order(transact: Transact, anna: Customer) -> None:
    order = await anna.places()
    with pytest.raises(Refusal) as refused:
        await transact(lambda tx: draft_again(tx, order, PersonId(7)))
    assert refused.value.code == "order_not_yours"
