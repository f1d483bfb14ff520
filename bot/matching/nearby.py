"""Who has a skill and is near a place: an index in memory, for a million people, exact to a millimetre.

Each skill has a grid of cells with the rows of who is in them; where they are stands in one table, a row a person. A
search visits as few cells around the place as hold the answer and reckons with all their people at once. Somebody who
moves within a cell costs one row of the table; only whoever crosses a border touches the grids.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.domain.ids import PersonId
from bot.domain.points import Point
from bot.matching.cells import Grid, Rows, cell_of, cells_of, metres_seen, steps_to_see
from bot.matching.chords import Floats, chord_squared, chords_squared, geodesics, place_of, places_of

FIRST_ROOM = 256
NOBODY: Rows = np.empty(0, np.int32)


@dataclass(frozen=True, slots=True)
class Found:
    """Persons and their metres from the place, the nearest first, equals by their ids."""

    ids: NDArray[np.int64]
    metres: Floats


class Nearby:
    """Persons by skill and place. Each has a reach: as many metres as they go from where they are, at the most."""

    def __init__(self) -> None:
        """Nobody is there yet."""
        self._row_of: dict[int, int] = {}
        self._free: list[int] = []
        self._grids: dict[str, Grid] = {}
        self._own_grids: list[tuple[Grid, ...]] = []
        self._ids: NDArray[np.int64] = np.zeros(0, np.int64)
        self._cells: NDArray[np.int64] = np.zeros(0, np.int64)
        self._table: Floats = np.zeros((0, 4))  # x, y, z and the square of the chord under the reach
        self._farthest = 0.0

    def __len__(self) -> int:
        """How many are there."""
        return len(self._row_of)

    def __contains__(self, person: PersonId) -> bool:
        """Whether this person is there."""
        return person in self._row_of

    @classmethod
    def of(
        cls, ids: NDArray[np.int64], lat: Floats, lon: Floats, reach_m: Floats, having: Mapping[str, Rows]
    ) -> "Nearby":
        """An index of many at once. `having`: the positions in the arrays of those who have a skill."""
        index = cls()
        index._ids, index._cells = ids.copy(), cells_of(lat, lon)
        index._row_of = dict(zip(ids.tolist(), range(ids.size), strict=True))
        index._table = np.ascontiguousarray(np.column_stack((places_of(lat, lon).T, chords_squared(reach_m))))
        index._farthest = float(reach_m.max(initial=0.0))
        index._own_grids = [()] * ids.size
        for skill, rows in having.items():
            index._fill(skill, rows)
        return index

    def put(self, person: PersonId, point: Point, reach_m: float, skills: Iterable[str]) -> None:
        """Somebody is there from now on, or there with another reach or other skills."""
        if person in self._row_of:
            self.remove(person)
        row = self._row_of[person] = self._free.pop() if self._free else self._new_row()
        cell = cell_of(point)
        grids = tuple(self._grids.setdefault(skill, Grid()) for skill in skills)
        for grid in grids:
            grid.add(row, cell)
        self._ids[row], self._cells[row], self._own_grids[row] = person, cell, grids
        self._table[row] = (*place_of(point), chord_squared(reach_m))
        self._farthest = max(self._farthest, reach_m)

    def move(self, person: PersonId, point: Point) -> None:
        """Somebody who is there is somewhere else now."""
        row, cell = self._row_of[person], cell_of(point)
        self._table[row, :3] = place_of(point)
        if (old := int(self._cells[row])) != cell:
            self._cells[row] = cell
            for grid in self._own_grids[row]:
                grid.remove(row, old)
                grid.add(row, cell)

    def remove(self, person: PersonId) -> None:
        """Nobody finds this person any more."""
        row = self._row_of.pop(person)
        for grid in self._own_grids[row]:
            grid.remove(row, int(self._cells[row]))
        self._own_grids[row] = ()
        self._free.append(row)

    # ------------------------------------------------------------ searching

    def within(self, point: Point, skill: str, metres: float) -> Found:
        """Everybody with the skill who is so near and goes so far."""
        ids, squares = self._reaching(skill, point, steps_to_see(point, metres), chord_squared(metres))
        return _first(ids, squares, ids.size)

    def covering(self, point: Point, skill: str) -> NDArray[np.int64]:
        """Everybody with the skill who goes so far, in no order."""
        return self._reaching(skill, point, steps_to_see(point, self._farthest), np.inf)[0]

    def nearest(self, point: Point, skill: str, most: int) -> Found:
        """The nearest with the skill who go so far: looked for in squares that grow until nobody nearer can be left."""
        steps, last = 1, steps_to_see(point, self._farthest)
        while steps < last:
            ids, squares = self._reaching(skill, point, steps, chord_squared(metres_seen(point, steps)))
            if ids.size >= most:
                return _first(ids, squares, most)
            steps *= 2
        return _first(*self._reaching(skill, point, last, np.inf), most)

    def _reaching(self, skill: str, point: Point, steps: int, farthest: float) -> tuple[NDArray[np.int64], Floats]:
        """Ids and squares of the chords of those in the square of cells who reach the point."""
        grid = self._grids.get(skill)
        cells = list(grid.around(point, steps)) if grid is not None else []
        rows = np.concatenate(cells) if cells else NOBODY
        there = self._table.take(rows, axis=0)
        squares = _squares(there, place_of(point))
        (those,) = np.nonzero(squares <= np.minimum(there[:, 3], farthest))
        return self._ids.take(rows.take(those)), squares.take(those)

    # ------------------------------------------------------------ filling

    def _fill(self, skill: str, rows: Rows) -> None:
        grid = self._grids[skill] = Grid()
        grid.fill(rows, self._cells[rows])
        one_more: dict[tuple[Grid, ...], tuple[Grid, ...]] = {}  # people of the same skills share one tuple
        for row in rows.tolist():
            grids = self._own_grids[row]
            self._own_grids[row] = one_more.setdefault(grids, (*grids, grid))

    def _new_row(self) -> int:
        row = len(self._row_of)
        if row >= len(self._ids):
            more = max(FIRST_ROOM, row)
            self._ids = np.concatenate((self._ids, np.zeros(more, np.int64)))
            self._table = np.concatenate((self._table, np.zeros((more, 4))))
            self._cells = np.concatenate((self._cells, np.zeros(more, np.int64)))
            self._own_grids += [()] * more
        return row


def _squares(there: Floats, here: tuple[float, float, float]) -> Floats:
    """Axis by axis: numpy is slow over rows of three."""
    squares: Floats = np.zeros(len(there))
    for axis in range(3):
        way = there[:, axis] - here[axis]
        way *= way
        squares += way
    return squares


def _first(ids: NDArray[np.int64], squares: Floats, most: int) -> Found:
    """The nearest of them, in order."""
    if ids.size > most:
        among = squares <= np.partition(squares, most - 1)[most - 1]
        ids, squares = ids[among], squares[among]
    order = np.lexsort((ids, squares))[:most]
    return Found(ids[order], geodesics(squares[order]))
