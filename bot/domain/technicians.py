"""Technicians: from the application to the day's work."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from bot.domain.employment import Employment
from bot.domain.ids import PersonId
from bot.domain.points import Point


class TechnicianStatus(StrEnum):
    """Where an applicant or technician stands with the operators."""

    PENDING = "pending"
    MORE_WANTED = "more_wanted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    SUSPENDED = "suspended"


TECHNICIAN_MAY_BECOME: dict[TechnicianStatus, frozenset[TechnicianStatus]] = {
    TechnicianStatus.PENDING: frozenset(
        {TechnicianStatus.MORE_WANTED, TechnicianStatus.REJECTED, TechnicianStatus.WITHDRAWN}
    ),
    TechnicianStatus.MORE_WANTED: frozenset({TechnicianStatus.PENDING}),
    TechnicianStatus.REJECTED: frozenset({TechnicianStatus.PENDING, TechnicianStatus.MORE_WANTED}),
    TechnicianStatus.WITHDRAWN: frozenset({TechnicianStatus.PENDING, TechnicianStatus.MORE_WANTED}),
    TechnicianStatus.APPROVED: frozenset(
        {TechnicianStatus.PENDING, TechnicianStatus.MORE_WANTED, TechnicianStatus.SUSPENDED}
    ),
    TechnicianStatus.SUSPENDED: frozenset({TechnicianStatus.APPROVED}),
}
"""New status → the statuses it may be reached from."""
UNDECIDED = frozenset({TechnicianStatus.PENDING, TechnicianStatus.MORE_WANTED})
"""An application that an operator may still approve or reject."""
ENDED = frozenset({TechnicianStatus.REJECTED, TechnicianStatus.WITHDRAWN})
"""An application that came to nothing: whoever sent it has nothing to show or to learn here, and may apply again."""
ENOUGH_RATINGS = 3
"""Below so many ratings a technician is 'new': an average of one or two says nothing."""


class RejectReason(StrEnum):
    """The usual reasons for a rejection, one tap each; any other is written by the operator."""

    SKILLS = "skills"
    DOCUMENTS = "documents"
    AREA = "area"
    FULL = "full"


class WantedMore(StrEnum):
    """What operators usually still want to see, one tap each; anything else is written."""

    IDENTITY = "identity"
    CERTIFICATE = "certificate"
    EXPERIENCE = "experience"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Shift:
    """Working hours of one weekday, local time; an end at or before the start runs past midnight."""

    start: time
    end: time

    def covers(self, moment: time) -> bool:
        """Whether the shift that begins on this weekday covers this time (of this day, or after midnight)."""
        if self.start < self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


WeeklyHours = dict[int, Shift]
"""Weekday (0 is Monday) → hours; a missing weekday is a day off. An empty dict means: whenever online."""


@dataclass(frozen=True, slots=True)
class Application:
    """All that an applicant said before confirming."""

    name: str
    phone: str
    skills: tuple[str, ...]
    base: Point
    base_words: str
    radius_km: int
    languages: tuple[str, ...]
    experience: str
    documents: tuple[str, ...]
    photo: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an application stands: what was decided, why and by whom.

    `reason` is a key of RejectReason or WantedMore, or an operator's own words.
    """

    status: TechnicianStatus
    reason: str | None
    decided_by: PersonId | None
    decided_at: datetime | None
    applied_at: datetime


@dataclass(frozen=True, slots=True)
class Technician:
    """A technician's row, skills included. Where they are: the shared position while fresh, else the base."""

    id: PersonId
    name: str
    phone: str
    photo: str | None
    status: TechnicianStatus
    level: str
    skills: frozenset[str]
    languages: tuple[str, ...]
    experience: str
    base: Point
    base_words: str
    radius_km: int
    online: bool
    position: Point | None
    position_at: datetime | None
    hours: WeeklyHours
    max_jobs: int
    calls_muted: bool
    stars_sum: int
    stars_count: int
    jobs_done: int
    version: int
    probation_left: int = 0
    employment: Employment = Employment.FREELANCE
