"""The market's own settings, as the rules need them. `bot/config.py` builds one from the configuration."""

from dataclasses import dataclass, field
from datetime import time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.aims import Aims
from bot.domain.amends import AmendsRules
from bot.domain.catalogue import Catalogue
from bot.domain.credentials import DocumentRules
from bot.domain.interviews import InterviewRules
from bot.domain.languages import Language
from bot.domain.levels import Level
from bot.domain.links import LinkRules
from bot.domain.points import Point
from bot.domain.quiet_hours import QuietHours
from bot.domain.quizzes import QuizRules
from bot.domain.rating_rules import RatingRules
from bot.domain.records import LevelRules, ProbationRules, RecordRules
from bot.domain.retention import Retention


@dataclass(frozen=True, slots=True)
class District:
    """A named part of the city; whoever is nearest to its centre is in it."""

    name: str
    centre: Point


@dataclass(frozen=True, slots=True)
class City:
    """Where the market is."""

    name: str
    centre: Point
    radius_km: float
    time_zone: ZoneInfo
    country: str
    districts: tuple[District, ...]


@dataclass(frozen=True, slots=True)
class DispatchRules:
    """How offers go out. Radii in kilometres, speed in km/h door to door."""

    wave_size: int
    wave_interval: timedelta
    first_radius_km: float
    radius_step_km: float
    last_radius_km: float
    patience: timedelta
    scheduled_lead: timedelta
    position_fresh: timedelta
    travel_speed_kmh: float
    favourite_head_start: timedelta
    aims: Aims = field(default_factory=Aims)
    staff_head_start: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class CallingInRules:
    """When people off duty are asked to come: at most so many calls a person and day, with so much rest between two.

    Calls are made between `earliest` and `latest` on the city's clocks, when at least `least_missing` jobs of the next
    `look_ahead` would find nobody. No calls a day: nobody is ever called.
    """

    calls_a_day: int
    rest: timedelta
    look_every: timedelta
    look_ahead: timedelta
    least_missing: float
    earliest: time
    latest: time


@dataclass(frozen=True, slots=True)
class JobRules:
    """How a job runs."""

    start_code: bool
    code_attempts: int
    auto_close: timedelta
    absent_after: timedelta
    max_crew: int
    max_jobs_at_once: int
    max_extra_percent: int
    first_visit_percent: int
    max_open_orders: int


@dataclass(frozen=True, slots=True)
class PunctualityRules:
    """How long a technician has to set out and to answer; when they are late, and when they do not come at all."""

    set_out_within: timedelta
    answer_within: timedelta
    late_after: timedelta
    no_show_after: timedelta


@dataclass(frozen=True, slots=True)
class CaseRules:
    """Within what time operators answer; how long a person's silence takes to say that their case is solved."""

    answer_within: timedelta
    silence: timedelta


@dataclass(frozen=True, slots=True)
class Market:
    """All rules of one market together."""

    name: str
    currency: str
    language: Language
    city: City
    catalogue: Catalogue
    dispatch: DispatchRules
    calling_in: CallingInRules
    jobs: JobRules
    punctuality: PunctualityRules
    ratings: RatingRules
    documents: DocumentRules
    quizzes: QuizRules
    interviews: InterviewRules
    cases: CaseRules
    links: LinkRules
    amends: AmendsRules
    levels: LevelRules
    record: RecordRules
    probation: ProbationRules
    quiet_hours: QuietHours | None
    retention: Retention
    operators_chat: int | None
    contact: str | None

    def is_simple(self, service: str, level: Level | None = None) -> bool:
        """Whether a beginner can do it: a service of the catalogue, short, and of no level."""
        known = self.catalogue.service(service)
        wanted = self.catalogue.level_for(service, level)
        return known is not None and known.minutes <= self.probation.minutes and wanted is Level.NEW
