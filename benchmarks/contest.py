"""A market in the middle of a contest: orders that wait for their technician, and offers of them that are open."""

from collections.abc import Sequence
from itertools import islice

from bot.domain.ids import OfferId, OrderId, PersonId
from bot.domain.languages import Language
from bot.domain.orders import Address, OrderDraft, OrderStatus
from bot.domain.people import Person
from bot.domain.points import Point
from bot.domain.technicians import Application, TechnicianStatus
from bot.turn import Turns
from bot.usecases.dispatch import start_search
from db import offers, orders, people, technicians
from db.transaction import Transaction

DOOR = Point(50.0617, 19.9373)
FIRST_CUSTOMER, FIRST_TECHNICIAN = 1_000_000, 2_000_000
IN_ONE_DECISION = 200
"""People, or orders, that are written together."""
Attempt = tuple[OfferId, PersonId]


async def different_orders(turns: Turns, count: int) -> list[Attempt]:
    """So many orders, each offered to one technician of its own."""
    await _people(turns, count, count)
    made: list[Attempt] = []
    for numbers in _chunks(range(count)):
        made += await turns.run(lambda tx, some=numbers: [_offered(tx, n, [n])[0] for n in some])  # type: ignore[misc]
    return made


async def one_order(turns: Turns, count: int) -> list[Attempt]:
    """One order that is offered to so many."""
    await _people(turns, 1, count)
    return await turns.run(lambda tx: _offered(tx, 0, range(count)))


async def _people(turns: Turns, customers: int, workers: int) -> None:
    for numbers in _chunks(range(customers)):
        await turns.run(lambda tx, some=numbers: _meet(tx, [FIRST_CUSTOMER + n for n in some]))  # type: ignore[misc]
    for numbers in _chunks(range(workers)):
        await turns.run(lambda tx, some=numbers: _hire(tx, [FIRST_TECHNICIAN + n for n in some]))  # type: ignore[misc]


def _meet(tx: Transaction, ids: Sequence[int]) -> None:
    for id_ in ids:
        people.meet(tx, Person(PersonId(id_), f"Person {id_}", Language.EN), f"Person {id_}")


def _hire(tx: Transaction, ids: Sequence[int]) -> None:
    _meet(tx, ids)
    for id_ in ids:
        technicians.add(tx, PersonId(id_), _application(tx, id_))
        technicians.move(tx, PersonId(id_), TechnicianStatus.APPROVED)
        technicians.set_online(tx, PersonId(id_), online=True)


def _application(tx: Transaction, id_: int) -> Application:
    skills = tuple(sorted(tx.market.catalogue.skills))
    return Application(f"Tech {id_}", f"+48{id_:09}", skills, DOOR, "Stare Miasto", 20, ("pl",), "", ())


def _offered(tx: Transaction, number: int, workers: Sequence[int]) -> list[Attempt]:
    """An order of this customer, and its offers to these technicians."""
    service = tx.market.catalogue.categories[0].services[0]
    address = Address(DOOR, "Rynek Główny 1/2", "Stare Miasto")
    draft = OrderDraft(service.key, "Water under the sink", (), address, None, 1, "+48600000001")
    customer = PersonId(FIRST_CUSTOMER + number)
    order: OrderId = orders.add(tx, customer, draft, service.price, OrderStatus.SEARCHING, "4711")
    start_search(tx, order)
    asked = [PersonId(FIRST_TECHNICIAN + worker) for worker in workers]
    return [(_offer(tx, order, person), person) for person in asked]


def _offer(tx: Transaction, order: OrderId, technician: PersonId) -> OfferId:
    return offers.add(tx, order, technician, round_=1, wave=1, distance_m=900, travel_s=300)


def _chunks(numbers: Sequence[int]) -> list[list[int]]:
    rest = iter(numbers)
    return list(iter(lambda: list(islice(rest, IN_ONE_DECISION)), []))
