"""A dispatcher sends one of the own people to an open order: by hand, and by the rules that protect the customer."""

from bot.domain.errors import Refusal
from bot.domain.ids import JobId, OrderId, PersonId, private_chat
from bot.domain.names import first_name
from bot.domain.orders import Order, OrderStatus
from bot.domain.partners import Partner, may_be_sent, needs_of
from bot.matching.visits import clash
from bot.usecases.assigning import put_on
from bot.usecases.crew import SENT, candidate_for
from bot.usecases.dispatchers import own_partner
from bot.usecases.team_news import TEAM_ORDER, redraw_team
from bot.usecases.waves import search_for
from db import orders, partners, technicians
from db.holding import hold_order
from db.outbox import Priority, notify, show_card
from db.transaction import Transaction


def open_team_order(tx: Transaction, order: OrderId, dispatcher: PersonId) -> None:
    """Show who of the own people may be sent there, or who of them goes, as a new message."""
    partner = own_partner(tx, dispatcher)
    if not partners.is_at_work(tx.connection, partner.id, order):
        _open_order(tx, order, partner)
    show_card(tx, private_chat(dispatcher), TEAM_ORDER, order, priority=Priority.ANSWER, fresh=True)


def send(tx: Transaction, order: OrderId, technician: PersonId, dispatcher: PersonId) -> JobId:
    """Give one of the own people a place in the crew. Whoever accepts at the same moment may be faster."""
    partner = own_partner(tx, dispatcher)
    if partners.of_technician(tx.connection, technician) != partner:
        raise Refusal("not_your_people")
    row = _open_order(tx, order, partner)
    candidate, search = candidate_for(tx, row, technician), search_for(tx, row)
    name = _name(tx, technician)
    if not may_be_sent(candidate, needs_of(row, tx.market), search.metres_to(candidate), tx.market):
        raise Refusal("not_for_them", name=name)
    if any(clash(visit, search.visit, tx.now, search.rules.travel_speed_kmh) for visit in candidate.visits):
        raise Refusal("their_visits_clash", name=name)
    notify(tx, private_chat(technician), "team/sent", {"order": order, "name": partner.name})
    job = put_on(tx, row, candidate, dispatcher, SENT)
    show_card(tx, private_chat(dispatcher), TEAM_ORDER, order, priority=Priority.ANSWER)
    redraw_team(tx, partner.id)
    return job


def _open_order(tx: Transaction, order: OrderId, partner: Partner) -> Order:
    """An order that looks for somebody and that some of the own people may do; of any other no more is said."""
    hold_order(tx, order)
    row = orders.find(tx.connection, order)
    if row is None or not _is_for_team(tx, row, partner):
        raise Refusal("order_not_for_team")
    if row.status is not OrderStatus.SEARCHING:
        raise Refusal("order_moved_on", status=row.status.value)
    return row


def _is_for_team(tx: Transaction, order: Order, partner: Partner) -> bool:
    """Whether any of the own people has the skills for it."""
    needed = needs_of(order, tx.market).skills
    return any(needed <= skills for skills in partners.skills_of_team(tx.connection, partner.id))


def _name(tx: Transaction, technician: PersonId) -> str:
    row = technicians.find(tx.connection, technician)
    assert row is not None
    return first_name(row.name)
