"""An order's history in plain lines, for whoever clicks it on the map."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from bot.demo.market_sight import MarketSight
from bot.domain.money import Money
from bot.domain.offers import OfferStatus
from bot.ui.texts import Texts

Line = tuple[datetime, str]
STEPS = {
    "en_route_at": "{name} set out",
    "arrived_at": "{name} is at the door",
    "started_at": "{name} began with the customer’s code",
    "ended_at": "{name}: {status}",
}
"""A job's moment → what happened then."""


def story(sight: MarketSight, order: Row[Any], service: str, texts: Texts, zone: ZoneInfo) -> str:
    """Who wants what for how much, and then everything that happened, a line each."""
    price = texts.money(Money(order.price, order.currency)) if order.price is not None else "price to be named"
    head = f"{service} · {order.status.replace('_', ' ')} · {price}\n{sight.names[order.customer_id]}, {order.district}"
    words = f"\n“{order.description}”" if order.description else ""
    lines = sorted([*_events(sight, order.id), *_waves(sight, order.id), *_steps(sight, order.id)])
    told = "\n".join(f"{at.astimezone(zone):%H:%M:%S} {what}" for at, what in lines)
    return f"{head}{words}\n\n{told}"


def _events(sight: MarketSight, order: int) -> Iterator[Line]:
    for event in sight.events:
        if event.order_id == order:
            by = f" by {sight.names[event.actor_id]}" if event.actor_id in sight.names else ""
            yield event.at, f"{event.kind.replace('_', ' ')}{by}"


def _waves(sight: MarketSight, order: int) -> Iterator[Line]:
    """Who was asked together, how far away they were and what they said."""
    waves: dict[tuple[int, int], list[Row[Any]]] = defaultdict(list)
    for offer in sight.offers:
        if offer.order_id == order:
            waves[offer.round, offer.wave].append(offer)
    for (_, wave), asked in waves.items():
        names = ", ".join(
            f"{sight.names[offer.technician_id]} ({offer.distance_m / 1000:.1f} km{_answer(offer)})" for offer in asked
        )
        yield min(offer.created_at for offer in asked), f"wave {wave} asks {names}"


def _answer(offer: Row[Any]) -> str:
    return "" if offer.status == OfferStatus.OPEN.value else f", {offer.status}"


def _steps(sight: MarketSight, order: int) -> Iterator[Line]:
    for job in sight.jobs:
        if job.order_id == order:
            name, status = sight.names[job.technician_id], job.status.replace("_", " ")
            yield job.accepted_at, f"{name} accepted"
            for column, words in STEPS.items():
                if (at := getattr(job, column)) is not None:
                    yield at, words.format(name=name, status=status)
