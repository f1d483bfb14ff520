"""A word to ten thousand chats: how much of the allowed rate is used, and who waits meanwhile.

`python benchmarks/broadcast.py [CHATS]`: a playground with Telegram's limits on (30 messages a second, 1 a chat), our
bot with the shipped ones; every second somebody else asks for help while the broadcast goes out. Ten thousand take six
minutes.
"""

import asyncio
import logging
import statistics
import sys
import tempfile
from pathlib import Path

import structlog

sys.path.insert(0, str(Path(__file__).parents[1]))  # started as a script, Python looks only beside it

from benchmarks.bots import onsite
from benchmarks.telegram import Busy, Telegram
from bot.app import App
from db.outbox import Priority, notify
from db.transaction import Transaction
from playground import Limits

CHATS = 10_000
WRITERS = 100
"""People who get no broadcast, but write."""
EVERY = 1.0
"""Seconds between two of their messages."""
IN_ONE_DECISION = 500


async def queued(app: App, readers: list[int]) -> None:
    """The broadcast in the outbox, as an operator's decision would put it there."""

    def add(tx: Transaction, some: list[int]) -> None:
        for person in some:
            notify(tx, person, "help/help", priority=Priority.BROADCAST)

    for first in range(0, len(readers), IN_ONE_DECISION):
        some = readers[first : first + IN_ONE_DECISION]
        await app.turns.run(lambda tx, some=some: add(tx, some))  # type: ignore[misc]


async def measured(folder: Path, chats: int) -> tuple[Busy, float]:
    """What it was like, and our own limit in messages a second."""
    async with Telegram(Limits()) as telegram:
        people = await telegram.people(WRITERS + chats)
        async with onsite(telegram, folder, speed=1.0) as app:
            own = app.settings.telegram.messages_per_second
            await queued(app, people[WRITERS:])
            return await telegram.busy(chats, "/help", EVERY, WRITERS), own


def table(busy: Busy, own: float) -> str:
    """What was measured, in lines."""
    rate, waits = busy.sent / busy.seconds, sorted(wait * 1000 for wait in busy.waits)
    late = statistics.quantiles(waits, n=100, method="inclusive")[98]
    allowed = Limits().overall_rate
    return (
        f"{busy.sent:,} messages in {busy.seconds:.0f} s: {rate:.2f} a second, {rate / allowed:.1%} of Telegram's "
        f"{allowed:.0f}, {rate / own:.1%} of our own limit of {own:g}; refused as too many: {busy.refused}\n"
        f"{len(waits)} people asked meanwhile: answered within {statistics.median(waits):.0f} ms (p50), "
        f"{late:.0f} ms (p99), {waits[-1]:.0f} ms at the most"
    )


def main() -> None:
    """Print what was measured."""
    logging.disable()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    chats = int(sys.argv[1]) if len(sys.argv) > 1 else CHATS
    with tempfile.TemporaryDirectory() as folder:
        print(table(*asyncio.run(measured(Path(folder), chats))))


if __name__ == "__main__":
    main()
