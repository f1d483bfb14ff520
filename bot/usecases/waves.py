"""One wave of a search: the next technicians are asked, and the wave after it gets its time."""

from datetime import UTC, timedelta
from math import log
from statistics import fmean
from typing import Any

from bot.domain.candidates import Candidate, Visit
from bot.domain.catalogue import Catalogue
from bot.domain.ids import OrderId, private_chat
from bot.domain.money import Money
from bot.domain.orders import Order, OrderStatus
from bot.domain.why import STAFF_FIRST
from bot.matching.distance import box_around
from bot.matching.felt import Ranked
from bot.matching.planning import Wave, plan_wave
from bot.matching.ranking import Considered
from bot.matching.searches import Search
from bot.usecases.learning import knowledge
from bot.usecases.showing import show_desk_order
from db import candidates, offers, orders, searches
from db.outbox import Priority, show_card
from db.timers import Timer, set_timer
from db.transaction import Transaction

LATELY = timedelta(hours=1)
"""Over this time it is counted how often somebody was asked."""
WAVE = "dispatch.wave"
"""The timer of an order's next wave. Each wave counts the order's version up: an early one silences the one planned."""


def run_wave(tx: Transaction, timer: Timer) -> None:
    """Ask the next technicians, set the time of the wave after, keep why each of the others was not asked."""
    order = OrderId(timer.subject)
    if not searches.begin_wave(tx, order, timer.version):
        return
    row = orders.find(tx.connection, order)
    assert row is not None
    search = search_for(tx, row)
    wave = plan_wave(Considered.of(considered(tx, row, search)), search)
    for ranked in wave.asked:
        ask(tx, row, ranked)
    set_timer(tx, WAVE, order, row.version, tx.now + wave.pause)
    orders.record(tx, order, "wave", None, account_of(wave, row.round))
    if wave.asked:
        show_search(tx, row)


def show_search(tx: Transaction, order: Order) -> None:
    """Let the customer and the operators see how many have been asked."""
    show_card(tx, private_chat(order.customer), "order", order.id)
    show_desk_order(tx, order.id)


def next_wave_now(tx: Transaction, order: OrderId) -> None:
    """Everybody asked has answered: do not wait for the rest of the interval."""
    row = orders.find(tx.connection, order)
    if row is not None and row.status is OrderStatus.SEARCHING and row.wave > 0:
        set_timer(tx, WAVE, order, row.version, tx.now)


def wake_searches(tx: Transaction) -> None:
    """Somebody may now be asked who could not before: searches in which nobody has a question open look again."""
    for order in searches.waiting_for_anybody(tx.connection):
        next_wave_now(tx, order)


def search_for(tx: Transaction, order: Order) -> Search:
    """The order as the matching sees it."""
    minutes = order.minutes or candidates.minutes_of(order.service, tx.market.catalogue)
    skills = tx.market.catalogue.skills_for(order.service, order.skills)
    return Search(
        now=tx.now,
        market=tx.market,
        customer=order.customer,
        favourite=order.favourite,
        visit=Visit(order.address.point, order.window, minutes),
        skills=skills,
        missing=order.crew - order.taken,
        wave=order.wave,
        widened=searches.times_widened(tx.connection, order.id),
        level=tx.market.catalogue.level_for(order.service, order.level),
        documents=tx.market.documents.needed_for(skills),
        is_simple=tx.market.is_simple(order.service, order.level),
        service=order.service,
        since=searches.round_began(tx.connection, order.id),
        worth=worth(order.price, minutes, tx.market.catalogue),
        knowledge=knowledge(tx.connection),
    )


def worth(price: Money | None, minutes: int, catalogue: Catalogue) -> float:
    """The logarithm of what a minute of work at this price pays, compared with the catalogue's average."""
    usual = [service.price.amount / service.minutes for shelf in catalogue.categories for service in shelf.services]
    if price is None or price.amount <= 0 or not usual:
        return 0.0
    return log(price.amount / minutes / fmean(usual))


def considered(tx: Transaction, order: Order, search: Search) -> list[Candidate]:
    """Whoever might be asked at all before this search is at its widest."""
    return candidates.near(
        tx.connection,
        candidates.About(order.customer, order.id, order.round),
        box_around(search.visit.point, search.last_radius_km),
        search.skills,
        since(tx),
        tx.market.catalogue,
    )


def since(tx: Transaction) -> candidates.Since:
    """How far back the facts about candidates reach."""
    midnight = tx.now.astimezone(tx.market.city.time_zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return candidates.Since(tx.now - tx.market.dispatch.position_fresh, tx.now - LATELY, midnight.astimezone(UTC))


def account_of(wave: Wave, round_: int) -> dict[str, Any]:
    """What is kept of a wave: who was asked and from which figures, who waits, whom which rule held back."""
    held_back: dict[str, list[int]] = {}
    for technician, rule in wave.refused.items():
        held_back.setdefault(rule, []).append(technician)
    return {
        "round": round_,
        "wave": wave.number,
        "radius_km": wave.radius_km,
        "asked": [_figures(ranked, wave) for ranked in wave.asked],
        "waiting": [_figures(ranked, wave) for ranked in wave.waiting],
        "held_back": held_back,
    }


def _figures(ranked: Ranked, wave: Wave) -> dict[str, Any]:
    return {
        "technician": ranked.candidate.id,
        "minutes": round(wave.minutes(ranked), 1),
        "metres": ranked.metres,
        "stars": round(ranked.stars, 2),
        "jobs": len(ranked.candidate.visits),
        "free_in": round(ranked.prospect.free_in, 1),
        "door_minutes": round(ranked.prospect.door, 1),
        "chance": round(ranked.prospect.answer.chance, 2),
        "open_offers": ranked.candidate.open_offers,
        "jobs_today": ranked.candidate.jobs_today,
        **({STAFF_FIRST: 1} if ranked.is_staff_first else {}),
    }


def ask(tx: Transaction, order: Order, ranked: Ranked) -> None:
    """Offer the order to somebody who may be asked."""
    technician = ranked.candidate.id
    offer = offers.add(
        tx,
        order.id,
        technician,
        round_=order.round,
        wave=order.wave,
        distance_m=ranked.metres,
        travel_s=ranked.travel_seconds,
        circumstances=ranked.prospect.circumstances.as_numbers(),
    )
    show_card(tx, private_chat(technician), "offer", offer, priority=Priority.OFFER, fresh=True)
