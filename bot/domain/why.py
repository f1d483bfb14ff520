"""Why somebody was asked or not: what each wave has kept of its candidates, and what that says about one of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import PersonId

OFFLINE = "online"
"""The rule that whoever was offline has failed."""
NEWCOMER = "newcomer"
"""Marks the account of somebody who was asked between two waves, because only then they could be."""

STAFF_FIRST = "staff_first"
"""The figure of somebody who came before others because the market asks its own staff first."""


class Stand(StrEnum):
    """What became of a candidate in one wave."""

    ASKED = "asked"
    WAITING = "waiting"
    HELD_BACK = "held_back"


@dataclass(frozen=True, slots=True)
class Considered:
    """A candidate as a wave saw them; `figures` are the factors that were kept, by name, as many as there are."""

    technician: PersonId
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class WaveAccount:
    """One wave: whom it asked and who would come next, best first; under each rule those whom it held back.

    `newcomer`: no wave of its own, but somebody who came when it had gone out.
    """

    at: datetime
    round: int
    wave: int
    radius_km: float | None
    asked: tuple[Considered, ...]
    waiting: tuple[Considered, ...]
    held_back: Mapping[str, tuple[Considered, ...]]
    newcomer: bool = False

    @property
    def asks_staff_first(self) -> bool:
        """Whether it asked the market's own people and left the others for later."""
        return any(STAFF_FIRST in one.figures for one in self.asked)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one wave decided about one technician. `place` counts from 1 through the asked and the waiting."""

    account: WaveAccount
    stand: Stand
    figures: Mapping[str, float]
    place: int | None = None
    rule: str | None = None


def verdicts_on(accounts: Sequence[WaveAccount], technician: PersonId) -> list[Verdict]:
    """What each wave that looked at the technician decided, oldest first."""
    found = (pair for account in accounts for pair in _verdicts(account))
    return [verdict for person, verdict in found if person == technician]


def _verdicts(account: WaveAccount) -> Iterator[tuple[PersonId, Verdict]]:
    for place, one in enumerate((*account.asked, *account.waiting), 1):
        stand = Stand.ASKED if place <= len(account.asked) else Stand.WAITING
        yield one.technician, Verdict(account, stand, one.figures, place=place)
    for rule, held in account.held_back.items():
        for one in held:
            yield one.technician, Verdict(account, Stand.HELD_BACK, one.figures, rule=rule)


def telling(verdicts: Sequence[Verdict]) -> Verdict | None:
    """The one that answers 'why': that they were asked, else the latest; None when no wave looked at them."""
    asked = [verdict for verdict in verdicts if verdict.stand is Stand.ASKED]
    told = asked or verdicts
    return told[-1] if told else None
