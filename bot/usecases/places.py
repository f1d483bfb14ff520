"""Where a customer wants somebody: within the city, at a place of their own if they like."""

from bot.domain.ids import PersonId
from bot.domain.market import City
from bot.domain.orders import Address
from bot.domain.points import Point
from bot.matching.distance import metres_between
from db import places
from db.transaction import Transaction


def is_in_city(city: City, point: Point, *, radii: float = 1.0) -> bool:
    """Whether the market works there; with more `radii`, whether it is so near to the city at least."""
    return metres_between(city.centre, point) <= radii * city.radius_km * 1000


def saved_place(tx: Transaction, person: PersonId, words: str) -> Address | None:
    """The place that this person (and nobody else) saved under these words."""
    return places.called(tx.connection, person, words)
