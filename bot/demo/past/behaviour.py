"""How the invented people behave. Invented: nothing of it was observed in a market."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log
from zoneinfo import ZoneInfo

HOURS = (1, 1, 1, 1, 1, 2, 4, 8, 12, 13, 12, 11, 10, 10, 10, 11, 12, 13, 12, 9, 6, 4, 2, 1)
"""Orders by hour of the day, relative to each other: two gentle peaks."""
WEEKEND = 0.6
"""What a Saturday or Sunday has of a weekday's orders."""
GROWTH = 0.6
"""How much more orders the last day has than the first."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """The dice, loaded: minutes are of the market's own time."""

    dice: random.Random

    def happens(self, chance: float) -> bool:
        """Throw them."""
        return self.dice.random() < chance

    def minutes(self, median: float, spread: float = 0.6) -> float:
        """A stretch of time, log-normal."""
        return self.dice.lognormvariate(log(median), spread)

    def stars(self, skill: float, *, late: bool) -> int:
        """What a customer gives: mostly five for good work in time."""
        draw = self.dice.gauss(4.9 * skill + (0.0 if not late else -1.2), 0.7)
        return max(1, min(5, round(draw)))

    def order_times(self, count: int, begin: datetime, days: int, zone: ZoneInfo) -> list[datetime]:
        """When so many orders come, in order: by hour and weekday, growing a little."""
        weights = [self._weight(begin, day, days) for day in range(days)]
        chosen = self.dice.choices(range(days), weights, k=count)
        hours = self.dice.choices(range(24), HOURS, k=count)
        local = begin.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        times = [
            local + timedelta(days=day, hours=hour, seconds=self.dice.uniform(0, 3600))
            for day, hour in zip(chosen, hours, strict=True)
        ]
        return sorted(moment for moment in times if moment >= begin)

    @staticmethod
    def _weight(begin: datetime, day: int, days: int) -> float:
        growth = 1 + GROWTH * day / days
        return growth * (WEEKEND if (begin + timedelta(days=day)).weekday() >= 5 else 1.0)
