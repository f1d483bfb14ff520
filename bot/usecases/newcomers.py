"""Somebody may be asked from now on: orders nearby that still look for somebody are theirs to see at once.

They are asked by the same rules as everybody, for the wave that an order's search has come to. Nothing is taken from
those who were asked before, and the waves go on in their time.
"""

from typing import Any

from bot.domain.candidates import Candidate
from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.orders import Order
from bot.domain.technicians import Technician, TechnicianStatus
from bot.domain.why import NEWCOMER
from bot.matching.distance import metres_between
from bot.matching.planning import plan_wave
from bot.matching.ranking import Considered
from bot.matching.searches import NO_TIME, Search
from bot.usecases.crew import candidate_for
from bot.usecases.waves import account_of, ask, search_for, show_search, wake_searches
from db import offers, open_orders, orders, technicians, wave_accounts
from db.outbox import Priority, notify
from db.transaction import Transaction

MOST_SHOWN = 8
"""As many orders as a phone shows without scrolling."""


def welcome(tx: Transaction, person: PersonId) -> None:
    """Ask them for what is open nearby, and let searches that have nobody left to ask look again."""
    technician = technicians.find(tx.connection, person)
    if technician is None or technician.status is not TechnicianStatus.APPROVED or not technician.online:
        return
    for order in _nearest_first(tx, technician):
        _ask_if_allowed(tx, order, person)
    wake_searches(tx)


def _nearest_first(tx: Transaction, technician: Technician) -> list[Order]:
    """The open orders that the skills fit: the nearest get the few questions that somebody is asked at once."""
    found = [
        order
        for order in open_orders.searching(tx.connection, technician.id)
        if tx.market.catalogue.skills_for(order.service, order.skills) <= technician.skills
    ]
    return sorted(found, key=lambda order: (metres_between(technician.base, order.address.point), order.id))


def _ask_if_allowed(tx: Transaction, order: Order, person: PersonId) -> None:
    search = search_for(tx, order)
    candidate = candidate_for(tx, order, person)
    if _is_head_start(tx, order, candidate, search):
        return
    wave = plan_wave(Considered.of([candidate]), search)
    for ranked in wave.asked:
        ask(tx, order, ranked)
        orders.record(tx, order.id, "wave", None, account_of(wave, order.round) | {NEWCOMER: True})
        show_search(tx, order)


def _is_head_start(tx: Transaction, order: Order, candidate: Candidate, search: Search) -> bool:
    """The customer's favourite is asked alone first; without one, the market's own staff."""
    if order.wave != 1:
        return False
    if order.favourite is not None and search.rules.favourite_head_start > NO_TIME:
        return candidate.id != order.favourite
    return not search.is_asked_first(candidate) and search.staff_head_start > NO_TIME and _has_asked_staff(tx, order)


def _has_asked_staff(tx: Transaction, order: Order) -> bool:
    """Whether the round's first wave found any of them."""
    accounts = wave_accounts.of_order(tx.connection, order.id)
    first = (account for account in accounts if account.round == order.round and not account.newcomer)
    return any(account.asks_staff_first for account in first)


def open_nearby(tx: Transaction, person: PersonId) -> None:
    """Show the orders within the own radius that still look for somebody, each with what keeps this one from it."""
    technician = technicians.find(tx.connection, person)
    if technician is None or technician.status is not TechnicianStatus.APPROVED:
        raise Refusal("not_technician")
    welcome(tx, person)
    lines = [
        _line(tx, order, person)
        for order in _nearest_first(tx, technician)
        if metres_between(technician.base, order.address.point) <= technician.radius_km * 1000
    ]
    fields = {"lines": lines[:MOST_SHOWN], "more": max(0, len(lines) - MOST_SHOWN)}
    notify(tx, private_chat(person), "technicians/nearby", fields, priority=Priority.ANSWER)


def _line(tx: Transaction, order: Order, person: PersonId) -> dict[str, Any]:
    """The order, the technician's offer of it, or else the first rule that fails for them now."""
    offer = offers.standing(tx.connection, order.id, order.round, person)
    search = search_for(tx, order)
    wave = plan_wave(Considered.of([candidate_for(tx, order, person)]), search)
    rule = wave.refused.get(person, "waiting")
    return {"order": order.id, "offer": offer and offer.id, "rule": rule}
