"""'Something else': an operator's price, and the customer's answer to it."""

import pytest

from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, PersonId
from bot.domain.market import Market
from bot.domain.money import Money
from bot.domain.orders import SOMETHING_ELSE, OrderStatus
from bot.domain.people import Person, Role
from bot.usecases.quoting import answer_quote, set_quote
from db import audit, people, staff
from db.database import Database
from db.transaction import Transaction
from tests.clock import TestClock
from tests.ordering_scene import ANNA, Customer, Transact, labels, plain

OLGA, STRANGER = PersonId(500), PersonId(7)
PRICE = Money(300_00, "PLN")


@pytest.fixture
async def anna(transact: Transact, market: Market, database: Database, clock: TestClock) -> Customer:
    def appoint(tx: Transaction) -> None:
        people.meet(tx, Person(OLGA, "Olga", customer.person.language), "Olga")
        staff.appoint(tx, OLGA, Role.OPERATOR)

    customer = await Customer(transact, market, database, clock).meets()
    await transact(appoint)
    return customer


async def asks(anna: Customer) -> OrderId:
    return await anna.places(service=SOMETHING_ELSE, crew=2)


async def refusal(anna: Customer, order: OrderId, *, who: PersonId = ANNA, shown: int = 1) -> str:
    with pytest.raises(Refusal) as refused:
        await anna.transact(lambda tx: answer_quote(tx, order, who, True, shown=shown))
    return refused.value.code


async def test_the_price_comes_as_a_new_message_with_both_answers(anna: Customer) -> None:
    order = await asks(anna)
    await anna.transact(lambda tx: set_quote(tx, order, OLGA, PRICE))
    view = await anna.card("order", order)
    assert labels(view) == ["Order for PLN 600", "No, thank you"]
    assert "PLN 600 (PLN 300 for each technician)" in plain(view.text)
    kept = await anna.transact(lambda tx: audit.about(tx.connection, f"order:{order}"))
    assert [(row.act, row.actor_id) for row in kept] == [("quote", OLGA)]


async def test_agreed_and_the_search_begins(anna: Customer) -> None:
    order = await asks(anna)
    await anna.transact(lambda tx: set_quote(tx, order, OLGA, PRICE, ["carpentry"]))
    await anna.transact(lambda tx: answer_quote(tx, order, ANNA, True, shown=1))
    row = await anna.order()
    assert (row.status, row.price, row.round) == (OrderStatus.SEARCHING, PRICE, 1)
    assert row.skills == {"carpentry"}
    assert await refusal(anna, order) == "order_moved_on", "a second tap"


async def test_declined(anna: Customer) -> None:
    order = await asks(anna)
    await anna.transact(lambda tx: set_quote(tx, order, OLGA, PRICE))
    await anna.transact(lambda tx: answer_quote(tx, order, ANNA, False, shown=1))
    row = await anna.order()
    assert (row.status, row.closed_reason) == (OrderStatus.CANCELLED, "price")


async def test_nobody_agrees_to_a_price_that_was_corrected_meanwhile(anna: Customer) -> None:
    order = await asks(anna)
    await anna.transact(lambda tx: set_quote(tx, order, OLGA, PRICE))
    await anna.transact(lambda tx: set_quote(tx, order, OLGA, Money(900_00, "PLN")))
    assert await refusal(anna, order) == "quote_changed"


async def test_before_there_is_a_price(anna: Customer) -> None:
    assert await refusal(anna, await asks(anna)) == "quote_changed"


async def test_somebody_else_answers(anna: Customer) -> None:
    order = await asks(anna)
    await anna.transact(lambda tx: set_quote(tx, order, OLGA, PRICE))
    assert await refusal(anna, order, who=STRANGER) == "order_not_yours"


@pytest.mark.parametrize(
    ("who", "price", "code"),
    [
        (STRANGER, PRICE, "not_staff"),
        (ANNA, PRICE, "not_staff"),
        (OLGA, Money(0, "PLN"), "price_not_positive"),
        (OLGA, Money(100, "EUR"), "price_not_positive"),
    ],
)
async def test_a_price_that_does_not_hold(anna: Customer, who: PersonId, price: Money, code: str) -> None:
    order = await asks(anna)
    with pytest.raises(Refusal) as refused:
        await anna.transact(lambda tx: set_quote(tx, order, who, price))
    assert refused.value.code == code


async def test_an_order_of_the_catalogue_is_not_priced_by_hand(anna: Customer) -> None:
    order = await anna.places()
    with pytest.raises(Refusal) as refused:
        await anna.transact(lambda tx: set_quote(tx, order, OLGA, PRICE))
    assert (refused.value.code, refused.value.fields) == ("order_moved_on", {"status": "searching"})
