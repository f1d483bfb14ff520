"""How many accepts a second: on one order that everybody wants, and on as many different ones.

`python benchmarks/accepts.py`: on SQLite ours beside the same use case through SQLAlchemy over aiosqlite and beside the
very same statements over plain aiosqlite; on PostgreSQL with one and with three replicas. Files and server on the same
disk, everything durable (`synchronous=FULL`, `fsync=on`); medians of three rounds, each on a fresh copy.
"""

import asyncio
import logging
import shutil
import statistics
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog

sys.path.insert(0, str(Path(__file__).parents[1]))  # started as a script, Python looks only beside it

from benchmarks import accepting, contest, replicas
from benchmarks.contest import Attempt
from bot.config import load_settings
from bot.domain.clock import SystemClock
from bot.domain.market import Market
from bot.turn import Turns
from db.keyring import Keyring, new_key
from db.migrate import migrate
from db.postgresql import PostgresqlDatabase
from tests.postgresql_server import PostgresqlServer

ATTEMPTS = 1000
ROUNDS = 3
DURABLE = {"max_connections": "200"}
Contest = Callable[[Turns, int], Awaitable[list[Attempt]]]
CONTESTS: dict[str, Contest] = {"one order": contest.one_order, "different orders": contest.different_orders}


@dataclass(frozen=True)
class Ground:
    """Where the rounds are run."""

    folder: Path
    key: str
    market: Market

    @property
    def keyring(self) -> Keyring:
        """One for all."""
        return Keyring([self.key])

    def copy(self, name: str) -> Path:
        """A fresh copy of the market of that name."""
        fresh = self.folder / "round.db"
        for old in self.folder.glob("round.db*"):
            old.unlink()
        shutil.copy(self.folder / name, fresh)
        return fresh


def checked(seconds: float, won: int, expected: int) -> float:
    """The seconds, if exactly as many won as may."""
    if won != expected:
        raise RuntimeError(f"{won} won instead of {expected}")
    return seconds


async def prepared(ground: Ground, name: str, make: Contest) -> list[Attempt]:
    """A market of that name, ready for the contest."""
    migrate(f"sqlite:///{ground.folder / name}")
    async with accepting.onsite(ground.folder / name, ground.keyring, ground.market) as turns:
        return await make(turns, ATTEMPTS)


async def on_sqlite(ground: Ground, name: str, wanted: Sequence[Attempt], expected: int) -> dict[str, float]:
    """Attempts a second of each way."""
    what = await accepting.recorded(ground.copy(name), ground.keyring, ground.market, wanted)
    seconds: dict[str, list[float]] = {"ours": [], "SQLAlchemy": [], "aiosqlite": []}
    for _ in range(ROUNDS):
        for way, opened in (("ours", accepting.onsite), ("SQLAlchemy", accepting.alchemy)):
            async with opened(ground.copy(name), ground.keyring, ground.market) as turns:
                seconds[way].append(checked(*await accepting.attempts(turns, wanted), expected))
        seconds["aiosqlite"].append(await accepting.plainly(ground.copy(name), what))
    return {way: ATTEMPTS / statistics.median(took) for way, took in seconds.items()}


async def on_postgresql(ground: Ground, server: PostgresqlServer, make: Contest, expected: int, count: int) -> float:
    """Attempts a second with so many replicas."""
    seconds = []
    for _ in range(ROUNDS):
        url = server.new_database()
        database = PostgresqlDatabase(url, ground.keyring)
        wanted = await make(Turns(database, SystemClock(), ground.market), ATTEMPTS)
        await database.close()
        made = await asyncio.to_thread(replicas.raced, url, ground.key, wanted, count)
        seconds.append(checked(*made, expected))
        server.drop(url)
    return ATTEMPTS / statistics.median(seconds)


async def measured(folder: Path) -> None:
    """Print a line a contest."""
    ground = Ground(folder, new_key(), load_settings().market_rules())
    server = PostgresqlServer(DURABLE, folder)
    try:
        for number, (name, make) in enumerate(CONTESTS.items()):
            expected = 1 if make is contest.one_order else ATTEMPTS
            rates = await on_sqlite(ground, f"{number}.db", await prepared(ground, f"{number}.db", make), expected)
            one, three = [await on_postgresql(ground, server, make, expected, count) for count in (1, 3)]
            print(row(name, rates, one, three), flush=True)
    finally:
        server.remove()


def row(name: str, rates: dict[str, float], one: float, three: float) -> str:
    """The line of a contest."""
    ours, alchemy, plain = rates["ours"], rates["SQLAlchemy"], rates["aiosqlite"]
    figures = f"{ours:8,.0f} {alchemy:8,.0f} {ours / alchemy:6.1f} {plain:8,.0f} {ours / plain:6.1f}"
    return f"{name:18} {figures} {one:8,.0f} {three:8,.0f} {three / one:6.1f}"


def main() -> None:
    """Print the table."""
    logging.disable()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    columns = (
        f"{'Onsite':>8} {'alchemy':>8} {'ratio':>6} {'aiosqlit':>8} {'ratio':>6} {'PG 1':>8} {'PG 3':>8} {'ratio':>6}"
    )
    print(f"{'attempts a second':18} {columns}")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        asyncio.run(measured(Path(folder)))


if __name__ == "__main__":
    main()
