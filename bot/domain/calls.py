"""Calls: somebody off duty is asked whether they would go online, because more is to come than those at work can do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import CallId, PersonId


class CallAnswer(StrEnum):
    """What somebody tapped: they come, not today, or never again like this."""

    ONLINE = "online"
    NOT_TODAY = "not_today"
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class Call:
    """A call's row. `jobs` were expected in their reach until then; `came_at` is when they went online in time."""

    id: CallId
    technician: PersonId
    jobs: int
    made_at: datetime
    until: datetime
    answer: CallAnswer | None
    came_at: datetime | None


@dataclass(frozen=True, slots=True)
class CallRecord:
    """How somebody, or everybody, has taken calls: how many there were, how often they came, when the last one was.

    `lately`: those of the last day.
    """

    calls: int = 0
    came: int = 0
    lately: int = 0
    last_at: datetime | None = None
