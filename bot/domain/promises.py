"""Promises: when somebody will likely be at the door, said before the customer confirms."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Promise:
    """What was said at `made_at`, when `around` technicians could be asked.

    Half of such orders see somebody at the door by `likely`, nine of ten by `sure`; None where too few are around to
    name a time.
    """

    made_at: datetime
    around: int
    likely: datetime | None
    sure: datetime | None


@dataclass(frozen=True, slots=True)
class Kept:
    """Of so many promises that have come to their end, so many were kept."""

    kept: int
    of: int

    @property
    def percent(self) -> int | None:
        """The share that was kept; None of none."""
        return round(100 * self.kept / self.of) if self.of else None


def was_kept(
    promised: datetime, arrived_at: datetime | None, cancelled_at: datetime | None, now: datetime
) -> bool | None:
    """Whether somebody was at the door by then. None: it is still open, or the customer did not wait for it."""
    if arrived_at is not None:
        return arrived_at <= promised
    if cancelled_at is not None and cancelled_at <= promised:
        return None
    return False if now > promised else None
