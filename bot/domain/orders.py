"""Orders: what is wanted, and the only ways its status may move."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import OrderId, PersonId
from bot.domain.levels import Level
from bot.domain.money import Money
from bot.domain.points import Point


class OrderStatus(StrEnum):
    """Where an order stands; the database row's word is the truth."""

    QUOTING = "quoting"
    APPROVING = "approving"
    SEARCHING = "searching"
    ASSIGNED = "assigned"
    EN_ROUTE = "en_route"
    ARRIVED = "arrived"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    DISPUTED = "disputed"


CREWED = frozenset({OrderStatus.ASSIGNED, OrderStatus.EN_ROUTE, OrderStatus.ARRIVED, OrderStatus.IN_PROGRESS})
"""Somebody has taken it and it is not done yet."""
OPEN = CREWED | {OrderStatus.QUOTING, OrderStatus.APPROVING, OrderStatus.SEARCHING, OrderStatus.EXPIRED}
"""The customer still waits for something."""
OVER = frozenset({OrderStatus.CLOSED, OrderStatus.CANCELLED})
"""Nobody has anything more to do with it: nobody talks about it, needs a number or a door. What stays is the record."""
CANCELLABLE = OPEN - {OrderStatus.IN_PROGRESS}
"""Work that has begun is paid for: from then on an operator settles it."""
MAY_BECOME: dict[OrderStatus, frozenset[OrderStatus]] = {
    OrderStatus.APPROVING: frozenset({OrderStatus.QUOTING}),
    OrderStatus.SEARCHING: frozenset({OrderStatus.QUOTING, OrderStatus.APPROVING, OrderStatus.EXPIRED}) | CREWED,
    OrderStatus.ASSIGNED: frozenset({OrderStatus.SEARCHING}),
    OrderStatus.EN_ROUTE: frozenset({OrderStatus.ASSIGNED}),
    OrderStatus.ARRIVED: frozenset({OrderStatus.ASSIGNED, OrderStatus.EN_ROUTE}),
    OrderStatus.IN_PROGRESS: frozenset({OrderStatus.ASSIGNED, OrderStatus.EN_ROUTE, OrderStatus.ARRIVED}),
    OrderStatus.DONE: CREWED,
    OrderStatus.CLOSED: frozenset({OrderStatus.DONE, OrderStatus.DISPUTED}),
    OrderStatus.CANCELLED: OPEN | {OrderStatus.DISPUTED},
    OrderStatus.EXPIRED: frozenset({OrderStatus.SEARCHING}),
    OrderStatus.DISPUTED: CREWED | {OrderStatus.DONE, OrderStatus.SEARCHING, OrderStatus.EXPIRED},
}
"""New status → the statuses it may be reached from. Every conditional update takes its `IN (…)` from here."""
SOMETHING_ELSE = "something_else"
"""The service key of an order in the customer's own words, priced by an operator."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A photo or a voice message that explains the problem; Telegram keeps the file."""

    kind: str
    file_id: str


@dataclass(frozen=True, slots=True)
class Window:
    """When the customer wants somebody: from start until end, UTC."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Address:
    """Where: a point for the technician's navigator, words for the person, a district for everybody else."""

    point: Point
    words: str
    district: str


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """All that a customer said before confirming. `company`: who is to pay for it, if not they; `site`: where of it."""

    service: str
    description: str
    attachments: tuple[Attachment, ...]
    address: Address
    window: Window | None
    crew: int
    phone: str | None
    favourite: PersonId | None = None
    company: int | None = None
    site: int | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """An order's row. `skills`: what the operator who priced it says it needs; none, when its service says so.

    `level`: what it needs if that is more than its service does. `minutes`, `note`: how long an operator thinks that it
    takes, and what they want whoever is asked to know.
    """

    id: OrderId
    customer: PersonId
    service: str
    description: str
    attachments: tuple[Attachment, ...]
    address: Address
    window: Window | None
    crew: int
    taken: int
    phone: str | None
    price: Money | None
    status: OrderStatus
    version: int
    round: int
    wave: int
    favourite: PersonId | None
    start_code: str
    created_at: datetime
    closed_reason: str | None
    skills: frozenset[str] = frozenset()
    level: Level | None = None
    minutes: int | None = None
    note: str = ""

    @property
    def is_crewed(self) -> bool:
        """Whether its technicians are on it right now."""
        return self.status in CREWED
