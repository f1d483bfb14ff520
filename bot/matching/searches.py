"""An order as the matching sees it: what is wanted, where, when, and how far the search has come."""

from datetime import datetime, timedelta

from bot.domain.aims import Aims
from bot.domain.candidates import Candidate, Visit
from bot.domain.facts import fact
from bot.domain.ids import PersonId
from bot.domain.levels import Level
from bot.domain.market import DispatchRules, Market
from bot.domain.points import Point
from bot.matching.circumstances import Circumstances
from bot.matching.distance import metres_between, travel_seconds
from bot.matching.once import once
from bot.matching.prediction import PRIOR, Knowledge
from bot.matching.visits import SOON

MINUTE, NO_TIME = timedelta(minutes=1), timedelta(0)


@fact(frozen=True)
class Search:
    """One wave's question. `wave` counts from 1; `missing` technicians are still to be found.

    `widened`: how often the customer has agreed to look further away than the market usually does. `since`: when the
    search began (None: now). `worth`: see `Circumstances`.
    """

    now: datetime
    market: Market
    customer: PersonId
    favourite: PersonId | None
    visit: Visit
    skills: frozenset[str]
    missing: int
    wave: int
    widened: int = 0
    level: Level = Level.NEW
    documents: frozenset[str] = frozenset()
    is_simple: bool = True
    service: str = ""
    since: datetime | None = None
    worth: float = 0.0
    knowledge: Knowledge = PRIOR

    @property
    def rules(self) -> DispatchRules:
        """The market's dispatch rules."""
        return self.market.dispatch

    @property
    def aims(self) -> Aims:
        """What a wave of this market aims at."""
        return self.market.dispatch.aims

    @once
    def radius_km(self) -> float:
        """How far from the place this wave looks, straight line.

        It grows by a step a wave up to the market's last radius. Each time the customer agreed to look further the
        search begins where the one before ended and may reach as far again.
        """
        rules = self.rules
        begin = rules.first_radius_km + self.widened * (rules.last_radius_km - rules.first_radius_km)
        return min(begin + rules.radius_step_km * (self.wave - 1), self.last_radius_km)

    @once
    def last_radius_km(self) -> float:
        """The widest this search ever gets."""
        return max(self.rules.first_radius_km, self.rules.last_radius_km) * (1 + self.widened)

    @once
    def local(self) -> datetime:
        """Now by the city's clocks."""
        return self.now.astimezone(self.market.city.time_zone)

    def circumstances(
        self, km: float = 0.0, jobs: int = 0, free_in: float = 0.0, open_offers: int = 0
    ) -> Circumstances:
        """In which somebody would be asked now: next door and with nothing else to do, unless said otherwise."""
        hour, weekday = self._hour_and_weekday
        return Circumstances(self.service, km, jobs, free_in, open_offers, hour, weekday, self.worth)

    @once
    def _hour_and_weekday(self) -> tuple[int, int]:
        return self.local.hour, self.local.weekday()

    @once
    def begins(self) -> datetime:
        """When the work is wanted to begin, by the city's clocks: now, or when the window does."""
        if self.visit.window is None or self.visit.window.start <= self.now:
            return self.local
        return self.visit.window.start.astimezone(self.market.city.time_zone)

    @once
    def minutes_left(self) -> float:
        """How many minutes from now somebody should be at the door."""
        end = self.visit.window.end if self.visit.window else (self.since or self.now) + SOON
        return (end - self.now) / MINUTE

    @property
    def may_be_late(self) -> bool:
        """Whether somebody late is better than nobody: so when the customer has agreed to look further."""
        return self.visit.window is None and self.widened > 0

    def is_asked_first(self, candidate: Candidate) -> bool:
        """Whether they come before all others, wherever they are: the favourite; for the staff's head start, staff."""
        return candidate.id == self.favourite or (candidate.is_staff and bool(self.staff_head_start))

    @once
    def staff_head_start(self) -> timedelta:
        """How long this wave asks nobody but staff, if it finds any: only a round's first does."""
        return self.rules.staff_head_start if self.wave == 1 else NO_TIME

    def metres_to(self, candidate: Candidate) -> int:
        """How far the candidate is from the place now."""
        return metres_between(whereabouts(candidate, self.now, self.rules), self.visit.point)

    def travel_to(self, candidate: Candidate) -> int:
        """Seconds the candidate needs to the place."""
        return travel_seconds(self.metres_to(candidate), self.rules.travel_speed_kmh)


def whereabouts(candidate: Candidate, now: datetime, rules: DispatchRules) -> Point:
    """Where the technician is: the position they shared while it is fresh, else their base."""
    if candidate.position is None or candidate.position_at is None:
        return candidate.base
    return candidate.position if now - candidate.position_at <= rules.position_fresh else candidate.base
