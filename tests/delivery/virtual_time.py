"""An event loop whose time jumps to the next timer instead of waiting for it: a minute of limits in no time."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Jumping(selectors.SelectSelector):
    """Does not wait for what it is asked to wait for, but notes how long it would have."""

    def __init__(self) -> None:
        super().__init__()
        self.passed = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        """Let the time pass at once; a round of the loop takes a moment even when nobody waits."""
        self.passed += max(timeout or 0.0, 1e-6)
        return super().select(0)


class _Loop(asyncio.SelectorEventLoop):
    """Counts only the time that its timers waited for."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        """Seconds since the loop was made."""
        return self._jumping.passed


def run(scenario: Coroutine[Any, Any, T]) -> T:
    """Run the scenario to its end, in virtual time."""
    with asyncio.Runner(loop_factory=_Loop) as runner:
        return runner.run(scenario)
