"""Breaks one thing after the other: the process, the network, Telegram, the disk, the database's lock, the clock."""

import asyncio
import random
import signal
import sqlite3
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

from db.sqlite import SCHEME, path_of
from playground.faults import Fault
from tests.chaos.bot_process import BotProcess
from tests.chaos.keeper import Keeper
from tests.chaos.levers import JUMPS
from tests.chaos.town import Town
from tests.chaos.wire import Wire


@dataclass
class Nemesis:
    """Strikes until cancelled. `diary` tells when what was broken, `struck` counts it."""

    town: Town
    keepers: Sequence[Keeper]
    wire: Wire
    dice: random.Random
    restarting: bool = False
    diary: list[str] = field(default_factory=list)
    struck: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    async def strikes(self) -> None:
        """One trouble after the other, some at the same time."""
        began = asyncio.get_running_loop().time()
        troubles = self._troubles()
        async with asyncio.TaskGroup() as lasting:
            while True:
                await asyncio.sleep(self.dice.uniform(0.1, 1.2))
                name, trouble = self.dice.choice(troubles)
                self.struck[name] += 1
                self.diary.append(f"{asyncio.get_running_loop().time() - began:.2f} {name}")
                lasting.create_task(trouble(self))

    def _troubles(self) -> Sequence[tuple[str, "Trouble"]]:
        """Those that can befall this town: a file has no server, a server no page that is full."""
        impossible = frozenset() if self.town.ground.server else OF_A_SERVER
        if not self.town.url.startswith(SCHEME):
            impossible = impossible | OF_A_FILE
        return [(name, trouble) for name, trouble in TROUBLES if name not in impossible]

    # ------------------------------------------------------------ the process

    async def kill(self) -> None:
        """Kill -9, at any moment."""
        if (bot := self._somebody()) is not None:
            bot.signal(signal.SIGKILL)

    async def deploy(self) -> None:
        """SIGTERM."""
        if (bot := self._somebody()) is not None:
            bot.signal(signal.SIGTERM)

    async def freeze(self) -> None:
        """The machine has no time for it."""
        if (bot := self._somebody()) is None:
            return
        bot.signal(signal.SIGSTOP)
        try:
            await asyncio.sleep(self.dice.uniform(0.1, 1.0))
        finally:
            bot.signal(signal.SIGCONT)

    def _somebody(self) -> BotProcess | None:
        """One of the processes, if it is alive."""
        return self.dice.choice(self.keepers).bot

    # ------------------------------------------------------------ Telegram and the network

    async def too_fast(self) -> None:
        """429, for some of the calls."""
        await self._for_a_while(self.town.playground.faults.too_many_requests(1, rate=0.3, times=6))

    async def server_error(self) -> None:
        """500, 502, 504."""
        code = self.dice.choice((500, 502, 504))
        await self._for_a_while(self.town.playground.faults.server_error(code, rate=0.4, times=12))

    async def dropped_before(self) -> None:
        """The connection breaks on the way there."""
        await self._for_a_while(self.town.playground.faults.dropped_before(rate=0.4, times=12))

    async def answer_lost(self) -> None:
        """It was done, and nobody told the bot."""
        await self._for_a_while(self.town.playground.faults.dropped_after(rate=0.4, times=6))

    async def slow(self) -> None:
        """Answers take their time."""
        await self._for_a_while(self.town.playground.faults.slow(self.dice.uniform(0.05, 0.8), rate=0.5))

    async def blocked(self) -> None:
        """403 from somebody's chat."""
        actor = self.dice.choice(self.town.actors)
        await self._for_a_while(
            self.town.playground.faults.blocked(method="sendMessage", chat=actor.person.id, times=1)
        )

    async def shaken(self) -> None:
        """Updates mixed, cut into small batches, repeated."""
        ways = [way for way in (self.wire, self.town.crossing) if way is not None]
        for way in ways:
            way.shaken = True
        try:
            await asyncio.sleep(self.dice.uniform(0.2, 2.0))
        finally:
            for way in ways:
                way.shaken = False

    async def _for_a_while(self, fault: Fault) -> None:
        try:
            await asyncio.sleep(self.dice.uniform(0.2, 1.5))
        finally:
            self.town.playground.faults.remove(fault)
            self.refused[fault.kind] += fault.happened

    # ------------------------------------------------------------ the machine

    async def disk_full(self) -> None:
        """Not one more page for the database."""
        self.town.levers.disk_full = True
        try:
            await asyncio.sleep(self.dice.uniform(0.1, 1.2))
        finally:
            self.town.levers.disk_full = False

    async def quota(self) -> None:
        """No file may grow beyond what a small database has: every write is an error."""
        self.town.levers.largest_file = self.dice.choice((4096, 65536))
        try:
            await asyncio.sleep(self.dice.uniform(0.1, 1.0))
        finally:
            self.town.levers.largest_file = 0

    async def server_stopped(self) -> None:
        """PostgreSQL is restarted, as for an upgrade."""
        server = self.town.ground.server
        if self.restarting:
            return
        assert server is not None
        self.restarting = True
        stopping = asyncio.create_task(asyncio.to_thread(server.stop))
        try:
            await asyncio.shield(stopping)
            await asyncio.sleep(self.dice.uniform(0.0, 1.5))
        finally:  # also when the run ends while it stops: a thread that stops a server is not called off
            await stopping
            server.start()
            self.restarting = False

    async def locked(self) -> None:
        """Somebody else holds SQLite's one write lock (a backup, a curious administrator)."""
        connection = sqlite3.connect(path_of(self.town.settings.database.url), isolation_level=None, timeout=0)
        try:
            connection.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(self.dice.uniform(0.1, 1.5))
        except sqlite3.OperationalError as error:
            self.diary.append(f"  the lock was not to be had: {error}")
        finally:
            connection.close()

    async def clock_jumps(self) -> None:
        """Ahead by minutes, hours or days; back by as much as a correction takes."""
        self.town.levers.clock_offset += self.dice.choice(JUMPS)


Trouble = Callable[[Nemesis], Coroutine[Any, Any, None]]
TROUBLES: tuple[tuple[str, Trouble], ...] = (
    ("kill", Nemesis.kill),
    ("kill", Nemesis.kill),
    ("deploy", Nemesis.deploy),
    ("freeze", Nemesis.freeze),
    ("429", Nemesis.too_fast),
    ("5xx", Nemesis.server_error),
    ("connection dropped", Nemesis.dropped_before),
    ("answer lost", Nemesis.answer_lost),
    ("slow answers", Nemesis.slow),
    ("403", Nemesis.blocked),
    ("updates shaken", Nemesis.shaken),
    ("disk full", Nemesis.disk_full),
    ("quota", Nemesis.quota),
    ("database locked", Nemesis.locked),
    ("server stopped", Nemesis.server_stopped),
    ("clock jumps", Nemesis.clock_jumps),
    ("clock jumps", Nemesis.clock_jumps),
)
OF_A_FILE = frozenset({"disk full", "quota", "database locked"})
OF_A_SERVER = frozenset({"server stopped"})
