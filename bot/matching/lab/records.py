"""What changes while a simulated day passes: orders on their way, technicians at work."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.candidates import Candidate, Visit
from bot.domain.habits import NEWCOMER, Habits
from bot.domain.ids import PersonId
from bot.domain.offers import OfferStatus
from bot.domain.points import Point
from bot.domain.technicians import TechnicianStatus
from bot.matching.circumstances import Circumstances
from bot.matching.lab.bases import Reach
from bot.matching.lab.city import CityTechnician

WITHIN = timedelta(minutes=60)
"""How soon after the order the whole crew should be at the door."""
LATELY = timedelta(hours=1)
FINE = (TechnicianStatus.APPROVED, False, True, True)
"""Nothing is wrong with anybody of the lab: approved, not banned, reachable, online."""


class Outcome(StrEnum):
    """How far an order has come: still searched for, its crew found, or nobody in time."""

    SEARCHING = "searching"
    FOUND = "found"
    UNSERVED = "unserved"


@dataclass(slots=True, eq=False)
class LabOrder:
    """An order of the simulated day. `version` tells a wave that is due from one that has been overtaken.

    `reach`: those with the skills in whose own radius the place is; None: nobody has looked yet.
    """

    number: int
    placed: datetime
    service: str
    visit: Visit
    skills: frozenset[str]
    crew: int
    outcome: Outcome = Outcome.SEARCHING
    wave: int = 0
    version: int = 0
    offers: dict[PersonId, OfferStatus] = field(default_factory=dict)
    asked: dict[PersonId, tuple[datetime, Circumstances]] = field(default_factory=dict)
    joined: list[PersonId] = field(default_factory=list)
    ended: datetime | None = None
    arrived: list[datetime] = field(default_factory=list)
    metres: float = 0.0
    late_taps: int = 0
    reach: Reach | None = None

    @property
    def missing(self) -> int:
        """Technicians still to be found."""
        return self.crew - len(self.joined)

    @property
    def is_anybody_asked(self) -> bool:
        """Whether an offer waits for its answer."""
        return OfferStatus.OPEN in self.offers.values()


@dataclass(slots=True, eq=False)
class Duty:
    """A technician at work: where, with which jobs (the running one first, `busy_until` then), asked for what.

    What the market knows of the running job: when its technician should be at the door (`due`), when the work began.
    """

    technician: CityTechnician
    position: Point
    jobs: list[LabOrder] = field(default_factory=list)
    running: LabOrder | None = None
    busy_until: datetime | None = None
    asked_for: set[int] = field(default_factory=set)
    done: int = 0
    due: datetime | None = None
    begun: datetime | None = None
    asked_at: deque[datetime] = field(default_factory=deque)
    taken: int = 0
    habits: Habits = NEWCOMER

    @property
    def has_room(self) -> bool:
        """Whether they are willing to have one more job."""
        return len(self.jobs) < self.technician.max_jobs

    def as_candidate(self, now: datetime, order: LabOrder | None = None) -> Candidate:
        """As the market would see them when it thinks of that order: nothing is wrong, their position always shared."""
        who = self.technician
        return Candidate(
            who.id,
            *FINE,
            who.skills,
            who.base,
            who.radius_km,
            self.position,
            now,
            who.hours_at(now),
            who.max_jobs,
            who.stars_sum,
            who.stars_count,
            len(self.asked_for),
            self.visits,
            asked=(offer := None if order is None else order.offers.get(who.id)) is not None,
            declined=offer is OfferStatus.DECLINED,
            on_it=order is not None and who.id in order.joined,
            silent_since=order.asked[who.id][0] if order is not None and offer is OfferStatus.OPEN else None,
            asked_lately=self._asked_since(now - LATELY),
            jobs_today=self.taken,
            habits=self.habits,
        )

    @property
    def visits(self) -> tuple[Visit, ...]:
        """Their jobs, as the market knows them."""
        return tuple([self._visit(job) for job in self.jobs]) if self.jobs else ()

    def _asked_since(self, moment: datetime) -> int:
        while self.asked_at and self.asked_at[0] < moment:
            self.asked_at.popleft()
        return len(self.asked_at)

    def _visit(self, job: LabOrder) -> Visit:
        visit = job.visit
        return Visit(visit.point, visit.window, visit.minutes, self.due, self.begun) if job is self.running else visit
