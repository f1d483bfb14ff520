"""Time for the playground: injected everywhere, so that a day can pass within a test."""

import time
from typing import Protocol


class Clock(Protocol):
    """Whatever tells the playground the time."""

    def now(self) -> float:
        """Return seconds since the Unix epoch (UTC)."""
        ...


class WallClock:
    """The real time."""

    def now(self) -> float:
        """Return the real seconds since the epoch."""
        return time.time()


class ManualClock:
    """A clock that moves only when told, for tests of what is too old or too soon."""

    def __init__(self, start: float = 1_750_000_000.0) -> None:
        self._now = start

    def now(self) -> float:
        """Return the seconds since the epoch that were last set."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Let so many seconds pass at once."""
        self._now += seconds


class FastClock:
    """A clock that runs `factor` times as fast as the real one, for a day in a few minutes."""

    def __init__(self, factor: float, start: float | None = None) -> None:
        self._factor = factor
        self._real_start = time.monotonic()
        self._start = time.time() if start is None else start

    def run_at(self, factor: float) -> None:
        """Run at another speed from now on."""
        self._start, self._real_start = self.now(), time.monotonic()
        self._factor = factor

    def jump(self, seconds: float) -> None:
        """Skip some time at once."""
        self._start += seconds

    def now(self) -> float:
        """Return the hastened seconds since the epoch."""
        return self._start + (time.monotonic() - self._real_start) * self._factor
