"""The story so far of an order that goes on from a first visit: why, what was found and tried, agreed and paid."""

from dataclasses import dataclass, replace

from bot.domain.continuations import SeniorReason
from bot.domain.extras import Extra
from bot.domain.names import first_name
from bot.domain.offers import Job
from bot.ui.masking import mask_contacts
from bot.ui.registry import CardRequest
from bot.ui.texts import N_, Texts
from db import continuations, extras, job_photos, jobs, orders, service_book, technicians

REASON_LABELS = {
    SeniorReason.SKILL: N_("It needs more experience"),
    SeniorReason.TOOL: N_("It needs a special tool or part"),
    SeniorReason.BIGGER: N_("It is bigger than it looked"),
    SeniorReason.SAFETY: N_("It is not safe alone"),
}
"""Reason → the button, and what the others read."""


@dataclass(frozen=True, slots=True)
class Story:
    """What came before. `before` is the first visit's order; `words` are without ways to reach anybody."""

    before: int
    name: str
    reason: str
    words: str
    photos: int
    extras: tuple[Extra, ...]


def story_of(ask: CardRequest, order: int) -> Story | None:
    """The story that leads to this order; None for an order of its own."""
    known = continuations.leading_to(ask.connection, order)
    if known is None:
        return None
    job = jobs.find(ask.connection, known.job)
    assert job is not None
    technician = technicians.find(ask.connection, job.technician)
    return Story(
        before=job.order,
        name=first_name(technician.name) if technician else "",
        reason=reason_words(ask.texts, known.reason),
        words=mask_contacts(known.words, ask.market.city.country),
        photos=job_photos.count(ask.connection, job.id),
        extras=tuple(_masked(extra, ask) for extra in extras.approved_of_job(ask.connection, job.id)),
    )


def _masked(extra: Extra, ask: CardRequest) -> Extra:
    """Whoever is asked next reads it before they accept."""
    return replace(extra, words=mask_contacts(extra.words, ask.market.city.country))


def came_back_after(ask: CardRequest, order: int) -> int | None:
    """The order whose work came back under warranty and is done again by this one."""
    entry = service_book.returned_as(ask.connection, order)
    job = jobs.find(ask.connection, entry.job) if entry else None
    return job.order if job else None


def goes_on_as(ask: CardRequest, order: int) -> list[int]:
    """The orders that go on from this one."""
    return [known.order for known in continuations.from_order(ask.connection, order)]


def reason_words(texts: Texts, reason: SeniorReason) -> str:
    """Why a senior was called."""
    return texts.label(REASON_LABELS[reason])


def has_senior(ask: CardRequest, job: Job) -> bool:
    """Whether there is anybody above the job's technician who could be called for this order."""
    order = orders.find(ask.connection, job.order)
    if order is None:
        return False
    skills = ask.market.catalogue.skills_for(order.service, order.skills)
    return continuations.senior_level(ask.connection, job.technician, skills) is not None
