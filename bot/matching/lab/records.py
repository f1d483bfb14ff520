"""What changes while a simulated day passes: orders on their way, technicians at work."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.candidates import Candidate, Visit
from bot.domain.ids import PersonId
from bot.domain.offers import OfferStatus
from bot.domain.points import Point
from bot.domain.technicians import TechnicianStatus
from bot.matching.lab.city import CityTechnician

WITHIN = timedelta(minutes=60)
"""How soon after the order the whole crew should be at the door."""


class Outcome(StrEnum):
    """How far an order has come: still searched for, its crew found, or nobody in time."""

    SEARCHING = "searching"
    FOUND = "found"
    UNSERVED = "unserved"


@dataclass(slots=True)
class LabOrder:
    """An order of the simulated day. `version` tells a wave that is due from one that has been overtaken."""

    number: int
    placed: datetime
    visit: Visit
    skills: frozenset[str]
    crew: int
    outcome: Outcome = Outcome.SEARCHING
    wave: int = 0
    version: int = 0
    offers: dict[PersonId, OfferStatus] = field(default_factory=dict)
    joined: list[PersonId] = field(default_factory=list)
    ended: datetime | None = None
    arrived: list[datetime] = field(default_factory=list)
    metres: float = 0.0
    late_taps: int = 0

    @property
    def missing(self) -> int:
        """Technicians still to be found."""
        return self.crew - len(self.joined)

    @property
    def is_anybody_asked(self) -> bool:
        """Whether an offer waits for its answer."""
        return OfferStatus.OPEN in self.offers.values()


@dataclass(slots=True)
class Duty:
    """A technician at work: where, with which jobs (the running one first, `busy_until` then), asked for what."""

    technician: CityTechnician
    position: Point
    jobs: list[LabOrder] = field(default_factory=list)
    running: LabOrder | None = None
    busy_until: datetime | None = None
    asked_for: set[int] = field(default_factory=set)
    done: int = 0

    def as_candidate(self, order: LabOrder, now: datetime) -> Candidate:
        """As the market would see them, with their position shared all day."""
        who, offer = self.technician, order.offers.get(self.technician.id)
        return Candidate(
            id=who.id,
            status=TechnicianStatus.APPROVED,
            banned=False,
            reachable=True,
            online=True,
            skills=who.skills,
            base=who.base,
            radius_km=who.radius_km,
            position=self.position,
            position_at=now,
            hours=who.hours,
            max_jobs=who.max_jobs,
            stars_sum=who.stars_sum,
            stars_count=who.stars_count,
            open_offers=len(self.asked_for),
            visits=tuple(job.visit for job in self.jobs),
            asked=offer is not None,
            declined=offer is OfferStatus.DECLINED,
            on_it=who.id in order.joined,
        )
