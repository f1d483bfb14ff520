"""How many updates a second the whole way takes, beside a bare aiogram bot that repeats what it hears.

`python benchmarks/turns.py`: a playground in a process of its own, Telegram's limits off on both sides; medians of
three rounds after one to warm up. Absolute figures are the machine's; what counts is the ratio. What durability costs
is seen beside the very same bot with its market in memory, where a commit reaches no disk.
"""

import asyncio
import logging
import statistics
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # started as a script, Python looks only beside it

PEOPLE = 100
TIMES = 5
"""Messages a person writes in a round."""
ROUNDS = 3
MEMORY = "/dev/shm"  # noqa: S108 - Linux has its memory there as a folder
Round = Callable[[], Awaitable[float]]


@dataclass(frozen=True)
class Row:
    """A line of the table: something of ours beside the same of another, bare aiogram as a rule, in pieces a second."""

    what: str
    ours: float
    bare: float

    def __str__(self) -> str:
        """The line."""
        return f"{self.what:44} {self.ours:8,.0f} {self.bare:8,.0f} {self.ours / self.bare:8.2f}"


async def a_second(round_: Round) -> float:
    """The median of the rounds, in pieces a second."""
    await round_()
    return PEOPLE * TIMES / statistics.median([await round_() for _ in range(ROUNDS)])


async def measured(folder: Path, memory: Path) -> list[Row]:
    """All rows of the table."""
    from benchmarks import parts
    from benchmarks.bots import echo, onsite
    from benchmarks.telegram import Telegram

    async with Telegram() as telegram:
        people = await telegram.people(PEOPLE)
        async with echo(telegram):
            bare_way = await a_second(lambda: telegram.everybody_writes("/help", TIMES))
        bare_sending = await a_second(lambda: parts.bare_sending(telegram, people, TIMES))
        async with onsite(telegram, folder) as app:
            way = await a_second(lambda: telegram.everybody_writes("/help", TIMES))
            sending = await a_second(lambda: parts.sending(app, telegram, people, TIMES))
            market = app.market
        async with onsite(telegram, memory):
            fleeting = await a_second(lambda: telegram.everybody_writes("/help", TIMES))
    async with parts.desk(folder / "turns.db", market) as maker:
        turns = await a_second(lambda: parts.turns(maker, people, TIMES))
    return [
        Row("updates, the whole way over HTTP", way, bare_way),
        Row("… beside itself with nothing durable", way, fleeting),
        Row("turns, no network", turns, await a_second(lambda: parts.bare_turns(people, TIMES))),
        Row("messages out over HTTP", sending, bare_sending),
    ]


def main() -> None:
    """Print the table."""
    logging.disable()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory(dir=MEMORY) as memory:
        rows = asyncio.run(measured(Path(folder), Path(memory)))
    print(f"{'pieces a second (medians of three)':44} {'Onsite':>8} {'beside':>8} {'ratio':>8}")
    print(*rows, sep="\n")


if __name__ == "__main__":
    main()
