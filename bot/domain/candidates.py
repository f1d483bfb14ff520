"""What is known about a technician when somebody is looked for: facts only, the rules are `bot/matching`'s."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.orders import Window
from bot.domain.points import Point
from bot.domain.technicians import TechnicianStatus, WeeklyHours


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of degrees, edges included: what a database can look through quickly."""

    south: float
    north: float
    west: float
    east: float


@dataclass(frozen=True, slots=True)
class Visit:
    """Work at one place: when it is wanted (None: as soon as possible) and how many minutes it takes."""

    point: Point
    window: Window | None
    minutes: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A technician as a search sees them.

    `visits` are their running jobs. `asked`: in this round, or an offer of this order is still open; `declined`:
    this order, in any round; `handed_back` and `on_it`: they had, or have, a job of this very order.
    """

    id: PersonId
    status: TechnicianStatus
    banned: bool
    reachable: bool
    online: bool
    skills: frozenset[str]
    base: Point
    radius_km: int
    position: Point | None
    position_at: datetime | None
    hours: WeeklyHours
    max_jobs: int
    stars_sum: int
    stars_count: int
    open_offers: int
    visits: tuple[Visit, ...]
    asked: bool = False
    declined: bool = False
    handed_back: bool = False
    on_it: bool = False
