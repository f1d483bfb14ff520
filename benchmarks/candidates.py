"""The nearest twenty technicians with a skill: our index beside the databases that could be asked instead.

`python benchmarks/candidates.py` takes about a quarter of an hour; `--quick` shows in a minute what it does. Redis and
PostgreSQL with PostGIS are started where they are installed (`apt-get install redis-server postgresql
postgresql-15-postgis-3`) and said to be missing where they are not. Each question is asked three times and the fastest
answer counts, for everybody: what is compared are the ways of searching, not how busy the machine is.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from math import isfinite
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # started as a script, Python looks only beside it

import numpy as np

from benchmarks.search.contestants import Contestant, NumpyIndex, SqliteBoxes, SqliteTree
from benchmarks.search.geodesic import brute_force, referee
from benchmarks.search.postgis import find_postgis
from benchmarks.search.redis_server import find_redis
from benchmarks.search.world import Question, World, country, dense_city, moves, questions

QUESTIONS = 1_000
TRIES = 3
MANY = 100_000
"""Above this the brute force is asked one question: it takes a minute."""
MOVES = 20_000
IN_A_BATCH = 1_000
SINGLE_MOVES = 2_000


@dataclass(frozen=True)
class Row:
    """One way in one world: microseconds a question, moves a second alone and by the thousand, megabytes.

    `exact`: how many of the questions were answered as the geodesic does, in order.
    """

    name: str
    p50: float
    p99: float
    alone: float = float("nan")
    batched: float = float("nan")
    megabytes: float = float("nan")
    exact: int = 0
    asked: int = 0

    def line(self, ours: "Row") -> str:
        """A line of the table, with how many times ours the two quantiles are."""
        cells = [f"{self.p50:,.0f}", f"{self.p99:,.0f}", f"{self.p50 / ours.p50:,.1f}", f"{self.p99 / ours.p99:,.1f}"]
        cells += [f"{number:,.0f}" if isfinite(number) else "" for number in (self.alone, self.batched, self.megabytes)]
        return " | ".join(["", self.name, *cells, f"{self.exact:,} of {self.asked:,}", ""]).strip()


def quantiles(nearest: Callable[[Question], list[int]], asked: list[Question], tries: int) -> tuple[float, float]:
    """p50 and p99 of the questions' fastest answers, in microseconds."""
    fastest = [min(_microseconds(partial(nearest, question)) for _ in range(tries)) for question in asked]
    p50, p99 = np.percentile(fastest, [50, 99]).tolist()
    return p50, p99


def _microseconds(act: Callable[[], object]) -> float:
    began = time.perf_counter_ns()
    act()
    return (time.perf_counter_ns() - began) / 1000


def measured(contestant: Contestant, world: World, asked: list[Question], right: list[list[int]]) -> Row:
    """Fill it, ask it, judge it, then let everybody move."""
    contestant.fill(world)
    p50, p99 = quantiles(contestant.nearest, asked, TRIES)
    exact = sum(contestant.nearest(question) == answer for question, answer in zip(asked, right, strict=True))
    megabytes = contestant.megabytes()
    alone, batched = _moves_a_second(contestant, world)
    contestant.close()
    return Row(contestant.name, p50, p99, alone, batched, megabytes, exact, len(asked))


def _moves_a_second(contestant: Contestant, world: World) -> tuple[float, float]:
    wanted = moves(world, MOVES)
    batches = [wanted[start : start + IN_A_BATCH] for start in range(0, MOVES, IN_A_BATCH)]
    alone = sum(_microseconds(partial(contestant.move, [move])) for move in wanted[:SINGLE_MOVES])
    batched = sum(_microseconds(partial(contestant.move, batch)) for batch in batches)
    return SINGLE_MOVES / alone * 1e6, MOVES / batched * 1e6


def contestants(folder: Path) -> Iterator[Callable[[], Contestant | None]]:
    """Makers of each, ours first; a maker gives None where its server is not installed."""
    yield NumpyIndex
    yield partial(SqliteTree, folder)
    yield partial(SqliteBoxes, folder)
    yield partial(find_redis, folder)
    yield partial(find_postgis, folder)


def race(world: World, count: int, folder: Path) -> list[Row]:
    """Everybody in this world; the brute force last."""
    asked = questions(world, count)
    right = [referee(world, question) for question in asked]
    rows = [measured(found, world, asked, right) for make in contestants(folder) if (found := make()) is not None]
    return [*rows, _by_brute_force(world, asked[: 3 if len(world) <= MANY else 1], right)]


def _by_brute_force(world: World, asked: list[Question], right: list[list[int]]) -> Row:
    """A few questions say enough of something that takes seconds."""
    answers: list[list[int]] = []
    took = [_microseconds(lambda: answers.append(brute_force(world, question))) for question in asked]  # noqa: B023 - called at once
    exact = sum(answer == expected for answer, expected in zip(answers, right, strict=False))
    return Row("geodesic to everybody", statistics.median(took), max(took), exact=exact, asked=len(asked))


def main() -> None:
    """Print a table a world."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="20,000 technicians and 100 questions only")
    quick = parser.parse_args().quick
    worlds = [country(20_000)] if quick else [country(100_000), country(1_000_000), dense_city(100_000)]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # PostgreSQL's user has to get to its cluster
        for world in worlds:
            print_table(world, race(world, 100 if quick else QUESTIONS, Path(folder)))


def print_table(world: World, rows: list[Row]) -> None:
    """In Markdown, so that what is printed can stand on a page."""
    missing = {"Redis GEOSEARCH", "PostGIS KNN"} - {row.name for row in rows}
    print(f"\n{world.name}" + "".join(f"; {name} is not installed here and has no row" for name in sorted(missing)))
    print(
        "| method | p50 µs | p99 µs | p50 × ours | p99 × ours | moves/s alone | moves/s by the thousand | MB | exact |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    print(*(row.line(rows[0]) for row in rows), sep="\n", flush=True)


if __name__ == "__main__":
    main()
