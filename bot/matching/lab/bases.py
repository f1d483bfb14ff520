"""Whose own radius, from their base, covers a place: a lab's few thousand are looked at all at once."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.domain.points import Point
from bot.matching.chords import Floats, chord_squared, place_of
from bot.matching.lab.city import CityTechnician

Rows = NDArray[np.int64]
METRE = 1.0
"""Added to every reach: the rules decide, in whole metres."""


class Reach(NamedTuple):
    """Whom an order may reach: their rows, and where on the earth it is (three metres, see `chords`)."""

    rows: Rows
    place: Floats


class Bases:
    """Rows in the order of the technicians. Nobody of the lab moves their base or learns a skill.

    The market's own index (`bot.matching.nearby`) is for hundreds of thousands who come and go, cell by cell: here one
    look at all with the skill takes a tenth of the time of going through the cells.
    """

    def __init__(self, technicians: Sequence[CityTechnician]) -> None:
        """Everybody's place, reach and skills."""
        self._everybody: Rows = np.arange(len(technicians))
        self._place: Floats = np.array([place_of(one.base) for one in technicians]).reshape(-1, 3)
        self._reach: Floats = np.array([chord_squared(one.radius_km * 1000 + METRE) for one in technicians])
        self._by_skills: dict[frozenset[str], Rows] = {}
        self._technicians = technicians

    def covering(self, point: Point, skills: frozenset[str]) -> Reach:
        """Those with all these skills whose radius covers the point, or a metre less."""
        rows, place = self._having(skills), np.array(place_of(point))
        chords = self._place.take(rows, axis=0)
        chords -= place
        squares: Floats = np.vecdot(chords, chords)
        return Reach(rows[squares <= self._reach.take(rows)], place)

    def _having(self, skills: frozenset[str]) -> Rows:
        if skills not in self._by_skills:
            has = [skills <= one.skills for one in self._technicians]
            self._by_skills[skills] = self._everybody[np.array(has, np.bool_)]
        return self._by_skills[skills]
