"""Offers and the jobs they become."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import JobId, OfferId, OrderId, PersonId
from bot.domain.money import Money


class OfferStatus(StrEnum):
    """What became of an offer. `closed`: the order went elsewhere before this technician answered."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CLOSED = "closed"


class JobStatus(StrEnum):
    """How far one technician is with one order."""

    ASSIGNED = "assigned"
    EN_ROUTE = "en_route"
    ARRIVED = "arrived"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    HANDED_BACK = "handed_back"
    CUSTOMER_ABSENT = "customer_absent"
    CANCELLED = "cancelled"


J = JobStatus
RUNNING = frozenset({J.ASSIGNED, J.EN_ROUTE, J.ARRIVED, J.IN_PROGRESS})
"""The technician is bound by it."""
ON_SITE = frozenset({J.ARRIVED, J.IN_PROGRESS})
"""The technician is where the work is: photos and extra work belong to it."""
JOB_MAY_BECOME: dict[JobStatus, frozenset[JobStatus]] = {
    J.EN_ROUTE: frozenset({J.ASSIGNED}),
    J.ARRIVED: frozenset({J.ASSIGNED, J.EN_ROUTE}),
    J.IN_PROGRESS: frozenset({J.ARRIVED}),
    J.DONE: frozenset({J.IN_PROGRESS}),
    J.HANDED_BACK: RUNNING,
    J.CUSTOMER_ABSENT: frozenset({J.ARRIVED}),
    J.CANCELLED: RUNNING,
}
"""New job status → the statuses it may be reached from."""


class DeclineReason(StrEnum):
    """Why a technician says no: one tap, and the ranking learns."""

    BUSY = "busy"
    FAR = "far"
    PRICE = "price"
    SKILL = "skill"


class HandBackReason(StrEnum):
    """Why a technician gives a job back."""

    SICK = "sick"
    VEHICLE = "vehicle"
    LATE = "late"
    SKILL = "skill"
    OTHER = "other"


class CancelReason(StrEnum):
    """Why a customer cancels."""

    SOLVED = "solved"
    WAIT = "wait"
    MISTAKE = "mistake"
    PRICE = "price"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer's row: who was asked, in which wave, how far away."""

    id: OfferId
    order: OrderId
    technician: PersonId
    round: int
    wave: int
    status: OfferStatus
    distance_m: int
    travel_s: int
    created_at: datetime
    answered_at: datetime | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Job:
    """A job's row: one technician on one order. `extra` is approved extra work on top of the price.

    `arriving_at` is the best estimate, `promised_at` what the technician has last said; `nudged_at`: since when a
    question to them is open; `late_at`: since when they are, or were, late.
    """

    id: JobId
    offer: OfferId
    order: OrderId
    technician: PersonId
    status: JobStatus
    pay: Money | None
    extra: Money | None
    code_attempts: int
    accepted_at: datetime
    arriving_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    reason: str | None
    en_route_at: datetime | None = None
    arrived_at: datetime | None = None
    set_out_by: datetime | None = None
    promised_at: datetime | None = None
    nudged_at: datetime | None = None
    late_at: datetime | None = None
    extensions: int = 0

    @property
    def is_running(self) -> bool:
        """Whether the technician is bound by it right now."""
        return self.status in RUNNING

    @property
    def total(self) -> Money | None:
        """Price and approved extra work together; None while neither is known."""
        if self.pay is None or self.extra is None:
            return self.pay or self.extra
        return self.pay + self.extra
