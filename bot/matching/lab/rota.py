"""Who of a city is on shift: looked up once in ten minutes, and once for all who have the same hours."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from bot.domain.market import Market
from bot.domain.technicians import WeeklyHours
from bot.matching.hours import works_at
from bot.matching.lab.city import CityTechnician

Flags = NDArray[np.bool_]
LENGTH = timedelta(minutes=10)


class Rota:
    """Flags in the order of the technicians. Shifts and calls begin and end at full ten minutes."""

    def __init__(self, technicians: Sequence[CityTechnician], market: Market) -> None:
        """Nobody has been looked up yet."""
        self._zone = market.city.time_zone
        self._called_in = [(row, one) for row, one in enumerate(technicians) if one.called_in]
        self._same = _by_hours(technicians)
        self._since = self._until = datetime.min.replace(tzinfo=UTC)
        self._on_shift: Flags = np.zeros(len(technicians), np.bool_)

    def at(self, now: datetime) -> Flags:
        """Whether each of them works in these ten minutes."""
        if not self._since <= now < self._until:
            self._since = now.replace(minute=now.minute // 10 * 10, second=0, microsecond=0)
            self._until, self._on_shift = self._since + LENGTH, self._look_up(now)
        return self._on_shift

    def _look_up(self, now: datetime) -> Flags:
        flags = np.zeros(self._on_shift.size, np.bool_)
        for hours, rows in self._same:
            flags[rows] = works_at(hours, now, self._zone)
        for row, one in self._called_in:
            flags[row] = works_at(one.hours_at(now), now, self._zone)
        return flags


def _by_hours(technicians: Sequence[CityTechnician]) -> list[tuple[WeeklyHours, list[int]]]:
    same: defaultdict[object, list[int]] = defaultdict(list)
    for row, one in enumerate(technicians):
        same[frozenset(one.hours.items())].append(row)
    return [(technicians[rows[0]].hours, rows) for rows in same.values()]
