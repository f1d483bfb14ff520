"""Restarts the bot whenever it ends, as systemd or Docker would, and keeps count of how it ended."""

import asyncio
import signal
from collections import Counter
from collections.abc import Callable

from tests.chaos.bot_process import SLOW, BotProcess
from tests.chaos.town import Town

KILLED = -9


class Keeper:
    """There is a bot as long as it keeps; `doom` tells at which point the life of that number ends (0: at none)."""

    def __init__(self, town: Town, doom: Callable[[int], int], place: int = 0) -> None:
        """`place`: which of the town's replicas it keeps."""
        self._town = town
        self._place = place
        self._doom = doom
        self.bot: BotProcess | None = None
        self.ends: Counter[int] = Counter()
        self._keeping: asyncio.Task[None] | None = None
        self._closing = False

    @property
    def kills(self) -> int:
        """How many lives ended by kill -9, at a point or at any moment."""
        return self.ends[KILLED]

    def begin(self) -> None:
        """Keep a bot from now on."""
        self._keeping = asyncio.create_task(self._keep())

    async def end(self) -> None:
        """Restart it no more: the life that goes on now is asked to stop."""
        assert self._keeping is not None
        self._closing = True
        if self.bot is not None:
            self.bot.signal(signal.SIGTERM)
        await asyncio.wait_for(self._keeping, SLOW)

    async def _keep(self) -> None:
        while not self._closing:
            self.bot = await self._town.bot(self._doom(self.ends.total()), self._place)
            self._say_when_closing(self.bot)
            self.ends[await self.bot.ended] += 1

    def _say_when_closing(self, newborn: BotProcess) -> None:
        """One that is born while nobody wants it any more is told so at once."""
        if self._closing:
            newborn.signal(signal.SIGTERM)
