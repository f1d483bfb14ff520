"""What the playground's map shows of the market: technicians, orders, each wave's reach and who was asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from bot.demo.ground import ground_of
from bot.demo.market_sight import MarketSight, sight
from bot.demo.order_story import story
from bot.demo.town import Town
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.offers import RUNNING, OfferStatus
from bot.domain.orders import CREWED, OrderStatus
from bot.domain.points import Point
from bot.ui.service_names import service_name
from bot.ui.texts import Texts, texts_of
from playground.scene import Circle, Kind, Link, Marker, Part, Scene

FREE, BUSY, AWAY = "free", "busy", "away"
KINDS = {
    FREE: Kind("technician, free", "green"),
    BUSY: Kind("technician, at work", "blue"),
    AWAY: Kind("technician, offline", "grey"),
    "searching": Kind("order, searching", "amber", "pin"),
    OrderStatus.ASSIGNED.value: Kind("order, somebody found", "blue", "pin"),
    OrderStatus.EN_ROUTE.value: Kind("order, on the way", "violet", "pin"),
    OrderStatus.ARRIVED.value: Kind("order, at the door", "teal", "pin"),
    OrderStatus.IN_PROGRESS.value: Kind("order, work goes on", "green", "pin"),
    "over": Kind("order, done", "grey", "pin"),
    OrderStatus.CANCELLED.value: Kind("order, called off", "grey", "diamond"),
    "trouble": Kind("order, needs help", "red", "pin"),
    "wave": Kind("wave: who was asked", "amber", "ring"),
    "declined": Kind("", "grey"),
    "coming": Kind("", "blue"),
}
TROUBLE = {OrderStatus.EXPIRED.value, OrderStatus.DISPUTED.value}
SEARCHING = {OrderStatus.SEARCHING.value, OrderStatus.QUOTING.value, OrderStatus.APPROVING.value}
OWN_LOOK = {status.value for status in CREWED | {OrderStatus.CANCELLED}}
COMING = {status.value for status in RUNNING}


@dataclass(slots=True)
class CityScene:
    """Looks at the market and shows what it sees."""

    scene: Scene

    def lay(self, market: Market) -> None:
        """Lay the ground, once."""
        self.scene.lay(ground_of(market.city), KINDS)

    async def show(self, town: Town) -> None:
        """Show the market as it stands now."""
        seen = await town.database.read(sight(town.clock.now()))
        texts = texts_of(Language.EN, town.market.city.time_zone)
        self.scene.update([*_circles(seen), *_links(seen), *_orders(seen, town.market, texts), *_technicians(seen)])
        self.scene.caption(_captions(seen))


def _technicians(seen: MarketSight) -> Iterator[Part]:
    for row in seen.technicians:
        shares = row.position_lat is not None
        yield Marker(
            f"t{row.person_id}",
            row.position_lat if shares else row.base_lat,
            row.position_lon if shares else row.base_lon,
            _state(seen, row),
            row.name,
            f"{row.jobs_done} jobs done, up to {row.radius_km} km from {row.base_words}",
            row.person_id,
        )


def _state(seen: MarketSight, row: Row[Any]) -> str:
    if row.person_id in seen.busy:
        return BUSY
    return FREE if row.online else AWAY


def _orders(seen: MarketSight, market: Market, texts: Texts) -> Iterator[Part]:
    zone = market.city.time_zone
    for row in seen.orders:
        service = service_name(texts, market, row.service)
        at = _place(row)
        yield Marker(
            f"o{row.id}",
            at.lat,
            at.lon,
            _stage(row.status),
            f"Order {row.id}",
            story(seen, row, service, texts, zone),
        )


def _stage(status: str) -> str:
    if status in SEARCHING:
        return "searching"
    if status in OWN_LOOK:
        return status
    return "trouble" if status in TROUBLE else "over"


def _circles(seen: MarketSight) -> Iterator[Part]:
    """How far the present wave of an order that still searches reaches, by what is kept of the wave."""
    searching = {row.id: row for row in seen.orders if row.status in SEARCHING}
    reach: dict[int, float] = {}
    for event in seen.events:
        order = searching.get(event.order_id)
        if order is not None and event.kind == "wave" and _is_present(event.details, order):
            reach[event.order_id] = event.details["radius_km"] * 1000
    for order_id, metres in reach.items():
        row = searching[order_id]
        at = _place(row)
        yield Circle(f"w{order_id}.{row.wave}", at.lat, at.lon, metres, "wave", f"wave {row.wave}")


def _is_present(wave: Mapping[str, Any], order: Row[Any]) -> bool:
    return (wave["round"], wave["wave"]) == (order.round, order.wave)


def _place(order: Row[Any]) -> Point:
    """The address; when it is forgotten, about where it was."""
    return order.point or Point(lat=order.rough_lat, lon=order.rough_lon)


def _links(seen: MarketSight) -> Iterator[Part]:
    """From each order to whoever was asked while it searches, and to whoever comes."""
    known = {row.person_id for row in seen.technicians}
    searching = {row.id: row.round for row in seen.orders if row.status in SEARCHING}
    for offer in seen.offers:
        if searching.get(offer.order_id) == offer.round and offer.technician_id in known:
            kind = "wave" if offer.status == OfferStatus.OPEN.value else "declined"
            yield Link(f"a{offer.id}", f"o{offer.order_id}", f"t{offer.technician_id}", kind)
    for job in seen.jobs:
        if job.status in COMING and job.technician_id in known:
            yield Link(f"j{job.id}", f"o{job.order_id}", f"t{job.technician_id}", "coming")


def _captions(seen: MarketSight) -> Mapping[int, str]:
    """Who everybody is at the moment: customer, technician, operator."""
    words = {
        row.customer_id: f"customer · order {row.id} {row.status.replace('_', ' ')}" for row in reversed(seen.orders)
    }
    for row in seen.technicians:
        words[row.person_id] = KINDS[_state(seen, row)].label.replace(", ", " · ")
    return words | dict.fromkeys(seen.staff - set(words), "operator")
