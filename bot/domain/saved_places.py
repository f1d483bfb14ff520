"""A place that a customer kept, and what helps whoever comes there."""

from dataclasses import dataclass

from bot.domain.ids import PersonId
from bot.domain.orders import Address, OrderStatus
from bot.domain.service_book import PlaceId

HELPS_WHILE = frozenset({OrderStatus.SEARCHING, OrderStatus.ASSIGNED, OrderStatus.EN_ROUTE})
"""As long as an order is there, the customer is asked for a note, or shown what is kept: somebody is still to come."""


@dataclass(frozen=True, slots=True)
class SavedPlace:
    """`note`: gate code, floor, dog, where to park. None: nobody has asked; empty: there is nothing to say."""

    id: PlaceId
    person: PersonId
    address: Address
    note: str | None
