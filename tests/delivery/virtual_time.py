"""An event loop whose time jumps to the next timer instead of waiting for it: a minute of limits in no time."""

import asyncio
import selectors
from collections.abc import Coroutine
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")


class _Jumping(selectors.SelectSelector):
    """Does not wait for what it is asked to wait for, but notes how long it would have."""

    def __init__(self, oversleeps: float) -> None:
        super().__init__()
        self.passed = 0.0
        self._oversleeps = oversleeps

    def select(self, timeout: float | None = None) -> list[Any]:
        """Let the time pass at once; a round of the loop takes a moment even when nobody waits."""
        self.passed += max(timeout + self._oversleeps if timeout else 0.0, 1e-6)
        return super().select(0)


class _Loop(asyncio.SelectorEventLoop):
    """Counts only the time that its timers waited for."""

    def __init__(self, oversleeps: float) -> None:
        self._jumping = _Jumping(oversleeps)
        super().__init__(self._jumping)

    def time(self) -> float:
        """Seconds since the loop was made."""
        return self._jumping.passed


def run(scenario: Coroutine[Any, Any, T], oversleeps: float = 0.0) -> T:
    """Run the scenario to its end, in virtual time; timers may wake those who wait so many seconds late."""
    with asyncio.Runner(loop_factory=partial(_Loop, oversleeps)) as runner:
        return runner.run(scenario)
