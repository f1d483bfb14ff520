"""The technicians of an order as its customer sees them."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.levels import Level, level_from
from bot.domain.names import first_name
from bot.domain.offers import RUNNING, Job, JobStatus
from bot.domain.orders import Order
from bot.domain.ratings import average_stars
from bot.domain.technicians import Technician
from bot.ui.levels import level_name
from bot.ui.masking import mask_contacts
from bot.ui.registry import CardRequest
from bot.ui.texts import Texts
from db import extras, jobs, offers, technicians

MET = RUNNING | {JobStatus.DONE, JobStatus.CUSTOMER_ABSENT}
"""Whoever gave the job back or was called off is not a part of the crew any more."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the crew. `stars` is None before the first rating; distance and travel time are those of the offer."""

    job: Job
    name: str
    stars: float | None
    ratings: int
    level: str
    distance_m: int
    travel_minutes: float
    extras: tuple[tuple[object, str], ...]

    @property
    def status(self) -> str:
        """The job's status, for templates."""
        return self.job.status.value

    @property
    def needs_code(self) -> bool:
        """Whether this member has still to be let in."""
        return self.job.status in {JobStatus.ASSIGNED, JobStatus.EN_ROUTE, JobStatus.ARRIVED}


def crew_of(ask: CardRequest, order: Order) -> list[Member]:
    """Everybody who is or was there, in the order in which they accepted."""
    return list(_members(ask, order))


def _members(ask: CardRequest, order: Order) -> Iterator[Member]:
    for job in jobs.of_order(ask.connection, order.id):
        technician = technicians.find(ask.connection, job.technician)
        offer = offers.find(ask.connection, job.offer)
        if job.status not in MET or technician is None or offer is None:
            continue
        agreed = extras.approved_of_job(ask.connection, job.id)
        yield Member(
            job=job,
            name=first_name(technician.name),
            stars=stars_of(ask, technician),
            ratings=technician.stars_count,
            level=level_words(ask.texts, technician),
            distance_m=offer.distance_m,
            travel_minutes=offer.travel_s / 60,
            extras=tuple((extra.amount, mask_contacts(extra.words, ask.market.city.country)) for extra in agreed),
        )


def stars_of(ask: CardRequest, technician: Technician) -> float | None:
    """The average as customers see it; None while nobody has rated."""
    if not technician.stars_count:
        return None
    return average_stars(technician.stars_sum, technician.stars_count, ask.market.ratings)


def level_words(texts: Texts, technician: Technician) -> str:
    """The level in the reader's language; '' for a newcomer whom ratings speak for."""
    if level_from(technician.level) is Level.NEW and technician.stars_count:
        return ""
    return level_name(texts, technician.level)
