"""How much of one person is heard: enough for anybody in a hurry, not for a script."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

A_MINUTE = timedelta(minutes=1)
MANY = 10_000
"""People whose minutes are remembered before those that are over are thrown out."""


class Hearing(Enum):
    """What becomes of an update."""

    HEARD = "heard"
    ASKED_TO_SLOW_DOWN = "asked_to_slow_down"
    LEFT_OUT = "left_out"


@dataclass(slots=True)
class _Minute:
    began: datetime
    heard: int = 0
    told: bool = False


@dataclass(slots=True)
class FloodGate:
    """Counts each person's updates a minute; nothing is kept beyond the process."""

    most: int
    _minutes: dict[int, _Minute] = field(default_factory=dict)

    def hear(self, person: int, now: datetime) -> Hearing:
        """Whether this update is heard; the first one too many is told so, once a minute."""
        minute = self._minutes.get(person)
        if minute is None or not timedelta() <= now - minute.began < A_MINUTE:
            minute = self._begin(person, now)
        minute.heard += 1
        if minute.heard <= self.most:
            return Hearing.HEARD
        told, minute.told = minute.told, True
        return Hearing.LEFT_OUT if told else Hearing.ASKED_TO_SLOW_DOWN

    def _begin(self, person: int, now: datetime) -> _Minute:
        if len(self._minutes) >= MANY:
            self._minutes = {who: minute for who, minute in self._minutes.items() if now - minute.began < A_MINUTE}
        self._minutes[person] = minute = _Minute(now)
        return minute
