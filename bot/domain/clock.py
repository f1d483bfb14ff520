"""Where 'now' comes from, so that a test or a simulation can own the time."""

import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time and how long the world really waits for a moment of it."""

    def now(self) -> datetime:
        """The present moment, UTC."""
        ...

    def seconds_until(self, moment: datetime) -> float:
        """Real seconds from now until that moment of this clock; never negative."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present moment, UTC."""
        return datetime.now(UTC)

    def seconds_until(self, moment: datetime) -> float:
        """Real seconds until then."""
        return max(0.0, (moment - self.now()).total_seconds())


@dataclass(frozen=True, slots=True)
class Course:
    """How a clock goes: it showed `origin` when the machine's monotonic clock showed `began`, and goes `speed` as fast.

    The monotonic clock is the same in all processes of a machine, so another process can keep the same time by it.
    """

    speed: float
    origin: datetime
    began: float


class ScaledClock:
    """Runs `speed` times as fast as the machine's clock, can change its speed and jump ahead.

    Whoever waits for a moment of it has to be woken when either happens.
    """

    def __init__(self, speed: float = 1.0, start: datetime | None = None) -> None:
        """Begin at `start` (default: now)."""
        self.course = Course(speed, start or datetime.now(UTC), time.monotonic())

    def now(self) -> datetime:
        """The scaled moment, UTC."""
        return self.course.origin + timedelta(seconds=(time.monotonic() - self.course.began) * self.course.speed)

    def seconds_until(self, moment: datetime) -> float:
        """Real seconds until the scaled clock shows that moment."""
        return max(0.0, (moment - self.now()).total_seconds() / self.course.speed)

    @property
    def speed(self) -> float:
        """How many times as fast as the machine's clock it runs at the moment."""
        return self.course.speed

    def run_at(self, speed: float) -> None:
        """Run at another speed from now on."""
        self.course = Course(speed, self.now(), time.monotonic())

    def jump(self, ahead: timedelta) -> None:
        """Skip some time at once."""
        self.course = replace(self.course, origin=self.course.origin + ahead)
