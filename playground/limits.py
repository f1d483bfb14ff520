"""How many messages Telegram lets a bot send. The real windows are unpublished, so all of them are settings."""

import math
from collections import OrderedDict, deque
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

_CHATS_KEPT = 20_000


@dataclass(slots=True)
class Limits:
    """Rates of outgoing messages. `enabled=False` lets everything pass.

    Rates are messages a second of the playground's clock; bursts are how many may come at once after a rest. A group
    takes `group_messages` in any `group_window` seconds. Edits count like messages, because Telegram counts them too;
    a media group counts once for each of its pictures.
    """

    enabled: bool = True
    chat_rate: float = 1.0
    chat_burst: float = 5.0
    overall_rate: float = 30.0
    overall_burst: float = 30.0
    group_messages: int = 20
    group_window: float = 60.0
    paid_rate: float = 1_000.0
    edits_count: bool = True

    def scaled(self, factor: float) -> "Limits":
        """Return the same limits for a world that runs `factor` times as fast."""
        return replace(
            self,
            chat_rate=self.chat_rate * factor,
            overall_rate=self.overall_rate * factor,
            overall_burst=self.overall_burst * factor,
            group_window=self.group_window / factor,
            paid_rate=self.paid_rate * factor,
        )

    @classmethod
    def off(cls) -> "Limits":
        """Return limits that refuse nothing."""
        return cls(enabled=False)


@dataclass(slots=True)
class Bucket:
    """A token bucket: fills at a rate up to its burst, and a message takes a token out."""

    tokens: float
    filled_at: float

    def wait(self, cost: float, rate: float, burst: float, now: float) -> float:
        """Return the seconds until `cost` tokens are there (0 when they are); fills the bucket up to now."""
        self.tokens = min(burst, self.tokens + max(0.0, now - self.filled_at) * rate)
        self.filled_at = now
        missing = min(cost, burst) - self.tokens
        return 0.0 if missing <= 1e-9 else missing / rate


@dataclass(slots=True)
class Window:
    """When the latest messages went to a group."""

    sent: deque[float] = field(default_factory=deque)

    def wait(self, cost: int, most: int, seconds: float, now: float) -> float:
        """Return the seconds until `cost` more make at most `most` in any window."""
        while self.sent and self.sent[0] <= now - seconds:
            self.sent.popleft()
        too_many = len(self.sent) + min(cost, most) - most
        return self.sent[too_many - 1] + seconds - now if too_many > 0 else 0.0


Kept = TypeVar("Kept")


class LatestUsed(Generic[Kept]):
    """One thing a chat; the least used ones are forgotten, for their chats have long rested."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, Kept] = OrderedDict()

    def of(self, chat_id: int, fresh: Kept) -> Kept:
        """Return the chat's thing, or `fresh` from now on."""
        kept = self._kept.setdefault(chat_id, fresh)
        self._kept.move_to_end(chat_id)
        if len(self._kept) > _CHATS_KEPT:
            self._kept.popitem(last=False)
        return kept


class Turnstile:
    """Counts what is sent to each chat and overall, and says how long a sender has to wait."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._chats: LatestUsed[Bucket] = LatestUsed()
        self._groups: LatestUsed[Window] = LatestUsed()
        self._overall: dict[bool, Bucket] = {}

    def charge(self, chat_id: int, cost: int, now: float, *, in_group: bool, paid: bool = False) -> int:
        """Count `cost` messages to a chat; return 0, or the seconds to wait (then nothing is counted)."""
        limits = self.limits
        if not limits.enabled:
            return 0
        rate, burst = self._overall_rate(paid=paid)
        overall = self._overall.setdefault(paid, Bucket(burst, now))
        chat = self._chats.of(chat_id, Bucket(limits.chat_burst, now))
        wait = max(overall.wait(cost, rate, burst, now), chat.wait(cost, limits.chat_rate, limits.chat_burst, now))
        window = self._groups.of(chat_id, Window()) if in_group else None
        if window is not None:
            wait = max(wait, window.wait(cost, limits.group_messages, limits.group_window, now))
        if wait > 0:
            return max(1, math.ceil(wait))
        for bucket in (overall, chat):
            bucket.tokens -= cost
        if window is not None:
            window.sent.extend([now] * cost)
        return 0

    def _overall_rate(self, *, paid: bool) -> tuple[float, float]:
        """Return (rate, burst) of all messages together; paid broadcasts have their own."""
        limits = self.limits
        return (limits.paid_rate, limits.paid_rate) if paid else (limits.overall_rate, limits.overall_burst)
