"""`python -m tests.chaos`: breaks the bot for minutes and says what held. `make chaos MINUTES=30` runs it."""

import argparse
import asyncio
import logging
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from bot.logs import configure_logs
from tests.chaos.bot_process import Nursery
from tests.chaos.deaths import survived
from tests.chaos.ground import Ground, ground_for
from tests.chaos.keeper import KILLED
from tests.chaos.run import Outcome, run

SECONDS = 30.0
"""One run's chaos, before everything is made whole."""
DEATHS_BETWEEN = 6
"""After each run the bot dies at so many more of the points of one order's story."""
POINTS = 330
"""A few more than the story has: behind the last of them nobody dies."""


@dataclass
class Tally:
    """What all runs came to."""

    runs: int = 0
    updates: int = 0
    messages: int = 0
    repeated: int = 0
    points: set[int] = field(default_factory=set)
    seeds: list[int] = field(default_factory=list)
    ends: Counter[int] = field(default_factory=Counter)
    troubles: Counter[str] = field(default_factory=Counter)
    breaches: list[str] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """One more run."""
        self.runs += 1
        self.seeds.append(outcome.seed)
        self.updates += outcome.updates
        self.messages += outcome.messages
        self.repeated += outcome.repeated
        self.ends += outcome.ends
        self.troubles += outcome.troubles
        self.breaches += [f"seed {outcome.seed}: {breach}" for breach in outcome.breaches]

    def told(self) -> str:
        """The figures, a line each."""
        calls = sum(count for name, count in self.troubles.items() if name.startswith("calls: "))
        troubles = {name: count for name, count in self.troubles.items() if not name.startswith("calls: ")}
        lines = [
            f"runs {self.runs}, seeds {self.seeds[0]} to {self.seeds[-1]}",
            f"updates {self.updates} (and {self.repeated} repeated), messages that came {self.messages}",
            f"lives of the bot {self.ends.total()}: killed {self.ends[KILLED]}, how they ended: {dict(self.ends)}",
            f"deaths at chosen points of one order's story: {len(self.points)} different ones",
            f"troubles {sum(troubles.values())}: {dict(sorted(troubles.items()))}",
            f"calls of the Bot API that went wrong {calls}",
            f"broken invariants {len(self.breaches)}",
        ]
        return "\n".join(lines + self.breaches)


async def last_for(minutes: float, seed: int, seconds: float, ground: Ground) -> Tally:
    """Runs with one seed after the other, and deaths at one point after the other, until the time is over."""
    tally, until = Tally(), time.monotonic() + 60 * minutes
    deaths = random.Random(seed).sample(range(1, POINTS), POINTS - 1)
    async with Nursery() as nursery:
        while time.monotonic() < until or not tally.runs:
            await _one_run(tally, nursery, seed + tally.runs, seconds, ground)
            for _ in range(DEATHS_BETWEEN):
                if time.monotonic() < until and deaths:
                    await _one_death(tally, nursery, deaths.pop(), ground)
            _say(tally.told() + "\n")
    return tally


async def _one_run(tally: Tally, nursery: Nursery, seed: int, seconds: float, ground: Ground) -> None:
    folder = Path(mkdtemp(prefix="onsite-chaos-"))
    outcome = await run(folder, nursery, seed, seconds, ground)
    tally.add(outcome)
    if outcome.breaches:
        (folder / "diary").write_text("\n".join(outcome.diary), "utf-8")
        _say(f"seed {seed} broke something: the database and the diary are in {folder}")
    else:
        rmtree(folder)


async def _one_death(tally: Tally, nursery: Nursery, point: int, ground: Ground) -> None:
    folder = Path(mkdtemp(prefix="onsite-chaos-"))
    survival = await survived(folder, nursery, point, ground)
    tally.points.add(point)
    tally.ends[KILLED] += survival.kills
    tally.breaches += [f"death at point {point}: {breach}" for breach in survival.breaches]
    if not survival.breaches:
        rmtree(folder)


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> int:
    """0 when nothing was broken."""
    parser = argparse.ArgumentParser(prog="tests.chaos", description=__doc__)
    parser.add_argument("--minutes", type=float, default=0.0, help="how long (default: one run)")
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"of chaos in a run (default: {SECONDS:g})")
    parser.add_argument("--seed", type=int, default=None, help="the first run's; the next runs have the next ones")
    parser.add_argument("--database", default="", help="`postgresql` or a URL (default: a SQLite file a run)")
    parser.add_argument("--replicas", type=int, default=1, help="processes that share the market, on PostgreSQL")
    asked = parser.parse_args()
    seed = random.SystemRandom().randrange(10**6) if asked.seed is None else asked.seed
    configure_logs(logging.WARNING)
    with ground_for(asked.database, asked.replicas) as ground:
        tally = asyncio.run(last_for(asked.minutes, seed, asked.seconds, ground))
    _say(tally.told())
    return 1 if tally.breaches else 0


if __name__ == "__main__":
    sys.exit(main())
