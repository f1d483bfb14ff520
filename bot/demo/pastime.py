"""How simulated people spend time: in a world that may run faster than ours."""

import asyncio
import random
from dataclasses import dataclass


@dataclass(slots=True)
class Pastime:
    """Waits in the world's seconds, shortened by its speed; the dice decide how long exactly."""

    speed: float
    dice: random.Random

    async def takes(self, seconds: float) -> None:
        """Spend about this long: between half and twice as long, most often as said."""
        await asyncio.sleep(seconds * self.dice.triangular(0.5, 2.0, 1.0) / self.speed)

    async def passes(self, seconds: float) -> None:
        """Spend exactly this long."""
        await asyncio.sleep(max(0.0, seconds) / self.speed)

    def happens(self, chance: float) -> bool:
        """Throw the dice."""
        return self.dice.random() < chance
