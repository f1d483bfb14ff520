"""A technician is put on an order by hand: by an operator, or by the dispatcher of the partner they belong to."""

from bot.domain.candidates import Candidate
from bot.domain.errors import Refusal
from bot.domain.ids import JobId, OfferId, OrderId, PersonId
from bot.domain.orders import Order, OrderStatus
from bot.domain.technicians import TechnicianStatus
from bot.usecases.crew import candidate_for, join_crew
from bot.usecases.searching import search_again
from bot.usecases.staff import require_role
from bot.usecases.waves import search_for
from db import audit, offers, orders, searches
from db.holding import hold_order
from db.transaction import Transaction


def assign(tx: Transaction, order: OrderId, technician: PersonId, operator: PersonId) -> JobId:
    """Give the technician a place in the crew.

    The operator has spoken with them: being online, working hours, radius, skills and other jobs don't matter then.
    Being approved, allowed and reachable, and not being the customer, does.
    """
    require_role(tx, operator)
    row = _searching(tx, order)
    candidate = candidate_for(tx, row, technician)
    _check_may_join(row, candidate)
    return put_on(tx, row, candidate, operator, "assigned")


def put_on(tx: Transaction, order: Order, candidate: Candidate, by: PersonId, event: str) -> JobId:
    """Give somebody who may do it a place in the crew, unless the last one has just been taken."""
    if not searches.take_place(tx, order.id):
        raise Refusal("order_moved_on", status=order.status.value)
    offer = _accepted_offer(tx, order, candidate)
    audit.record(tx, by, "assign", f"order:{order.id}", {"technician": candidate.id})
    return join_crew(tx, order.id, offer, candidate.id, assigned=event)


def _searching(tx: Transaction, order: OrderId) -> Order:
    """The order, in search. A search that was given up begins again: there may be more than one place to fill."""
    hold_order(tx, order)
    row = orders.find(tx.connection, order)
    if row is None:
        raise Refusal("order_not_found")
    if row.status is not OrderStatus.EXPIRED:
        return row
    search_again(tx, order)
    taken_up = orders.find(tx.connection, order)
    assert taken_up is not None
    return taken_up


def _check_may_join(order: Order, candidate: Candidate) -> None:
    if candidate.status is not TechnicianStatus.APPROVED or candidate.banned:
        raise Refusal("technician_not_approved")
    if candidate.id == order.customer:
        raise Refusal("own_order")
    if candidate.on_it:
        raise Refusal("technician_on_it")
    if not candidate.reachable:
        raise Refusal("technician_unreachable")


def _accepted_offer(tx: Transaction, order: Order, candidate: Candidate) -> OfferId:
    """The offer that the job hangs on: what they were asked already, else one made for the purpose."""
    asked = offers.standing(tx.connection, order.id, order.round, candidate.id)
    offer = asked.id if asked else _made_for(tx, order, candidate)
    if not offers.accept_for(tx, offer):
        raise Refusal("technician_on_it")
    return offer


def _made_for(tx: Transaction, order: Order, candidate: Candidate) -> OfferId:
    search = search_for(tx, order)
    return offers.add(
        tx,
        order.id,
        candidate.id,
        round_=order.round,
        wave=order.wave,
        distance_m=search.metres_to(candidate),
        travel_s=search.travel_to(candidate),
    )
