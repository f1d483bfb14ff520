"""How a technician has worked lately, what that makes of them, and where it falls below what the market wants."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.domain.levels import Level
from bot.domain.offers import JobStatus
from bot.domain.punctuality import NotComing
from bot.domain.rating_rules import RatingRules
from bot.domain.ratings import average_stars

REVIEW = "record.review"
"""The timer that looks at a technician's record; its subject is the technician."""


@dataclass(frozen=True, slots=True)
class Work:
    """A job that has come to an end, as far as its technician answers for it."""

    status: JobStatus
    reason: str | None
    was_late: bool

    @property
    def was_on_time(self) -> bool:
        """Whether nobody had to wait."""
        return not self.was_late and self.reason not in set(NotComing)

    @property
    def was_done(self) -> bool:
        """Whether the technician did their part: a customer who does not open is not their fault."""
        return self.status in {JobStatus.DONE, JobStatus.CUSTOMER_ABSENT}


@dataclass(frozen=True, slots=True)
class Record:
    """`jobs`: done in all; the rest is of the last `looked_at`: stars with the prior, shares from 0 to 1."""

    jobs: int
    looked_at: int
    stars: float
    on_time: float
    done: float


def record_of(jobs: int, work: Sequence[Work], stars: Sequence[int], rules: RatingRules) -> Record:
    """The record of these last jobs and these last stars; without any the shares are whole."""
    count = len(work)
    return Record(
        jobs,
        count,
        average_stars(sum(stars), len(stars), rules),
        sum(one.was_on_time for one in work) / count if count else 1.0,
        sum(one.was_done for one in work) / count if count else 1.0,
    )


class Measure(StrEnum):
    """What a record is measured by."""

    STARS = "stars"
    ON_TIME = "on_time"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Where a record is below what is wanted; shares from 0 to 1."""

    measure: Measure
    value: float
    wanted: float


@dataclass(frozen=True, slots=True)
class Standard:
    """The least that is wanted of a record."""

    stars: float
    on_time: float
    done: float

    def shortfall(self, record: Record) -> Shortfall | None:
        """The measure that is furthest below, in proportion; None when all suffice."""
        pairs = ((one, getattr(record, one.value), getattr(self, one.value)) for one in Measure)
        short = [Shortfall(*pair) for pair in pairs if pair[1] < pair[2]]
        return min(short, key=lambda one: one.value / one.wanted, default=None)


@dataclass(frozen=True, slots=True)
class Rung:
    """What a level takes."""

    level: Level
    jobs: int
    standard: Standard


@dataclass(frozen=True, slots=True)
class LevelRules:
    """The rungs from the lowest; each takes all of those below it."""

    rungs: tuple[Rung, ...] = ()

    def earned(self, record: Record) -> Level:
        """How far this record leads."""
        level = Level.NEW
        for rung in self.rungs:
            if record.jobs < rung.jobs or rung.standard.shortfall(record) is not None:
                break
            level = rung.level
        return level


@dataclass(frozen=True, slots=True)
class RecordRules:
    """How many of the last jobs are looked at, from how many on a record can fall, and below what.

    `between`: from one step (warned, limited, suspended) to the next at least; `review_after`: after a job's end.
    """

    jobs: int
    least_jobs: int
    standard: Standard
    between: timedelta
    review_after: timedelta

    def fallen(self, record: Record) -> Shortfall | None:
        """Where the record is too low; None while it is not, or too little is known."""
        return None if record.looked_at < self.least_jobs else self.standard.shortfall(record)


@dataclass(frozen=True, slots=True)
class ProbationRules:
    """The first jobs: so many, near and simple. `follow_up_after`: when the customer is asked how it was."""

    jobs: int
    radius_km: float
    minutes: int
    follow_up_after: timedelta
