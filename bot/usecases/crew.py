"""A technician joins an order's crew: the one way in which an offer becomes a job."""

from bot.domain.candidates import Candidate
from bot.domain.errors import Refusal
from bot.domain.ids import JobId, OfferId, OrderId, PersonId, private_chat
from bot.domain.offers import JobStatus
from bot.domain.orders import Order, OrderStatus
from bot.domain.partners import Partner
from bot.domain.technicians import TechnicianStatus
from bot.matching.visits import clash
from bot.usecases.closing import close_offers
from bot.usecases.expecting import expect_set_out
from bot.usecases.jobs import follow_jobs
from bot.usecases.showing import show_order
from bot.usecases.team_news import tell_former_teams
from bot.usecases.waves import search_for, since
from db import candidates, jobs, orders, partners
from db.holding import hold_technician
from db.outbox import Priority, show_card
from db.transaction import Transaction

SENT = "sent"
"""The event of a job that a dispatcher has given to one of the own people."""


def candidate_for(tx: Transaction, order: Order, technician: PersonId) -> Candidate:
    """The technician with regard to the order; until the transaction is over nobody else gives them a job."""
    hold_technician(tx, technician)
    about = candidates.About(order.customer, order.id, order.round)
    found = candidates.of(tx.connection, technician, about, since(tx), tx.market.catalogue)
    if found is None:
        raise Refusal("not_technician")
    return found


def check_has_room(tx: Transaction, order: Order, candidate: Candidate) -> None:
    """Refuse one more job to whoever may not have it (any more), has enough of them, or could not be there in time."""
    if candidate.status is TechnicianStatus.SUSPENDED:
        raise Refusal("technician_suspended")
    if candidate.status is not TechnicianStatus.APPROVED:
        raise Refusal("not_technician")
    if candidate.on_it:
        raise Refusal("offer_already_yours")
    most = min(candidate.max_jobs, tx.market.jobs.max_jobs_at_once)
    if len(candidate.visits) >= most:
        raise Refusal("too_many_jobs", most=most)
    search = search_for(tx, order)
    if any(clash(visit, search.visit, tx.now, search.rules.travel_speed_kmh) for visit in candidate.visits):
        raise Refusal("visits_clash")


def join_crew(tx: Transaction, order: OrderId, offer: OfferId, technician: PersonId, *, assigned: str = "") -> JobId:
    """Make the job of an offer that has just been accepted and whose place has been taken.

    `assigned`: the event's name, when somebody else has done it (an operator, their dispatcher); the technician did not
    press anything and gets the card as a new message.
    """
    row = orders.find(tx.connection, order)
    assert row is not None
    job = jobs.add(tx, offer, order, technician, row.price)
    kind = assigned or "accepted"
    orders.record(tx, order, kind, technician, {"offer": offer, "job": job, "taken": row.taken, "crew": row.crew})
    show_card(tx, private_chat(technician), "offer", offer, priority=Priority.ANSWER, fresh=bool(assigned))
    if row.taken == row.crew:
        _complete(tx, order, job, partners.of_technician(tx.connection, technician) if assigned == SENT else None)
    else:
        show_order(tx, order)
    return job


def _complete(tx: Transaction, order: OrderId, last: JobId, sender: Partner | None) -> None:
    """Nobody else is needed; who joined before and waits for the others learns that they may set out.

    `sender`: the partner whose dispatcher has sent the last one.
    """
    orders.move(tx, order, OrderStatus.ASSIGNED)
    follow_jobs(tx, order)
    expect_set_out(tx, order)
    close_offers(tx, order)
    crew = jobs.of_order(tx.connection, order)
    for job in crew:
        if job.status is JobStatus.ASSIGNED and job.id != last:
            show_card(tx, private_chat(job.technician), "offer", job.offer, fresh=True)
    tell_former_teams(tx, order, crew, sender)
    show_order(tx, order, fresh=True)
