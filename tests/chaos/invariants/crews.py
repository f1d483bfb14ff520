"""Orders, offers and jobs: who comes, and that nobody comes in vain."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, select

from bot.domain.offers import RUNNING, JobStatus
from bot.domain.orders import CREWED, OrderStatus
from bot.domain.why import NEWCOMER
from db.tables import jobs, offers, order_events, orders
from tests.chaos.invariants.sight import Sight

RUNS = frozenset(status.value for status in RUNNING)
HOLDS_A_PLACE = RUNS | {JobStatus.DONE.value}
OVER = frozenset({OrderStatus.DONE.value, OrderStatus.CLOSED.value, OrderStatus.CANCELLED.value})
COUNTED = OVER - {"cancelled", "closed"} | {status.value for status in CREWED} | {"searching", "expired"}
"""Statuses in which `taken` says how many of the crew there are."""


def each_order_has_exactly_its_crew(sight: Sight) -> Iterator[str]:
    """As many as were asked for and not one more; or the order says openly that somebody is missing."""
    crews = _jobs_by_order(sight)
    for order in sight.rows(select(orders)):
        crew = [job for job in crews.get(order.id, ()) if job.status in HOLDS_A_PLACE]
        if (why := _wrong(order, crew)) is not None:
            yield f"order {order.id} ({order.status}, {order.taken} of {order.crew} taken): {why}"


def _wrong(order: Row[Any], crew: list[Row[Any]]) -> str | None:
    people = [job.technician_id for job in crew]
    if len(set(people)) < len(people):
        return f"somebody is on it twice: {people}"
    if order.status in COUNTED and len(crew) != order.taken:
        return f"{len(crew)} are on it"
    if order.status in CREWED and order.taken != order.crew:
        return "the crew is not whole"
    if order.status == "searching" and order.taken >= order.crew:
        return "somebody is searched for and nobody is missing"
    if order.status in OVER | {"quoting"} and any(job.status in RUNS for job in crew):
        return "somebody is still on the way"
    return None


def offers_and_jobs_belong_together(sight: Sight) -> Iterator[str]:
    """An accepted offer is one job of the same order and technician; an open one belongs to an order in search."""
    found = {job.offer_id: job for job in sight.rows(select(jobs))}
    for offer in sight.rows(select(offers, orders.c.status.label("order_status")).join(orders)):
        job = found.pop(offer.id, None)
        if (offer.status == "accepted") is not (job is not None):
            yield f"offer {offer.id} is {offer.status}, its job: {job}"
        if job is not None and (job.order_id, job.technician_id) != (offer.order_id, offer.technician_id):
            yield f"offer {offer.id} and its job {job.id} disagree"
        if offer.status == "open" and offer.order_status != "searching":
            yield f"offer {offer.id} is open, its order {offer.order_id} is {offer.order_status}"
    if found:
        yield f"jobs without an offer: {sorted(found)}"


def nothing_happened_twice(sight: Sight) -> Iterator[str]:
    """The order's history has each thing as often as the rows say that it happened."""
    crews = _jobs_by_order(sight)
    history: Counter[tuple[int, str]] = Counter()
    waves: Counter[tuple[int, int, int]] = Counter()
    for event in sight.rows(select(order_events)):
        history[event.order_id, event.kind] += 1
        if event.kind in {"wave", "expired"} and not event.details.get(NEWCOMER):
            waves[event.order_id, event.details["round"], event.details.get("wave", -1)] += 1
    for order in sight.rows(select(orders)):
        yield from _counted_wrong(order, crews.get(order.id, []), history)
    yield from (
        f"order {order}, round {round_}, wave {wave}: {times} times"
        for (order, round_, wave), times in waves.items()
        if times > 1
    )


def _counted_wrong(order: Row[Any], crew: list[Row[Any]], history: Counter[tuple[int, str]]) -> Iterator[str]:
    statuses = Counter(job.status for job in crew)
    wanted = {
        ("placed",): 1,
        ("accepted", "assigned"): len(crew),
        ("done",): statuses["done"],
        ("handed_back",): statuses["handed_back"],
        ("customer_absent",): statuses["customer_absent"],
        ("cancelled", "customer_absent"): int(order.status == "cancelled"),
        ("closed", "settled"): int(order.status == "closed"),
    }
    for kinds, times in wanted.items():
        seen = sum(history[order.id, kind] for kind in kinds)
        if seen != times:
            yield f"order {order.id} ({order.status}): {' or '.join(kinds)} happened {seen} times, not {times}"


def _jobs_by_order(sight: Sight) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    for job in sight.rows(select(jobs).order_by(jobs.c.id)):
        found.setdefault(job.order_id, []).append(job)
    return found
