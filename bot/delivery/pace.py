"""Telegram's limits, kept on our side, so that nobody is sent away with 'too many requests'."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from math import ceil

from aiolimiter import AsyncLimiter

from bot.domain.ids import ChatId

FORGET_AFTER = 120
"""Seconds after which a quiet chat's pace is forgotten: its allowance has long been whole again."""
CHATS_KEPT = 1000
GROUP_BURST = 4
BURST = 3
"""Messages that may leave at once, overall: whoever wakes late makes up for it with the next one."""
A_SECOND = 1.005
"""Seconds in which no more may leave than Telegram takes in one: the way there is not always equally long."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages a second overall; a private chat's burst and seconds a message after it; a group's messages a minute."""

    per_second: float
    chat_burst: int
    chat_interval: float
    group_per_minute: int

    def __post_init__(self) -> None:
        """The wait comes after a message, for the next one: a burst of one cannot be told from one of two."""
        if self.chat_burst < 2 or self.group_per_minute <= GROUP_BURST:
            raise ValueError(f"a chat's burst begins at 2, a group's messages a minute at {GROUP_BURST + 1}: {self}")

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

    A leaky bucket lets its whole burst through at once and its rate besides. Overall it only spaces the messages out;
    that they are never over 30 in any second is seen to by looking back at those that left. In a group burst and rate
    together make a minute's worth.
    """

    limits: Limits
    _chats: dict[ChatId, tuple[AsyncLimiter, float]] = field(default_factory=dict)
    _overall: AsyncLimiter = field(init=False)
    _left: deque[float] = field(default_factory=deque)

    def __post_init__(self) -> None:
        """Begin with a full allowance."""
        self._overall = _overall(self.limits)

    def change_to(self, limits: Limits) -> None:
        """Keep other limits from now on, with a full allowance; whoever waits already waits as was said."""
        self.limits = limits
        self._chats.clear()
        self._overall = _overall(limits)

    async def next_message(self) -> None:
        """Wait until one more message may be sent at all."""
        await self._overall.acquire()
        while (wait := self._until_fewer_left()) > 0:  # noqa: ASYNC110 - it waits for the time, which nobody tells
            await asyncio.sleep(wait)
        self._left.append(asyncio.get_running_loop().time())

    def _until_fewer_left(self) -> float:
        """Seconds until one more makes no more in any second than the limit, or the whole number above it."""
        now = asyncio.get_running_loop().time()
        while self._left and self._left[0] <= now - A_SECOND:
            self._left.popleft()
        most = ceil(self.limits.per_second)
        return self._left[0] + A_SECOND - now if len(self._left) >= most else 0.0

    async def rest(self, chat: ChatId) -> None:
        """Wait, after a message to this chat, until it may have the next one."""
        now = asyncio.get_running_loop().time()
        self._forget_quiet_chats(now)
        limiter = self._chats[chat][0] if chat in self._chats else self._limiter(chat)
        self._chats[chat] = (limiter, now)
        await limiter.acquire()

    def _limiter(self, chat: ChatId) -> AsyncLimiter:
        # The wait comes after each message, for the one that follows: the first needs none, so the burst is one less.
        if chat < 0:
            burst, interval = GROUP_BURST, 60 / (self.limits.group_per_minute - GROUP_BURST)
        else:
            burst, interval = self.limits.chat_burst, self.limits.chat_interval
        return AsyncLimiter(burst - 1, (burst - 1) * interval)

    def _forget_quiet_chats(self, now: float) -> None:
        if len(self._chats) > CHATS_KEPT:
            self._chats = {chat: kept for chat, kept in self._chats.items() if kept[1] > now - FORGET_AFTER}


def _overall(limits: Limits) -> AsyncLimiter:
    return AsyncLimiter(BURST, BURST / limits.per_second)


class Passage:
    """One outbox row's way through the limits: often one message, but an old card's buttons go, an album counts more.

    Whoever took the row has waited for its first message already.
    """

    def __init__(self, pace: Pace, chat: ChatId) -> None:
        """Nothing has been sent of the row yet."""
        self._pace = pace
        self._chat = chat
        self._unpaid = 0

    async def message(self, count: int = 1) -> None:
        """Wait until the row's next message may go (`count`: the pictures of an album); the first may at once."""
        if self._unpaid:
            await self.settle()
            await self._pace.next_message()
        self._unpaid = count

    async def settle(self) -> None:
        """Wait until the chat may have something again, after all that it has got."""
        for _ in range(self._unpaid - 1):
            await self._pace.next_message()
        for _ in range(self._unpaid):
            await self._pace.rest(self._chat)
        self._unpaid = 0
