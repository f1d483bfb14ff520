"""What a customer has said so far."""

from dataclasses import dataclass

from bot.domain.ids import PersonId
from bot.domain.orders import Address, Attachment, OrderDraft, Window


@dataclass(frozen=True, slots=True)
class OrderingDraft:
    """The draft of an order.

    `category` is the shelf that is open. `typed`, `candidates` and `pin` are the way to an address: what was typed,
    what it may mean (found by whoever `credit` names), what has been shown on the map. `day` (ISO) is the day whose
    windows are open; no window means as soon as possible. `max_crew` is the market's rule at the beginning, 0 when
    nobody said. `companies` may pay for the customer's orders; `company` is the one that shall, at its `site`.
    """

    category: str = ""
    service: str = ""
    description: str = ""
    attachments: tuple[Attachment, ...] = ()
    typed: str = ""
    candidates: tuple[Address, ...] = ()
    credit: str = ""
    pin: Address | None = None
    address: Address | None = None
    door: str = ""
    day: str = ""
    window: Window | None = None
    crew: int = 1
    phone: str | None = None
    favourite: int | None = None
    max_crew: int = 0
    companies: tuple[int, ...] = ()
    company: int | None = None
    site: int | None = None

    def finished(self) -> OrderDraft:
        """The draft for the use case; the flat and the floor go with the address."""
        assert self.address is not None
        address = self.address
        words = f"{address.words}, {self.door}" if self.door else address.words
        return OrderDraft(
            service=self.service,
            description=self.description,
            attachments=self.attachments,
            address=Address(address.point, words, address.district),
            window=self.window,
            crew=self.crew,
            phone=self.phone,
            favourite=None if self.favourite is None else PersonId(self.favourite),
            company=self.company,
            site=self.site,
        )


@dataclass(frozen=True, slots=True)
class ReschedulingDraft:
    """Another time for an order that nobody was found for."""

    order: int
    day: str = ""
    window: Window | None = None


def draft_like(order: OrderDraft, max_crew: int, companies: tuple[int, ...] = ()) -> OrderingDraft:
    """The draft with which 'order again' begins; without a place when the order is too old to know it."""
    return OrderingDraft(
        service=order.service,
        description=order.description,
        attachments=order.attachments,
        address=order.address if order.address.words else None,
        window=order.window,
        crew=min(order.crew, max_crew),
        phone=order.phone,
        favourite=order.favourite,
        max_crew=max_crew,
        companies=companies,
        company=order.company,
        site=order.site,
    )
