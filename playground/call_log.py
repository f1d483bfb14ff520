"""What the bot asked for and what it was answered, the latest calls only."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

_LONGEST_VALUE = 400
_SENTENCES_COUNTED = 500


@dataclass(slots=True)
class Call:
    """One call: `arguments` as they came (long ones cut), `answer` as it went, `remarks` on what was ignored.

    `refused` says why in Telegram's words, or is None. `status` is 0 when the connection was dropped.
    """

    number: int
    at: float
    method: str
    arguments: dict[str, Any]
    status: int = 0
    answer: Any = None
    refused: str | None = None
    remarks: list[str] = field(default_factory=list)
    took: float = 0.0


class CallLog:
    """The latest calls, and counts of all of them by method and by status."""

    def __init__(self, kept: int) -> None:
        self._calls: deque[Call] = deque(maxlen=kept)
        self._made = 0
        self.in_flight = 0
        self.total_finished = 0
        self.counts: dict[str, int] = {}
        self.refusals: dict[str, int] = {}
        self.listeners: list[Callable[[Call], None]] = []

    def begin(self, method: str, arguments: dict[str, Any], at: float) -> Call:
        """Write down a call that has just come."""
        self._made += 1
        self.counts[method] = self.counts.get(method, 0) + 1
        return Call(self._made, at, method, {name: _shortened(value) for name, value in arguments.items()})

    def finish(self, call: Call) -> None:
        """Keep a call that was answered (or dropped) and tell who listens."""
        self._calls.append(call)
        self.total_finished += call.method != "getUpdates"
        if call.refused is not None:
            known = call.refused in self.refusals or len(self.refusals) < _SENTENCES_COUNTED
            sentence = call.refused if known else "(others)"
            self.refusals[sentence] = self.refusals.get(sentence, 0) + 1
        for listener in tuple(self.listeners):
            listener(call)

    def __iter__(self) -> Iterator[Call]:
        """Go through the kept calls, the oldest first."""
        return iter(tuple(self._calls))

    def __len__(self) -> int:
        """Return how many calls are kept."""
        return len(self._calls)

    @property
    def total(self) -> int:
        """Return how many calls were made in all."""
        return self._made

    def of(self, *methods: str) -> list[Call]:
        """Return the kept calls of these methods (any case)."""
        names = {method.lower() for method in methods}
        return [call for call in self._calls if call.method.lower() in names]

    def refused(self) -> list[Call]:
        """Return the kept calls that were refused."""
        return [call for call in self._calls if call.refused is not None]

    def remarked(self) -> list[Call]:
        """Return the kept calls with something that was ignored (an unknown argument)."""
        return [call for call in self._calls if call.remarks]

    def clear(self) -> None:
        """Forget the calls and the counts."""
        self._calls.clear()
        self.counts.clear()
        self.refusals.clear()


def _shortened(value: Any) -> Any:
    if isinstance(value, str) and len(value) > _LONGEST_VALUE:
        return value[:_LONGEST_VALUE] + "…"
    return value
