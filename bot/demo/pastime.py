"""How simulated people spend time: in a world that may run faster than ours, change its pace, or skip an hour."""

import asyncio
import contextlib
import random
from dataclasses import dataclass, field
from datetime import timedelta

from bot.domain.clock import ScaledClock


@dataclass(slots=True)
class Pastime:
    """Waits by the world's clock; the dice decide how long exactly."""

    clock: ScaledClock
    dice: random.Random
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def takes(self, seconds: float) -> None:
        """Spend about this long: between half and twice as long, most often as said."""
        await self.passes(seconds * self.dice.triangular(0.5, 2.0, 1.0))

    async def passes(self, seconds: float) -> None:
        """Spend exactly this long, whatever the clock does meanwhile."""
        until = self.clock.now() + timedelta(seconds=seconds)
        while wait := self.clock.seconds_until(until):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._changed.wait()

    def reconsiders(self) -> None:
        """Let whoever waits look at the clock again: it has changed its speed or jumped."""
        self._changed.set()
        self._changed = asyncio.Event()

    def happens(self, chance: float) -> bool:
        """Throw the dice."""
        return self.dice.random() < chance
