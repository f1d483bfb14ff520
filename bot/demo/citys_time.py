"""The city's clock as the playground's Telegram reads it: messages, presses and live positions age by it."""

from dataclasses import dataclass

from bot.domain.clock import ScaledClock


@dataclass(frozen=True, slots=True)
class CitysTime:
    """The very same time, however fast it runs and wherever it jumps."""

    clock: ScaledClock

    def now(self) -> float:
        """Seconds since the epoch."""
        return self.clock.now().timestamp()
