"""Everybody at work in a city, in columns: what a wave has to know of hundreds before it looks at ten.

What stands here is either the fact itself or a bound that the market's own reckoning never goes below, so the wave that
is planned from it is the very wave that looking at everybody would give (a test compares them). A row is renewed when
something has happened to its technician, and not before somebody asks.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import inf

import numpy as np
from numpy.typing import NDArray

from bot.domain.ids import PersonId
from bot.domain.market import Market
from bot.domain.points import Point
from bot.domain.ratings import average_stars
from bot.matching.chords import Floats, chord_squared, place_of
from bot.matching.distance import DETOUR
from bot.matching.eligibility import MOST_OPEN_OFFERS
from bot.matching.felt import burden
from bot.matching.free_at import SETTING_OFF_MINUTES, free_at
from bot.matching.lab.city import CityTechnician
from bot.matching.lab.records import LATELY, Duty
from bot.matching.lab.rota import Flags, Rota
from bot.matching.nearby import Nearby
from bot.matching.searches import Search
from bot.matching.waves import radius_km

Rows = NDArray[np.int64]
NO_SKILL = ""
"""A key that everybody has: for services that need none."""
ROUNDED = 0.05
"""Minutes that whole metres, whole seconds and a plane instead of a globe can take off a way."""
METRE = 1.0
MINUTE = timedelta(minutes=1)


class Roster:
    """Rows are in the order of the technicians' ids."""

    def __init__(self, market: Market, duties: Iterable[Duty], midnight: datetime) -> None:
        """Everybody as they are at that midnight."""
        self.duties = sorted(duties, key=lambda duty: duty.technician.id)
        self.row_of = {duty.technician.id: row for row, duty in enumerate(self.duties)}
        self._market, self._midnight = market, midnight
        technicians = [duty.technician for duty in self.duties]
        self._based, self._skilled, self._rota = (
            _by_base(technicians),
            _by_skill(technicians),
            Rota(technicians, market),
        )
        self._changed = set(range(len(self.duties)))
        count = len(self.duties)
        self._place: Floats = np.zeros((count, 3))
        self._free_from: Floats = np.zeros(count)
        self._burden: Floats = np.zeros(count)
        self._asked_from: Floats = np.full(count, inf)

    def changed(self, duty: Duty) -> None:
        """Something has happened to them: what stands here of them does not hold any more."""
        self._changed.add(self.row_of[duty.technician.id])

    def reaching(self, point: Point, skills: frozenset[str]) -> Rows:
        """Those with all the skills whose own radius, from their base, covers the place (or a metre less)."""
        rows = np.sort(self._based.covering(point, min(skills, default=NO_SKILL)))
        for skill in skills:
            rows = rows[self._skilled[skill][rows]] if rows.size else rows  # nobody at all may have it
        return rows

    def on_shift(self, rows: Rows, now: datetime) -> Rows:
        """Those of them who work now, by the shifts and calls of these ten minutes."""
        return rows[self._rota.at(now)[rows]]

    def is_on_shift(self, duty: Duty, now: datetime) -> bool:
        """Whether this one does."""
        return bool(self._rota.at(now)[self.row_of[duty.technician.id]])

    def soonest(self, rows: Rows, search: Search) -> list[tuple[float, Duty]]:
        """Those with room whom this wave may reach: the fewest minutes that can be felt of each, and who."""
        now, point = search.now, search.visit.point
        self._renew(now)
        minute = self._minute(now)
        rows = rows[self._asked_from[rows] <= minute]
        chords = self._place[rows]
        chords -= place_of(point)
        squares = np.einsum("ij,ij->i", chords, chords)
        free_in = self._free_from[rows] - minute
        within = squares <= chord_squared(radius_km(search) * 1000 + METRE)
        (those,) = np.nonzero(within & (free_in <= search.aims.free_soon + ROUNDED))
        rows = rows[those]
        least = self._way(squares[those]) + np.maximum(free_in[those], 0.0) + self._burden[rows]
        order = np.argsort(least)
        duties = self.duties
        return [(one, duties[row]) for one, row in zip(least[order].tolist(), rows[order].tolist(), strict=True)]

    def _way(self, squares: Floats) -> Floats:
        """Minutes on the way at least, for the squares of straight lines through the rock."""
        a_metre = DETOUR / (self._market.dispatch.travel_speed_kmh / 3.6) / 60
        minutes: Floats = np.sqrt(squares) * a_metre + (SETTING_OFF_MINUTES - ROUNDED)
        return minutes

    def _renew(self, now: datetime) -> None:
        if self._changed:
            for row in self._changed:
                self._renew_row(row, self.duties[row], now)
            self._changed.clear()

    def _renew_row(self, row: int, duty: Duty, now: datetime) -> None:
        self._asked_from[row] = again = self._may_be_asked_from(duty)
        if again == inf:
            return
        who, minutes, point = duty.technician, -inf, duty.position
        if duty.jobs:
            free = free_at(duty.as_candidate(now), duty.position, now, self._market.dispatch.travel_speed_kmh)
            minutes, point = self._minute(now) + free.minutes, free.point
        stars = average_stars(who.stars_sum, who.stars_count, self._market.ratings)
        self._place[row] = place_of(point)
        self._free_from[row] = minutes
        self._burden[row] = burden(stars, len(duty.asked_for), duty.taken, self._market.dispatch.aims)

    def _may_be_asked_from(self, duty: Duty) -> float:
        """Not at all until something happens to them: without room, or with as many questions as anybody gets."""
        if not duty.has_room or len(duty.asked_for) >= MOST_OPEN_OFFERS:
            return inf
        most = self._market.dispatch.aims.most_an_hour
        return self._minute(duty.asked_at[-most] + LATELY) if len(duty.asked_at) >= most else -inf

    def _minute(self, moment: datetime) -> float:
        return (moment - self._midnight) / MINUTE


def _by_base(technicians: Sequence[CityTechnician]) -> Nearby:
    """An index of who could come where, by rows. A metre is added: the rules decide, in whole metres."""
    nearby = Nearby()
    for row, one in enumerate(technicians):
        nearby.put(PersonId(row), one.base, one.radius_km * 1000 + METRE, {NO_SKILL, *one.skills})
    return nearby


def _by_skill(technicians: Sequence[CityTechnician]) -> dict[str, Flags]:
    skills = frozenset[str]().union(*(one.skills for one in technicians))
    return {skill: np.array([skill in one.skills for one in technicians], np.bool_) for skill in skills}
