"""Virtual time: what is to happen, in the order of its moments."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

Happening = Callable[[], None]


@dataclass(slots=True)
class Clockwork:
    """Jumps from happening to happening. Those of one moment come in the order in which they were planned."""

    now: datetime
    _planned: list[tuple[datetime, int, Happening]] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    def plan(self, moment: datetime, happening: Happening) -> None:
        """Let it happen then; a moment that has passed means now."""
        heapq.heappush(self._planned, (max(moment, self.now), next(self._numbers), happening))

    def run(self) -> None:
        """Let time pass until nothing is planned any more.

        What has been planned beforehand, a whole day's orders, is sorted once: what comes and goes beside it is little.
        """
        beforehand = sorted(self._planned, reverse=True)
        planned = self._planned = []
        while beforehand or planned:
            is_of_before = beforehand and not (planned and planned[0] < beforehand[-1])
            self.now, _, happening = beforehand.pop() if is_of_before else heapq.heappop(planned)
            happening()
