"""A status moves only from where it may, and of many who try at once one is first."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import product
from typing import Any

from bot.domain.ids import OrderId, PersonId
from bot.domain.languages import Language
from bot.domain.orders import MAY_BECOME, Address, OrderDraft, OrderStatus
from bot.domain.people import Person, Role
from bot.domain.points import Point
from db import orders, people, settings, staff
from db.database import Database
from db.transaction import Transaction

Transact = Callable[[Callable[[Transaction], Any]], Awaitable[Any]]
ANNA = PersonId(1)
HOME = Address(Point(lat=50.06, lon=19.94), "Długa 1", "Stare Miasto")
LEAK = OrderDraft("leak", "it drips", (), HOME, None, 1, None)


def order_in(tx: Transaction, status: OrderStatus) -> OrderId:
    people.meet(tx, Person(ANNA, "Anna", Language.EN), "Anna")
    return orders.add(tx, ANNA, LEAK, None, status, "1234")


async def test_an_order_moves_exactly_where_the_rules_let_it(transact: Transact) -> None:
    def moved(tx: Transaction) -> set[tuple[OrderStatus, OrderStatus]]:
        pairs = product(OrderStatus, MAY_BECOME)
        return {(old, new) for old, new in pairs if orders.move(tx, order_in(tx, old), new)}

    allowed = {(old, new) for new, olds in MAY_BECOME.items() for old in olds}
    assert await transact(moved) == allowed


async def test_a_move_that_is_not_allowed_leaves_the_row_as_it_was(transact: Transact, database: Database) -> None:
    order = await transact(lambda tx: order_in(tx, OrderStatus.DONE))
    before = await database.read(lambda c: orders.find(c, order))
    assert not await transact(lambda tx: orders.move(tx, order, OrderStatus.SEARCHING, reason="no", wave=9))
    assert await database.read(lambda c: orders.find(c, order)) == before


async def test_of_a_hundred_who_take_the_order_at_once_one_does(transact: Transact, database: Database) -> None:
    order = await transact(lambda tx: order_in(tx, OrderStatus.SEARCHING))
    takers = [transact(lambda tx: orders.move(tx, order, OrderStatus.ASSIGNED)) for _ in range(100)]
    assert sum(await asyncio.gather(*takers)) == 1
    row = await database.read(lambda c: orders.find(c, order))
    assert row is not None
    assert (row.status, row.version) == (OrderStatus.ASSIGNED, 1)


async def test_of_cancel_and_accept_at_once_one_wins(transact: Transact) -> None:
    order = await transact(lambda tx: order_in(tx, OrderStatus.SEARCHING))
    searching = [OrderStatus.SEARCHING]

    def moves_to(new: OrderStatus) -> Callable[[Transaction], bool]:
        return lambda tx: orders.move(tx, order, new, within=searching)

    both = [moves_to(new) for new in (OrderStatus.CANCELLED, OrderStatus.ASSIGNED)]
    assert sum(await asyncio.gather(*map(transact, both * 10))) == 1


async def test_a_move_meant_for_an_earlier_version_does_nothing(transact: Transact) -> None:
    order = await transact(lambda tx: order_in(tx, OrderStatus.SEARCHING))
    assert not await transact(lambda tx: orders.move(tx, order, OrderStatus.ASSIGNED, at_version=3))
    assert await transact(lambda tx: orders.move(tx, order, OrderStatus.ASSIGNED, at_version=0))


async def test_a_claim_code_works_for_one_person(transact: Transact) -> None:
    await transact(lambda tx: staff.add_claim_code(tx, "open sesame"))

    def claims(number: int) -> Callable[[Transaction], bool]:
        return lambda tx: staff.use_claim_code(tx, "open sesame", PersonId(number))

    assert sum(await asyncio.gather(*(transact(claims(number)) for number in range(1, 21)))) == 1


async def test_a_setting_that_is_kept_once_is_kept_by_the_first(transact: Transact, database: Database) -> None:
    def keeps(value: int) -> Callable[[Transaction], bool]:
        return lambda tx: settings.put_once(tx, "city", value)

    assert sum(await asyncio.gather(*(transact(keeps(value)) for value in range(20)))) == 1
    assert await database.read(lambda c: settings.get(c, "city")) in range(20)


async def test_saying_twice_that_somebody_is_out_of_reach_says_it_once(transact: Transact) -> None:
    await transact(lambda tx: people.meet(tx, Person(ANNA, "Anna", Language.EN), "Anna"))
    assert await transact(lambda tx: people.set_reachable(tx, ANNA, reachable=False))
    assert not await transact(lambda tx: people.set_reachable(tx, ANNA, reachable=False))
    assert await transact(lambda tx: people.come_back(tx, ANNA))
    assert not await transact(lambda tx: people.come_back(tx, ANNA))
    assert await transact(lambda tx: people.set_reachable(tx, ANNA, reachable=False))


async def test_who_was_dismissed_has_no_role(transact: Transact, database: Database) -> None:
    await transact(lambda tx: people.meet(tx, Person(ANNA, "Anna", Language.EN), "Anna"))
    await transact(lambda tx: staff.appoint(tx, ANNA, Role.OPERATOR))
    assert await transact(lambda tx: staff.dismiss(tx, ANNA))
    assert not await transact(lambda tx: staff.dismiss(tx, ANNA))
    assert await database.read(lambda c: staff.role_of(c, ANNA)) is None
