"""A grid of cells over the globe, and who is in each: so that a search looks only around its place."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import cos, inf, radians

import numpy as np
from numpy.typing import NDArray

from bot.domain.points import Point

Rows = NDArray[np.int32]
TALL = 0.02
"""Degrees of latitude a cell: 2.2 km. Smaller ones are many to visit, larger ones full of people who are too far."""
WIDE = 0.03
"""Degrees of longitude: about as many kilometres in the middle of Europe."""
COLUMNS = 12_000
"""Cells around the globe, 360 / `WIDE`."""
METRES_A_DEGREE = 110_500.0
"""A little less than the shortest degree of latitude, so that nobody who is nearer than a border is overlooked."""
MOST_STEPS = 200
"""A square of more cells than this in each direction is not worth visiting one by one: then everybody is looked at."""


def cell_of(point: Point) -> int:
    """The number of the cell that the point is in: rows from the south pole, columns from the date line."""
    return int((point.lat + 90) / TALL) * COLUMNS + int((point.lon + 180) / WIDE) % COLUMNS


def cells_of(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.int64]:
    """The same for many."""
    rows, columns = ((lat + 90) / TALL).astype(np.int64), ((lon + 180) / WIDE).astype(np.int64)
    cells: NDArray[np.int64] = rows * COLUMNS + columns % COLUMNS
    return cells


def metres_seen(point: Point, steps: int) -> float:
    """How far from the point nobody is outside the square of so many cells in each direction; `inf`: all are in it."""
    if steps > MOST_STEPS:
        return inf
    farthest_north = min(90.0, abs(point.lat) + (steps + 1) * TALL)
    return steps * METRES_A_DEGREE * min(TALL, WIDE * cos(radians(farthest_north)))


def steps_to_see(point: Point, metres: float) -> int:
    """The size of the square outside which nobody is that near."""
    steps = int(metres / metres_seen(point, 1)) + 1
    while metres_seen(point, steps) < metres:
        steps += 1
    return steps


@dataclass(slots=True, eq=False)
class Grid:
    """Whose row is in which cell. A cell's rows are one array: few people share a cell, so it is copied at a change."""

    _cells: dict[int, Rows] = field(default_factory=dict)

    def fill(self, rows: Rows, cells: NDArray[np.int64]) -> None:
        """Put all of them in at once, into a grid that is empty."""
        order = np.argsort(cells, kind="stable")
        numbers, starts = np.unique(cells[order], return_index=True)
        self._cells = dict(zip(numbers.tolist(), np.split(rows[order], starts[1:]), strict=True))

    def add(self, row: int, cell: int) -> None:
        """Somebody is in this cell now."""
        there = self._cells.get(cell)
        one = np.array((row,), np.int32)
        self._cells[cell] = one if there is None else np.concatenate((there, one))

    def remove(self, row: int, cell: int) -> None:
        """They are not any more."""
        left = self._cells[cell]
        left = left[left != row]
        if left.size:
            self._cells[cell] = left
        else:
            del self._cells[cell]

    def around(self, point: Point, steps: int) -> Iterable[Rows]:
        """The rows of everybody in the square of so many cells in each direction, a piece a cell.

        Of others too where fewer cells are lived in than the square has: they are not worth visiting one by one.
        """
        if (2 * steps + 1) ** 2 >= len(self._cells) or metres_seen(point, steps) == inf:
            return self._cells.values()
        return self._square(cell_of(point), steps)

    def _square(self, middle: int, steps: int) -> list[Rows]:
        row, column = divmod(middle, COLUMNS)
        if column < steps or column + steps >= COLUMNS:  # across the date line
            columns = [(column + step) % COLUMNS for step in range(-steps, steps + 1)]
        else:
            columns = list(range(column - steps, column + steps + 1))
        get = self._cells.get
        starts = range((row - steps) * COLUMNS, (row + steps + 1) * COLUMNS, COLUMNS)
        return [there for start in starts for column in columns if (there := get(start + column)) is not None]
