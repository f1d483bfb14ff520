"""What is going to happen, in the order of its time; the market's own timers fall due in between."""

import heapq
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count
from typing import TypeVar

from sqlalchemy import Connection

from bot.domain.errors import Refusal
from bot.domain.market import Market
from bot.turn import Transaction
from bot.usecases.deadlines import due_timers, fire, next_due

T = TypeVar("T")
Happening = Callable[[], None]
AT_ONCE = 100


class Happenings:
    """A queue in virtual time over one connection, so that months pass in minutes.

    `connection` is set for each stretch that is played in one transaction of the database.
    """

    connection: Connection

    def __init__(self, market: Market, begin: datetime) -> None:
        """Nothing happens yet."""
        self.market = market
        self.now = begin
        self.after_timers: Happening = lambda: None
        self._ahead: list[tuple[datetime, int, Happening]] = []
        self._numbers = count()

    def at(self, moment: datetime, happening: Happening) -> None:
        """Let it happen then; equals in the order in which they were planned."""
        heapq.heappush(self._ahead, (moment, next(self._numbers), happening))

    def after(self, minutes: float, happening: Happening) -> None:
        """Let it happen so many minutes from now."""
        self.at(self.now + timedelta(minutes=minutes), happening)

    def act(self, decision: Callable[[Transaction], T]) -> T | None:
        """Run a use case as a turn would; None when it is refused, and nothing of it holds."""
        with suppress(Refusal), self.connection.begin_nested():
            return decision(Transaction(self.connection, self.now, self.market))
        return None

    def play(self, until: datetime) -> None:
        """Let everything happen until then."""
        while self._ahead and self._ahead[0][0] <= until:
            self._let_fall_due(until)
            moment, _, happening = heapq.heappop(self._ahead)
            self.now = max(self.now, moment)
            happening()
        self._let_fall_due(until)
        self.now = until

    def _let_fall_due(self, until: datetime) -> None:
        """The market's timers before whatever is next; a timer may plan something that comes first."""
        while (due := next_due(self.connection)) is not None and due <= self._next(until):
            self.now = max(due, self.now)
            for timer in due_timers(self.connection, self.now, AT_ONCE):
                self.act(lambda tx, timer=timer: fire(tx, timer))  # type: ignore[misc]
            self.after_timers()

    def _next(self, until: datetime) -> datetime:
        return min(until, self._ahead[0][0]) if self._ahead else until
