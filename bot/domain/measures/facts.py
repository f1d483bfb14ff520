"""What happened in a stretch of time, a row an order, offer, job and answer: all that figures are computed from."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.offers import JobStatus, OfferStatus
from bot.domain.orders import OrderStatus


@dataclass(frozen=True, slots=True)
class OrderFact:
    """One order placed in that time.

    `asked_at`: when the market could begin to look: the moment of placing, of agreeing to an operator's price, or of
    a company's yes.
    `accepted_at`: the first yes. `crewed_at`: the whole crew stood at the door. `done_at`: the last of it was done.
    `total`: earned by its technicians, extra work included, in minor units. `returning`: the customer had a done order
    before. `ended_by` and `end_reason` belong to cancelled orders.
    """

    id: int
    customer: int
    service: str
    district: str
    placed_at: datetime
    asked_at: datetime
    scheduled: bool
    status: OrderStatus
    accepted_at: datetime | None
    crewed_at: datetime | None
    done_at: datetime | None
    offers: int
    total: int
    returning: bool
    ended_by: str | None
    end_reason: str | None


@dataclass(frozen=True, slots=True)
class OfferFact:
    """One technician asked about one of these orders."""

    order: int
    technician: int
    status: OfferStatus


@dataclass(frozen=True, slots=True)
class JobFact:
    """One technician on one of these orders. `stars` and `fixed` are the customer's words, None while unsaid."""

    order: int
    technician: int
    status: JobStatus
    promised_at: datetime | None
    arrived_at: datetime | None
    stars: int | None
    fixed: bool | None


@dataclass(frozen=True, slots=True)
class SurveyFact:
    """One answer to a question that the market asked in that time: `kind` is a SurveyKind's value."""

    kind: str
    person: int
    answer: int


@dataclass(frozen=True, slots=True)
class CaseFact:
    """A complaint about one of the orders, or about none but of that time. `solved_at`: None while it is not solved."""

    order: int | None
    opened_at: datetime
    solved_at: datetime | None


@dataclass(frozen=True, slots=True)
class AmendsFact:
    """Credit or a discount, in minor units, given about one of the orders, or about none but in that time; it holds."""

    order: int | None
    amount: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything about the orders placed from `since` until `until`.

    For churn alone: `regulars` are customers with a done order placed 180 to 90 days before `until`; `back` are those
    of them who have placed one in the last 90.
    """

    since: datetime
    until: datetime
    orders: tuple[OrderFact, ...] = ()
    offers: tuple[OfferFact, ...] = ()
    jobs: tuple[JobFact, ...] = ()
    surveys: tuple[SurveyFact, ...] = ()
    cases: tuple[CaseFact, ...] = ()
    amends: tuple[AmendsFact, ...] = ()
    regulars: frozenset[int] = field(default_factory=frozenset)
    back: frozenset[int] = field(default_factory=frozenset)

    def of_orders(self, wanted: Callable[[OrderFact], bool]) -> "Facts":
        """Only these orders and what hangs on them; answers that belong to no order are left out."""
        orders = tuple(order for order in self.orders if wanted(order))
        ids = {order.id for order in orders}
        return replace(
            self,
            orders=orders,
            offers=tuple(offer for offer in self.offers if offer.order in ids),
            jobs=tuple(job for job in self.jobs if job.order in ids),
            surveys=(),
            cases=tuple(case for case in self.cases if case.order in ids),
            amends=tuple(given for given in self.amends if given.order in ids),
            regulars=frozenset(),
            back=frozenset(),
        )

    def of_technician(self, technician: int) -> "Facts":
        """Only what this technician was asked and did."""
        jobs = tuple(job for job in self.jobs if job.technician == technician)
        done = {job.order for job in jobs}
        narrowed = self.of_orders(lambda order: order.id in done)
        offers = tuple(offer for offer in self.offers if offer.technician == technician)
        return replace(narrowed, offers=offers, jobs=jobs)
