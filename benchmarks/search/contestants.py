"""What every way of searching has to do, and the ways that need no server."""

import resource
import sqlite3
from collections.abc import Iterable
from math import cos, radians
from pathlib import Path
from typing import Protocol

import numpy as np

from benchmarks.search.world import FARTHEST_M, MOST, Move, Question, World
from bot.domain.ids import PersonId
from bot.matching.distance import box_around
from bot.matching.nearby import Nearby

METRES_A_DEGREE = 111_195.0
FIRST_BOX_KM = 2.5


class Contestant(Protocol):
    """A way of keeping technicians and finding the nearest."""

    name: str

    def fill(self, world: World) -> None:
        """Take them all in."""

    def nearest(self, question: Question) -> list[int]:
        """The ids of the nearest twenty who have the skill and reach the point, in order."""

    def move(self, moves: list[Move]) -> None:
        """Keep these new positions, all in one transaction where there are transactions."""

    def megabytes(self) -> float:
        """What it holds: memory, or the size of its file."""

    def close(self) -> None:
        """Give it back."""


class NumpyIndex:
    """Ours: `bot/matching/nearby.py`."""

    name = "numpy index (ours)"

    def fill(self, world: World) -> None:
        """The time of a start."""
        before = _resident_megabytes()
        having = {str(skill): positions for skill, positions in enumerate(world.having)}
        self._index = Nearby.of(np.arange(1, len(world) + 1), world.lat, world.lon, world.reach_m, having)
        self._megabytes = _resident_megabytes() - before

    def nearest(self, question: Question) -> list[int]:
        """One look."""
        ids: list[int] = self._index.nearest(question.point, str(question.skill), MOST).ids.tolist()
        return ids

    def move(self, moves: list[Move]) -> None:
        """One by one."""
        for move in moves:
            self._index.move(PersonId(move.id), move.point)

    def megabytes(self) -> float:
        """Resident memory that came with it."""
        return self._megabytes

    def close(self) -> None:
        """Nothing is open."""


class _Sqlite:
    """A database in a file, WAL, synchronous=NORMAL, everything in the page cache."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"{type(self).__name__}.db"
        self._path.unlink(missing_ok=True)
        self._connection = sqlite3.connect(self._path, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-1000000"):
            self._connection.execute(f"PRAGMA {pragma}")

    def megabytes(self) -> float:
        """The file."""
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return self._path.stat().st_size / 1e6

    def close(self) -> None:
        """The next world gets a new file."""
        self._connection.close()
        self._path.unlink()

    def _in_transaction(self, statement: str, rows: Iterable[tuple[float, ...]]) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(statement, rows)
        self._connection.execute("COMMIT")


class SqliteTree(_Sqlite):
    """A plain B-tree: skill, then latitude."""

    name = "SQLite B-tree"
    _TABLE = """CREATE TABLE spots (skill INTEGER, lat REAL, lon REAL, id INTEGER, reach_m REAL,
        PRIMARY KEY (skill, lat, id)) WITHOUT ROWID"""
    _QUERY = """SELECT id, metres2 FROM (SELECT id, reach_m,
          ((lat - ?1) * (lat - ?1) + (lon - ?2) * (lon - ?2) * ?3) * ?4 AS metres2
        FROM spots WHERE skill = ?5 AND lat BETWEEN ?6 AND ?7 AND lon BETWEEN ?8 AND ?9)
      WHERE metres2 <= reach_m * reach_m ORDER BY metres2, id LIMIT ?10"""

    def fill(self, world: World) -> None:
        """In one transaction."""
        self._connection.execute(self._TABLE)
        self._connection.execute("CREATE UNIQUE INDEX spots_id ON spots (id, skill)")
        self._in_transaction(
            "INSERT INTO spots (id, skill, lat, lon, reach_m) VALUES (?, ?, ?, ?, ?)", world.rows().tuples()
        )
        self._connection.execute("ANALYZE")

    def nearest(self, question: Question) -> list[int]:
        """Boxes that grow until the twentieth is nearer than the border."""
        kilometres = FIRST_BOX_KM
        while True:
            rows = self._within(question, kilometres)
            enough = len(rows) == MOST and rows[-1][1] <= (kilometres * 1000) ** 2
            if enough or kilometres * 1000 >= FARTHEST_M:
                return [row[0] for row in rows]
            kilometres = min(kilometres * 2, FARTHEST_M / 1000)

    def _within(self, question: Question, kilometres: float) -> list[tuple[int, float]]:
        point, box = question.point, box_around(question.point, kilometres)
        shrink = cos(radians(point.lat)) ** 2
        values = (
            point.lat,
            point.lon,
            shrink,
            METRES_A_DEGREE**2,
            question.skill,
            box.south,
            box.north,
            box.west,
            box.east,
            MOST,
        )
        return self._connection.execute(self._QUERY, values).fetchall()

    def move(self, moves: list[Move]) -> None:
        """A row a skill."""
        rows = [(move.point.lat, move.point.lon, move.id) for move in moves]
        self._in_transaction("UPDATE spots SET lat = ?, lon = ? WHERE id = ?", rows)


class SqliteBoxes(_Sqlite):
    """R*Tree: everybody's service area as a box, the skill as a third dimension."""

    name = "SQLite R*Tree"
    _TABLE = """CREATE VIRTUAL TABLE areas USING
        rtree(row, south, north, west, east, skill, same_skill, +lat REAL, +lon REAL, +reach_m REAL, +id INTEGER)"""
    _QUERY = """SELECT id FROM (SELECT id, reach_m,
          ((lat - ?1) * (lat - ?1) + (lon - ?2) * (lon - ?2) * ?3) * ?4 AS metres2
        FROM areas WHERE south <= ?1 AND north >= ?1 AND west <= ?2 AND east >= ?2 AND skill <= ?5 AND same_skill >= ?5)
      WHERE metres2 <= reach_m * reach_m ORDER BY metres2, id LIMIT ?6"""
    _MOVE = "UPDATE areas SET south = ?, north = ?, west = ?, east = ?, lat = ?, lon = ? WHERE row = ?"

    def fill(self, world: World) -> None:
        """In one transaction; a row's number is its technician's id and skill."""
        self._connection.execute(self._TABLE)
        self._reach = dict(enumerate(world.reach_m.tolist(), 1))
        rows = [
            (id_ * 16 + skill, *_area(lat, lon, reach), skill, skill, lat, lon, reach, id_)
            for id_, skill, lat, lon, reach in world.rows().tuples()
        ]
        self._in_transaction("INSERT INTO areas VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def nearest(self, question: Question) -> list[int]:
        """Whose areas hold the point."""
        point = question.point
        values = (point.lat, point.lon, cos(radians(point.lat)) ** 2, METRES_A_DEGREE**2, question.skill, MOST)
        return [row[0] for row in self._connection.execute(self._QUERY, values)]

    def move(self, moves: list[Move]) -> None:
        """A row a skill."""
        self._in_transaction(
            self._MOVE,
            [
                (
                    *_area(move.point.lat, move.point.lon, self._reach[move.id]),
                    move.point.lat,
                    move.point.lon,
                    move.id * 16 + skill,
                )
                for move in moves
                for skill in move.skills
            ],
        )


def _area(lat: float, lon: float, reach_m: float) -> tuple[float, float, float, float]:
    tall = reach_m / 110_500
    wide = tall / cos(radians(abs(lat) + tall))
    return lat - tall, lat + tall, lon - wide, lon + wide


def _resident_megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6
