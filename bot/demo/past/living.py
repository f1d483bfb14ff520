"""How an invented past comes about: customers order, technicians answer, come, work and hand back, both sides rate."""

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from bot.demo.past.behaviour import Behaviour
from bot.demo.past.happenings import Happenings
from bot.demo.past.people import OPERATOR, Customer, Worker
from bot.domain.cases import Way
from bot.domain.handovers import all_fine
from bot.domain.ids import JobId, OfferId, OrderId, PersonId
from bot.domain.money import Money
from bot.domain.offers import CancelReason, HandBackReason, Offer, OfferStatus
from bot.domain.orders import Address, OrderDraft
from bot.domain.relay import Utterance
from bot.domain.surveys import SurveyKind
from bot.turn import Transaction
from bot.usecases.amends import take_back
from bot.usecases.cancelling import cancel_order
from bot.usecases.case_talk import write_from_desk
from bot.usecases.cases import ask_whether_solved, say_whether_solved
from bot.usecases.checklists import checklist_of
from bot.usecases.finishing import finish
from bot.usecases.giving import give_credit
from bot.usecases.handing_back import hand_back
from bot.usecases.handing_over import hand_over
from bot.usecases.jobs import arrive, own_job, set_out
from bot.usecases.offers import accept_offer, decline_offer
from bot.usecases.ordering import place_order
from bot.usecases.ratings import rate
from bot.usecases.start_code import start
from bot.usecases.surveys import answer_survey
from db import jobs, offers, orders
from db.offers import offer_from
from db.tables import cases as cases_table
from db.tables import offers as offers_table
from db.tables import surveys as surveys_table

READS, IMPATIENT, CHANGES_MIND, FAILS, RATES, FIXED, FINE, SOLVED = 0.9, 25.0, 0.04, 0.03, 0.6, 0.88, 0.93, 0.9
"""Chances, but for IMPATIENT: after so many minutes without anybody half the customers call it off."""


class Living:
    """Lets people act, each act a use case in a transaction of its own; what comes too late is refused, as in life."""

    def __init__(self, ahead: Happenings, behaviour: Behaviour, workers: list[Worker]) -> None:
        """Knows the technicians by their numbers."""
        self._ahead = ahead
        self._behaviour = behaviour
        self._workers = {worker.id: worker for worker in workers}
        self._seen = {"offers": 0, "surveys": 0, "cases": 0}

    def orders_something(self, customer: Customer, service: str) -> None:
        """Place an order and wait."""
        address = Address(customer.door, "Long Street 1", customer.district)
        draft = OrderDraft(service, "It does not work.", (), address, None, 1, None)
        order = self._ahead.act(lambda tx: place_order(tx, customer.id, draft))
        if order is None:
            return
        self._ahead.after(self._behaviour.minutes(IMPATIENT), lambda: self._loses_patience(customer, order))
        if self._behaviour.happens(CHANGES_MIND):
            self._ahead.after(
                self._behaviour.minutes(12), lambda: self._calls_off(customer, order, CancelReason.SOLVED)
            )

    def look_around(self) -> None:
        """Whoever was asked something since the last look will read it and answer."""
        for row in self._new(offers_table, "offers"):
            offer = offer_from(row)
            if self._behaviour.happens(READS):
                self._ahead.after(self._behaviour.minutes(1.0, 1.0), partial(self._answers, offer))
        for row in self._new(surveys_table, "surveys"):
            if self._behaviour.happens(RATES):
                self._ahead.after(self._behaviour.minutes(120, 1.0), partial(self._says, row))

        for row in self._new(cases_table, "cases"):
            self._ahead.after(self._behaviour.minutes(300, 1.0), partial(self._sees_to, row.id, row.person_id))

    def _sees_to(self, case: int, person: PersonId) -> None:
        """The operator answers and thinks that it is solved; now and then it is not, and takes another day."""
        sorry = Utterance("text", "We are sorry. We have put it right.")
        self._gives_something(case)
        self._ahead.act(lambda tx: write_from_desk(tx, case, OPERATOR, Way.TO_PERSON, sorry))
        self._ahead.act(lambda tx: ask_whether_solved(tx, case, OPERATOR))
        solved = self._behaviour.happens(SOLVED)
        self._ahead.after(self._behaviour.minutes(90, 1.0), lambda: self._says_whether(case, person, solved=solved))

    def _gives_something(self, case: int) -> None:
        """A little credit for every second one, of which now and then one is taken back: it was the wrong customer."""
        amount = Money(self._ahead.market.amends.amounts[0], self._ahead.market.currency)
        given = self._ahead.act(lambda tx: give_credit(tx, OPERATOR, 0, case, amount)) if case % 2 else None
        if given is not None and given % 3 == 0:
            self._ahead.act(lambda tx: take_back(tx, given, OPERATOR))

    def _says_whether(self, case: int, person: PersonId, *, solved: bool) -> None:
        self._ahead.act(lambda tx: say_whether_solved(tx, case, person, solved=solved))
        if not solved:
            self._ahead.after(self._behaviour.minutes(1440), lambda: self._sees_to(case, person))

    def _new(self, table: Table, name: str) -> list[Row[Any]]:
        query = select(table).where(table.c.id > self._seen[name]).order_by(table.c.id)
        rows = list(self._ahead.connection.execute(query))
        self._seen[name] = rows[-1].id if rows else self._seen[name]
        return rows

    def _answers(self, offer: Offer) -> None:
        worker = self._workers[offer.technician]
        if not self._behaviour.happens(worker.eagerness - offer.distance_m / 40_000):
            self._ahead.act(lambda tx: decline_offer(tx, offer.id, worker.id))
        elif (job := self._ahead.act(lambda tx: accept_offer(tx, OfferId(offer.id), worker.id))) is not None:
            self._ahead.after(self._behaviour.minutes(3), lambda: self._sets_out(worker, job, offer.travel_s / 60))

    def _sets_out(self, worker: Worker, job: JobId, travel: float) -> None:
        if self._behaviour.happens(FAILS):
            self._ahead.act(lambda tx: hand_back(tx, job, worker.id, HandBackReason.VEHICLE))
            self.look_around()
            return
        if self._done(lambda tx: set_out(tx, job, worker.id)):
            self._ahead.after(self._behaviour.minutes(max(3.0, travel), 0.35), lambda: self._arrives(worker, job))

    def _arrives(self, worker: Worker, job: JobId) -> None:
        if self._done(lambda tx: arrive(tx, job, worker.id)):
            self._ahead.after(self._behaviour.minutes(4), lambda: self._begins(worker, job))

    def _begins(self, worker: Worker, job: JobId) -> None:
        if self._done(lambda tx: start(tx, job, worker.id, _code(tx, job))):
            minutes = self._usual_minutes(job)
            self._ahead.after(self._behaviour.minutes(minutes, 0.35), lambda: self._is_done(worker, job))

    def _usual_minutes(self, job: JobId) -> int:
        connection = self._ahead.connection
        found = jobs.find(connection, job)
        order = found and orders.find(connection, found.order)
        service = order and self._ahead.market.catalogue.service(order.service)
        return service.minutes if service else 60

    def _is_done(self, worker: Worker, job: JobId) -> None:
        if self._done(lambda tx: _ends(tx, job, worker.id)):
            self._ahead.after(self._behaviour.minutes(60, 1.0), lambda: self._is_rated(worker, job))

    def _is_rated(self, worker: Worker, job: JobId) -> None:
        late = _was_late(self._ahead.connection, job)
        stars = self._behaviour.stars(worker.skill, late=late)
        fixed = self._behaviour.happens(FIXED * worker.skill + 0.05)
        customer = _customer(self._ahead.connection, job)
        if self._behaviour.happens(RATES):
            self._ahead.act(lambda tx: rate(tx, job, customer, stars, (), "", fixed=fixed))
        self._ahead.act(lambda tx: rate(tx, job, worker.id, 5, (), ""))

    def _says(self, row: Row[Any]) -> None:
        if row.kind == SurveyKind.STILL_FINE:
            given = int(self._behaviour.happens(FINE))
        else:
            given = self._behaviour.dice.choices(range(11), (1, 0, 0, 1, 1, 2, 3, 8, 14, 20, 30))[0]
        self._ahead.act(lambda tx: answer_survey(tx, row.id, row.person_id, given))
        self.look_around()

    def _loses_patience(self, customer: Customer, order: OrderId) -> None:
        if not _has_somebody(self._ahead.connection, order):
            self._calls_off(customer, order, CancelReason.WAIT)

    def _calls_off(self, customer: Customer, order: OrderId, reason: CancelReason) -> None:
        self._ahead.act(lambda tx: cancel_order(tx, order, customer.id, reason))

    def _done(self, step: Callable[[Transaction], object]) -> bool:
        """Whether it could be done."""
        return bool(self._ahead.act(lambda tx: (step(tx), True)))


def _code(tx: Transaction, job: JobId) -> str:
    found = jobs.find(tx.connection, job)
    assert found is not None
    order = orders.find(tx.connection, found.order)
    assert order is not None
    return order.start_code


def _ends(tx: Transaction, job: JobId, technician: PersonId) -> None:
    """With a tap, or with a checklist on which all is fine."""
    checklist = checklist_of(tx, own_job(tx, job, technician))
    if checklist.asks_anything:
        hand_over(tx, job, technician, all_fine(checklist))
    else:
        finish(tx, job, technician)


def _customer(connection: Connection, job: JobId) -> PersonId:
    found = jobs.find(connection, job)
    assert found is not None
    order = orders.find(connection, found.order)
    assert order is not None
    return order.customer


def _was_late(connection: Connection, job: JobId) -> bool:
    found = jobs.find(connection, job)
    assert found is not None
    return bool(found.arrived_at and found.arriving_at and found.arrived_at > found.arriving_at)


def _has_somebody(connection: Connection, order: OrderId) -> bool:
    return any(offer.status is OfferStatus.ACCEPTED for offer in offers.of_order(connection, order))
