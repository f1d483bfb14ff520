"""A record that has fallen has consequences, one after the other; each can be appealed against to a person."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import PersonId
from bot.domain.records import Shortfall


class Step(StrEnum):
    """First a word, then only near and simple work, then none."""

    WARNED = "warned"
    LIMITED = "limited"
    SUSPENDED = "suspended"

    @property
    def next(self) -> "Step":
        """What follows if nothing gets better; the last one stays."""
        steps = list(Step)
        return steps[min(steps.index(self) + 1, len(steps) - 1)]


@dataclass(frozen=True, slots=True)
class Caution:
    """One step, and why. `appealed_at`: when its technician asked a person to look; `answered_at`: when one did."""

    id: int
    technician: PersonId
    step: Step
    why: Shortfall
    at: datetime
    appealed_at: datetime | None
    answered_by: PersonId | None
    answered_at: datetime | None
    lifted_at: datetime | None
