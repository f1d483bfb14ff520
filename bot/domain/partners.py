"""Who technicians belong to: themselves, the market, or a partner company whose dispatcher can send them."""

from dataclasses import dataclass
from typing import NewType

from bot.domain.candidates import Candidate
from bot.domain.ids import PersonId
from bot.domain.levels import Level
from bot.domain.market import Market
from bot.domain.orders import Order
from bot.domain.technicians import TechnicianStatus

PartnerId = NewType("PartnerId", int)
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Partner:
    """A company that works here with technicians of its own."""

    id: PartnerId
    name: str


@dataclass(frozen=True, slots=True)
class Needs:
    """What an order asks of whoever does it."""

    customer: PersonId
    skills: frozenset[str]
    level: Level
    documents: frozenset[str]
    is_simple: bool


def needs_of(order: Order, market: Market) -> Needs:
    """The same as a search asks for."""
    skills = market.catalogue.skills_for(order.service, order.skills)
    return Needs(
        customer=order.customer,
        skills=skills,
        level=market.catalogue.level_for(order.service, order.level),
        documents=market.documents.needed_for(skills),
        is_simple=market.is_simple(order.service, order.level),
    )


def may_be_sent(candidate: Candidate, needs: Needs, metres: float, market: Market) -> bool:
    """Whether a partner's dispatcher may send this technician, who is so far away.

    The dispatcher has spoken with them: being online, working hours and radius don't matter then. Everything that
    protects the customer does, and nobody is given more jobs at once than the market allows to anybody.
    """
    return (
        candidate.status is TechnicianStatus.APPROVED
        and not (candidate.banned or candidate.blocked or candidate.on_it or candidate.handed_back)
        and candidate.id != needs.customer
        and candidate.reachable
        and _is_able(candidate, needs)
        and len(candidate.visits) < market.jobs.max_jobs_at_once
        and _is_for_them(candidate, needs, metres, market)
    )


def _is_able(candidate: Candidate, needs: Needs) -> bool:
    has_level = candidate.level.is_at_least(needs.level)
    return needs.skills <= candidate.skills and needs.documents <= candidate.documents and has_level


def _is_for_them(candidate: Candidate, needs: Needs, metres: float, market: Market) -> bool:
    """The first jobs, and those after a fallen record, are simple and near, whoever sends somebody."""
    return not candidate.restricted or (needs.is_simple and metres <= market.probation.radius_km * 1000)
