"""When things break: an outage that an operator has said, who is on duty meanwhile, and who may call whom."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import PersonId


class OutageKind(StrEnum):
    """How we know of it: an operator said so, or Telegram itself could not be reached."""

    SAID = "said"
    SILENCE = "silence"


class OutageStatus(StrEnum):
    """An operator is asked whether they mean it; it is on; it is over; or they did not mean it."""

    ASKED = "asked"
    ON = "on"
    OVER = "over"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Outage:
    """A stretch of time in which the bot can't be relied on. `reason`: in the operator's words, may be empty."""

    id: int
    kind: OutageKind
    status: OutageStatus
    reason: str
    began_at: datetime | None
    ended_at: datetime | None

    @property
    def is_on(self) -> bool:
        """Whether people are to be helped along without the bot."""
        return self.status is OutageStatus.ON


@dataclass(frozen=True, slots=True)
class OnDuty:
    """An operator whose call number people get while an outage is on."""

    person: PersonId
    name: str
    phone: str
    since: datetime


@dataclass(frozen=True, slots=True)
class OutageNotice:
    """That one person has been told of an outage about one of their jobs: once, whatever happens to the job."""

    id: int
    outage: int
    job: int
    person: PersonId
