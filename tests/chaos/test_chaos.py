"""The short form of `make chaos`: a seed that is always the same, one that never is, and some chosen deaths."""

import random
from pathlib import Path

import pytest

from tests.chaos.bot_process import Nursery
from tests.chaos.deaths import survived
from tests.chaos.ground import Ground
from tests.chaos.run import run
from tests.postgresql_server import PostgresqlServer

SECONDS = 5.0
FRESH = random.SystemRandom().randrange(10**6)
POINTS = 290
"""Commits and calls in one order's story, twice."""
pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_whatever_breaks_nothing_is_lost(folder: Path, nursery: Nursery) -> None:
    """The same as ever: `python -m tests.chaos --seconds 5 --seed 7` replays it."""
    outcome = await run(folder, nursery, 7, SECONDS, Ground())
    assert not outcome.breaches, "\n".join([*outcome.breaches, *outcome.diary])
    assert outcome.updates > 20


async def test_nor_on_postgresql(folder: Path, nursery: Nursery, postgresql: PostgresqlServer) -> None:
    """As never before, and with three replicas where the seed N is odd.

    `python -m tests.chaos --database postgresql --seconds 5 --seed N --replicas 3` replays what fails.
    """
    outcome = await run(folder, nursery, FRESH, SECONDS, Ground(postgresql, replicas=3 if FRESH % 2 else 1))
    assert not outcome.breaches, "\n".join([f"seed {FRESH}", *outcome.breaches, *outcome.diary])


async def test_one_order_outlives_a_bot_that_dies_again_and_again(folder: Path, nursery: Nursery) -> None:
    """No life has more than a few dozen commits and calls; the order is placed, taken, done and rated all the same."""
    survival = await survived(folder, nursery, 40, Ground(), always=True)
    assert not survival.breaches, survival.breaches
    assert survival.kills > 4


async def test_one_order_outlives_a_death_at_any_point(folder: Path, nursery: Nursery) -> None:
    """A point that nobody has chosen; `make chaos` goes through all of them."""
    point = random.Random(FRESH).randrange(2, POINTS)
    survival = await survived(folder, nursery, point, Ground())
    assert not survival.breaches, [f"point {point}", *survival.breaches]
