"""What is known about a technician when somebody is looked for: facts only, the rules are `bot/matching`'s."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.facts import fact
from bot.domain.habits import NEWCOMER, Habits
from bot.domain.ids import PersonId
from bot.domain.levels import Level
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


@fact(frozen=True, slots=True)
class Visit:
    """Work at one place: when it is wanted (None: as soon as possible) and how many minutes it takes.

    Of a job: `due` is when its technician is expected at the door, `begun` when they began to work there.
    """

    point: Point
    window: Window | None
    minutes: int
    due: datetime | None = None
    begun: datetime | None = None


@fact(frozen=True, slots=True)
class Candidate:
    """A technician as a search sees them.

    `visits` are their running jobs. `asked`: in this round, or an offer of this order is still open; `declined`:
    this order, in any round; `handed_back` and `on_it`: they had, or have, a job of this very order. `silent_since`:
    when they were asked for it, while that offer is open. `asked_lately`: offers of the last hour. `jobs_today`:
    jobs accepted since midnight. `blocked`: the customer of this order does not want them. `is_staff`: one of the
    market's own people.
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
    level: Level = Level.NEW
    documents: frozenset[str] = frozenset()
    restricted: bool = False
    silent_since: datetime | None = None
    asked_lately: int = 0
    jobs_today: int = 0
    blocked: bool = False
    is_staff: bool = False
    habits: Habits = NEWCOMER
