"""Everybody at work in a city, in columns: what a wave has to know of hundreds before it looks at ten.

What stands here is either the fact itself or a bound that the market's own reckoning never goes below, so the wave that
is planned from it is the very wave that looking at everybody would give (a test compares them). A row is renewed when
something has happened to its technician, and not before somebody asks.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import inf

import numpy as np

from bot.domain.market import Market
from bot.domain.points import Point
from bot.domain.ratings import average_stars
from bot.matching.chords import Floats, chord_squared, place_of
from bot.matching.distance import DETOUR
from bot.matching.eligibility import MOST_OPEN_OFFERS
from bot.matching.felt import UNLIKELY, burden
from bot.matching.free_at import SETTING_OFF_MINUTES, free_at
from bot.matching.lab.bases import METRE, Bases, Reach, Rows
from bot.matching.lab.records import LATELY, Duty
from bot.matching.lab.rota import Rota
from bot.matching.prediction import chances
from bot.matching.searches import Search

ROUNDED = 0.05
"""Minutes that whole metres, whole seconds and a plane instead of a globe can take off a way."""
MINUTE = timedelta(minutes=1)


class Roster:
    """Rows are in the order of the technicians' ids."""

    def __init__(self, market: Market, duties: Iterable[Duty], midnight: datetime) -> None:
        """Everybody as they are at that midnight."""
        self.duties = sorted(duties, key=lambda duty: duty.technician.id)
        self.row_of = {duty.technician.id: row for row, duty in enumerate(self.duties)}
        self._market, self._midnight = market, midnight
        technicians = [duty.technician for duty in self.duties]
        self._bases, self._rota = Bases(technicians), Rota(technicians, market)
        self._changed = set(range(len(self.duties)))
        count = len(self.duties)
        self._stars = [average_stars(one.stars_sum, one.stars_count, market.ratings) for one in technicians]
        self._points: list[Point | None] = [None] * count
        self._place: Floats = np.zeros((count, 3))
        self._able_from: Floats = np.full(count, inf)
        self._ready_from, self._on_shift = self._able_from.copy(), np.zeros(count, np.bool_)
        self._known: Floats = np.zeros((5, count))

    def changed(self, duty: Duty) -> None:
        """Something has happened to them: what stands here of them does not hold any more."""
        self._changed.add(self.row_of[duty.technician.id])

    def reaching(self, point: Point, skills: frozenset[str]) -> Reach:
        """Those with all the skills whose own radius, from their base, covers the place (or a metre less)."""
        return self._bases.covering(point, skills)

    def on_shift(self, rows: Rows, now: datetime) -> Rows:
        """Those of them who work now, by the shifts and calls of these ten minutes."""
        return rows[self._rota.at(now)[rows]]

    def is_on_shift(self, duty: Duty, now: datetime) -> bool:
        """Whether this one does."""
        return bool(self._rota.at(now)[self.row_of[duty.technician.id]])

    def soonest(self, reach: Reach, search: Search) -> Iterable[tuple[float, int]]:
        """Those with room on shift whom this wave may reach: the fewest minutes felt of each, and the row."""
        self._renew(search.now)
        ready = reach.rows[self._ready_from.take(reach.rows) <= self._minute(search.now)]
        if not ready.size:
            return ()
        rows, squares = self._within(ready, reach.place, search)
        if rows.size <= 1:
            return [(-inf, row) for row in rows.tolist()]
        least = self._least(rows, np.sqrt(squares), search)
        order = least.argsort()
        return zip(least.take(order).tolist(), rows.take(order).tolist(), strict=True)

    def _within(self, rows: Rows, place: Floats, search: Search) -> tuple[Rows, Floats]:
        """Those of them inside the wave's circle (or a metre outside), and the squares of their chords."""
        chords = self._place.take(rows, axis=0)
        chords -= place
        squares = np.vecdot(chords, chords)
        (those,) = (squares <= chord_squared(search.radius_km * 1000 + METRE)).nonzero()
        return rows.take(those), squares.take(those)

    def _least(self, rows: Rows, metres: Floats, search: Search) -> Floats:
        """The fewest minutes that can be felt of each: of the idle all but what is rounded, else what is certain."""
        free_from, load, offers, willing, doubt = self._known.take(rows, axis=1)
        free_in = free_from - self._minute(search.now)
        likely = chances(search.knowledge, search.circumstances(), metres / 1000, offers, willing, doubt)
        unwilling = np.log(np.maximum(UNLIKELY, likely)) * -search.aims.minutes_unwilling
        way = metres * (DETOUR / (search.rules.travel_speed_kmh / 3.6) / 60) + (SETTING_OFF_MINUTES - ROUNDED)
        least: Floats = way + load + np.where(free_in == -inf, unwilling, np.maximum(free_in, 0.0))
        return least

    def _renew(self, now: datetime) -> None:
        if self._changed:
            for row in self._changed:
                able_from = self._able_from[row] = self._renew_row(row, self.duties[row], now)
                self._ready_from[row] = able_from if self._on_shift[row] else inf
            self._changed.clear()
        if self._on_shift is not (on_shift := self._rota.at(now)):
            self._on_shift, self._ready_from = on_shift, np.where(on_shift, self._able_from, inf)

    def _renew_row(self, row: int, duty: Duty, now: datetime) -> float:
        """Write down what is known of them; from which minute on they may be asked, if they are on shift then."""
        asked_from = self._may_be_asked_from(duty)
        if asked_from == inf:
            return inf
        minutes, point = -inf, duty.position
        if duty.jobs:
            speed_kmh = self._market.dispatch.travel_speed_kmh
            free = free_at(duty.visits, duty.habits.work, duty.position, now, speed_kmh)
            minutes, point = self._minute(now) + free.minutes, free.point
        if self._points[row] is not point:
            self._points[row], self._place[row] = point, place_of(point)
        aims, offers, willing = self._market.dispatch.aims, len(duty.asked_for), duty.habits.willing
        load = burden(self._stars[row], offers, duty.taken, aims)
        for column, figure in zip(self._known, (minutes, load, offers, willing.mean, willing.variance), strict=True):
            column[row] = figure
        return max(asked_from, minutes - aims.free_soon - ROUNDED)

    def _may_be_asked_from(self, duty: Duty) -> float:
        """Not at all until something happens to them: without room, or with as many questions as anybody gets."""
        if not duty.has_room or len(duty.asked_for) >= MOST_OPEN_OFFERS:
            return inf
        most = self._market.dispatch.aims.most_an_hour
        return self._minute(duty.asked_at[-most] + LATELY) if len(duty.asked_at) >= most else -inf

    def _minute(self, moment: datetime) -> float:
        return (moment - self._midnight) / MINUTE
