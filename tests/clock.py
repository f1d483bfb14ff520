"""A clock that stands still until the test moves it."""

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
"""A Wednesday, noon in the demo city."""


class TestClock:
    """The market's time, in the test's hand."""

    __test__ = False

    def __init__(self, moment: datetime = NOON) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def seconds_until(self, moment: datetime) -> float:
        return max(0.0, (moment - self.moment).total_seconds())

    def advance(self, **duration: float) -> None:
        """Let this much time pass (timedelta's words)."""
        self.moment += timedelta(**duration)
