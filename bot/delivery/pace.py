"""Telegram's limits, kept on our side, so that nobody is sent away with 'too many requests'."""

import time
from dataclasses import dataclass, field

from aiolimiter import AsyncLimiter

FORGET_AFTER = 120
"""Seconds after which a quiet chat's pace is forgotten."""
GROUP_BURST = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages a second overall; a private chat's burst and seconds a message after it; a group's messages a minute."""

    per_second: float
    chat_burst: int
    chat_interval: float
    group_per_minute: int

    def scaled(self, factor: float) -> "Limits":
        """The same limits in a world that runs `factor` times as fast."""
        return Limits(
            self.per_second * factor,
            self.chat_burst,
            self.chat_interval / factor,
            int(self.group_per_minute * factor),
        )


@dataclass(slots=True)
class Pace:
    """When the next message may go out, overall and to each chat.

    A leaky bucket lets its whole burst through at once and its rate besides: overall the burst is one message
    (two in any window would break Telegram's limit), in a group burst and rate together make a minute's worth.
    """

    limits: Limits
    _chats: dict[int, tuple[AsyncLimiter, float]] = field(default_factory=dict)
    _overall: AsyncLimiter = field(init=False)

    def __post_init__(self) -> None:
        """Begin with a full allowance."""
        self._overall = AsyncLimiter(1, 1 / self.limits.per_second)

    async def next_message(self) -> None:
        """Wait until one more message may be sent at all."""
        await self._overall.acquire()

    async def rest(self, chat: int) -> None:
        """Wait, after a message to this chat, until it may have the next one."""
        self._forget_quiet_chats()
        limiter = self._chats[chat][0] if chat in self._chats else self._limiter(chat)
        self._chats[chat] = (limiter, time.monotonic())
        await limiter.acquire()

    def _limiter(self, chat: int) -> AsyncLimiter:
        # The wait comes after each message, for the one that follows: the first needs none, so the burst is one less.
        if chat < 0:
            rate = self.limits.group_per_minute - GROUP_BURST
            return AsyncLimiter(GROUP_BURST - 1, (GROUP_BURST - 1) * 60 / rate)
        return AsyncLimiter(
            max(1, self.limits.chat_burst - 1), max(1, self.limits.chat_burst - 1) * self.limits.chat_interval
        )

    def _forget_quiet_chats(self) -> None:
        if len(self._chats) > 1000:
            old = time.monotonic() - FORGET_AFTER
            self._chats = {chat: kept for chat, kept in self._chats.items() if kept[1] > old}
