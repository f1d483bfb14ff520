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
from bot.matching.felt import UNLIKELY, burden
from bot.matching.free_at import SETTING_OFF_MINUTES, free_at
from bot.matching.lab.city import CityTechnician
from bot.matching.lab.records import LATELY, Duty
from bot.matching.lab.rota import Flags, Rota
from bot.matching.nearby import Nearby
from bot.matching.prediction import chances
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
        self._stars = [average_stars(one.stars_sum, one.stars_count, market.ratings) for one in technicians]
        self._points: list[Point | None] = [None] * count
        self._place: Floats = np.zeros((count, 3))
        self._asked_from: Floats = np.full(count, inf)
        self._free_from, self._burden, self._open_offers, self._willing, self._doubt = np.zeros((5, count))

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

    def soonest(self, rows: Rows, search: Search) -> Iterable[tuple[float, int]]:
        """Those with room whom this wave may reach: the fewest minutes that can be felt of each, and the row."""
        self._renew(search.now)
        minute = self._minute(search.now)
        rows = rows[self._asked_from.take(rows) <= minute]
        if not rows.size:
            return ()
        chords = self._place.take(rows, axis=0)
        chords -= place_of(search.visit.point)
        squares = np.einsum("ij,ij->i", chords, chords)
        free_in = self._free_from.take(rows) - minute
        within = squares <= chord_squared(radius_km(search) * 1000 + METRE)
        (those,) = np.nonzero(within & (free_in <= search.aims.free_soon + ROUNDED))
        if not those.size:
            return ()
        rows = rows[those]
        least = self._least(rows, np.sqrt(squares[those]), free_in[those], search)
        order = np.argsort(least)
        return zip(least[order].tolist(), rows[order].tolist(), strict=True)

    def _least(self, rows: Rows, metres: Floats, free_in: Floats, search: Search) -> Floats:
        """The fewest minutes that can be felt of each: of the idle all but what is rounded, else what is certain."""
        offers, willing, doubt = self._open_offers[rows], self._willing[rows], self._doubt[rows]
        likely = chances(search.knowledge, search.circumstances(), metres / 1000, offers, willing, doubt)
        unwilling = np.log(np.maximum(UNLIKELY, likely)) * -search.aims.minutes_unwilling
        way = metres * (DETOUR / (search.rules.travel_speed_kmh / 3.6) / 60) + (SETTING_OFF_MINUTES - ROUNDED)
        least: Floats = way + self._burden[rows] + np.where(free_in == -inf, unwilling, np.maximum(free_in, 0.0))
        return least

    def _renew(self, now: datetime) -> None:
        if self._changed:
            for row in self._changed:
                self._renew_row(row, self.duties[row], now)
            self._changed.clear()

    def _renew_row(self, row: int, duty: Duty, now: datetime) -> None:
        self._asked_from[row] = again = self._may_be_asked_from(duty)
        if again == inf:
            return
        minutes, point = -inf, duty.position
        if duty.jobs:
            free = free_at(duty.as_candidate(now), duty.position, now, self._market.dispatch.travel_speed_kmh)
            minutes, point = self._minute(now) + free.minutes, free.point
        if self._points[row] is not point:
            self._points[row], self._place[row] = point, place_of(point)
        self._free_from[row] = minutes
        self._burden[row] = burden(self._stars[row], len(duty.asked_for), duty.taken, self._market.dispatch.aims)
        self._open_offers[row] = len(duty.asked_for)
        self._willing[row], self._doubt[row] = duty.habits.willing.mean, duty.habits.willing.variance

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
