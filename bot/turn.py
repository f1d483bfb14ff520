"""A turn: one update, timer or command is one transaction.

Gather first (await whatever is needed), then decide once: one synchronous function over one open transaction that
also stores the sender and marks the update done. Everything of it holds or nothing does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection
from structlog.contextvars import bind_contextvars

from bot.domain.clock import Clock
from bot.domain.ids import ChatId, PersonId
from bot.domain.market import Market
from bot.domain.people import Person, Role
from db import inbox, people, resuming, senders
from db.conversations import Conversation
from db.database import Database
from db.order_concerned import Thing, order_of, thing_in
from db.senders import Sender
from db.transaction import Decision, Transaction

__all__ = ["AlreadyDoneError", "Conversation", "Thing", "Transaction", "Turn", "Turns", "thing_in"]

T = TypeVar("T")
log = structlog.get_logger(__name__)


class AlreadyDoneError(Exception):
    """The update took effect in an earlier turn; this one must change nothing."""


@dataclass(frozen=True, slots=True)
class Turns:
    """Makes turns, and runs decisions that no update asked for (timers, the command line).

    `after_commit` wakes whoever looks for new rows: the sender and the scheduler.
    """

    database: Database
    clock: Clock
    market: Market
    after_commit: Callable[[], None] = lambda: None

    async def run(self, decision: Decision[T]) -> T:
        """One decision, one transaction."""

        def decided(connection: Connection) -> tuple[T, list[dict[str, Any]]]:
            tx = self.transaction(connection)
            return decision(tx), tx.happened

        result, happened = await self.database.write(decided)
        for event in happened:
            log.info("order_event", **event)
        self.after_commit()
        return result

    async def read_pages(self, page: Callable[[Connection, T | None], Sequence[T]]) -> list[T]:
        """Read what is much a page at a time, so that no one read keeps the people waiting.

        `page` gets the last of the page before it, at first none; an empty page is the end.
        """
        found: list[T] = []
        while more := await self.database.read(lambda connection: page(connection, found[-1] if found else None)):
            found.extend(more)
        return found

    def transaction(self, connection: Connection) -> Transaction:
        """What a decision over this connection works in."""
        return Transaction(connection, self.clock.now(), self.market)

    async def begin(self, update_id: int, stranger: Person, chat: ChatId, thing: Thing | None = None) -> "Turn":
        """The turn of an update. `stranger` is the sender as Telegram describes them, used when nobody knows them.

        `thing`: what the update names. What is logged from now on tells which order that belongs to.
        """
        known, order = await self.database.read(lambda connection: _known(connection, stranger.id, thing))
        if order is not None:
            bind_contextvars(order=order)
        if known is None:
            return Turn(self, update_id, stranger, stranger.name, chat, None, None)
        return Turn(self, update_id, known.person, stranger.name, chat, known.role, known.conversation)


def _known(connection: Connection, person: PersonId, thing: Thing | None) -> tuple[Sender | None, int | None]:
    """Who it is, and the order that they press a button of or are in a conversation about."""
    known = senders.find(connection, person)
    if thing is None and known is not None and known.conversation is not None:
        thing = thing_in(known.conversation.draft)
    return known, order_of(connection, thing)


@dataclass(slots=True)
class Turn:
    """One update on its way. `chat` is where it happened."""

    turns: Turns
    update_id: int
    sender: Person
    current_name: str
    chat: ChatId
    role: Role | None
    conversation: Conversation | None
    decided: bool = False

    @property
    def now(self) -> datetime:
        """The present moment of the market's clock."""
        return self.turns.clock.now()

    @property
    def market(self) -> Market:
        """The market's rules."""
        return self.turns.market

    async def read(self, query: Callable[[Connection], T]) -> T:
        """Look something up while gathering; what matters is checked again when deciding."""
        return await self.turns.database.read(query)

    async def decide(self, decision: Decision[T]) -> T:
        """Run the whole decision; a second one would be a second transaction and is refused."""
        if self.decided:
            raise RuntimeError("a turn decides once")

        def whole(tx: Transaction) -> T:
            if not inbox.mark_done(tx.connection, self.update_id, tx.now):
                raise AlreadyDoneError(self.update_id)
            people.meet(tx, self.sender, self.current_name)
            if people.come_back(tx, self.sender.id):
                resuming.show_dropped_cards(tx, self.sender.id)
            return decision(tx)

        result = await self.turns.run(whole)
        self.decided = True
        return result
