"""How long a market with a long past takes to start, and what memory it needs: then, and after a day's traffic.

`python benchmarks/startup.py [ORDERS [PEOPLE [FOLDER]]]`: a million orders of a hundred thousand people unless told
otherwise (two gigabytes of disk), beside an empty market in the same run. Started as people start it, until its first
question to Telegram; medians of five starts, in turn. Then as many messages as a day of that past had, in four parts:
the memory after each says whether it grows. A FOLDER keeps the past that was laid for the next measurement.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # started as a script, Python looks only beside it

from benchmarks import past
from benchmarks.telegram import Telegram
from bot.config import load_settings

ORDERS, PEOPLE = 1_000_000, 100_000
MESSAGES_AN_ORDER = 20
WRITERS = 100
PARTS = 4
STARTS = 5
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Started:
    """Seconds until the first question, and megabytes then and after each part of the day."""

    seconds: float
    megabytes: float
    later: list[float]


async def started(path: Path, rounds: int) -> Started:
    """Start the market of this file, and let everybody write so often."""
    async with Telegram() as telegram:
        await telegram.people(WRITERS)
        began = time.perf_counter()
        process = await _market(telegram, path)
        await telegram.asked_for_updates()
        seconds = time.perf_counter() - began
        first, later = megabytes(process.pid), []
        for _ in range(PARTS if rounds else 0):
            await telegram.everybody_writes("/help", rounds)
            later.append(megabytes(process.pid))
        process.terminate()
        await process.wait()
        return Started(seconds, first, later)


async def _market(telegram: Telegram, path: Path) -> asyncio.subprocess.Process:
    """The process as people start it, with no limits of Telegram's in its way."""
    told = {
        "BOT_TOKEN": telegram.token,
        "ONSITE_DATABASE__URL": f"sqlite:///{path}",
        "ONSITE_TELEGRAM__API_URL": telegram.url,
        "ONSITE_TELEGRAM__MESSAGES_PER_SECOND": "100000",
        "ONSITE_TELEGRAM__CHAT_INTERVAL": "0.0001",
        "ONSITE_TELEGRAM__PERSON_PER_MINUTE": "1000000",
        "ONSITE_STATUS__PORT": "0",
    }
    command, nowhere = (sys.executable, "main.py", "run"), asyncio.subprocess.DEVNULL
    return await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env=os.environ | told, stdout=nowhere, stderr=nowhere
    )


def megabytes(pid: int) -> float:
    """What the process holds in memory."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    (kilobytes,) = (line.split()[1] for line in lines if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


async def measured(folder: Path, orders: int, people: int) -> None:
    """Print a line a figure."""
    messages = orders // past.DAYS * MESSAGES_AN_ORDER
    rounds = max(1, messages // WRITERS // PARTS)
    if not (folder / "past.db").exists():
        await past.lay(folder / "past.db", load_settings().market_rules(), people, orders)
    await started(folder / "empty.db", 0)  # makes its tables: that is no start of a market that stands
    empty, full = [], []
    for number in range(STARTS):
        empty.append(await started(folder / "empty.db", 0))
        full.append(await started(folder / "past.db", rounds if number + 1 == STARTS else 0))
    print(f"{'medians of five starts':28} {'empty':>10} {'with its past':>14} {'ratio':>7}")
    print(row("seconds to start", [one.seconds for one in empty], [one.seconds for one in full], 2))
    print(row("megabytes then", [one.megabytes for one in empty], [one.megabytes for one in full], 0))
    for number, size in enumerate(full[-1].later, 1):
        sent = f"after {number * rounds * WRITERS:,} messages"
        print(f"{sent:28} {'':10} {size:14.0f} {size / full[-1].later[0]:7.2f}")


def row(what: str, empty: list[float], full: list[float], digits: int) -> str:
    """The line of a figure, with its medians."""
    ours, theirs = statistics.median(full), statistics.median(empty)
    return f"{what:28} {theirs:10.{digits}f} {ours:14.{digits}f} {ours / theirs:7.2f}"


def main() -> None:
    """Print the table."""
    told = dict(enumerate(sys.argv[1:]))
    orders, people = int(told.get(0, ORDERS)), int(told.get(1, PEOPLE))
    with tempfile.TemporaryDirectory() as passing:
        asyncio.run(measured(Path(told.get(2, passing)), orders, people))


if __name__ == "__main__":
    main()
