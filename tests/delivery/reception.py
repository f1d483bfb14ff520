"""An intake on a real database, whose every turn leaves one row behind."""

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from bot.delivery.intake import Intake
from bot.domain.ids import ChatId, PersonId
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.people import Person
from bot.turn import AlreadyDoneError, Turns
from db import inbox
from db.database import Database
from db.inbox import Received
from db.outbox import notify
from db.tables import outbox as outbox_rows
from tests.clock import TestClock
from tests.delivery.post_office import until

Gate = Callable[[Received], Awaitable[None]]


def update(number: int, lane: int = 1) -> Received:
    return Received(number, lane, json.dumps({"update_id": number}))


def updates(numbers: Iterable[int], lane: int = 1) -> list[Received]:
    return [update(number, lane) for number in numbers]


async def open_gate(_update: Received) -> None:
    """Nothing happens here."""


@dataclass
class Reception:
    """An intake whose turns each write one outbox row; tests put something before or after the decision."""

    database: Database
    clock: TestClock
    market: Market
    before: Gate = open_gate
    after: Gate = open_gate
    tries: Counter[int] = field(default_factory=Counter)
    given_up: list[int] = field(default_factory=list)
    under_way: int = 0
    most_under_way: int = 0
    intake: Intake = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """A new process on the same database."""
        self.intake = Intake(self.database, self.clock, self._handle, self._give_up)

    async def killed(self) -> None:
        """End the process at once: whatever was under way never goes on."""
        tasks = list(self.intake._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.restart()

    async def quiet(self) -> None:
        await until(lambda: self.intake.idle)

    async def effects(self) -> list[int]:
        """The updates whose turns took effect, in that order."""

        def kept(connection: Connection) -> list[int]:
            rows = connection.execute(select(outbox_rows.c.fields).order_by(outbox_rows.c.id)).scalars()
            return [fields["update"] for fields in rows]

        return await self.database.read(kept)

    async def counts(self) -> dict[str, int]:
        return await self.database.read(inbox.count_by_status)

    async def _handle(self, received: Received) -> None:
        self.tries[received.update_id] += 1
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            await self.before(received)
            await self._turn(received)
            await self.after(received)
        finally:
            self.under_way -= 1

    async def _turn(self, received: Received) -> None:
        stranger = Person(PersonId(received.lane), "Anna", Language.EN)
        turn = await Turns(self.database, self.clock, self.market).begin(
            received.update_id, stranger, ChatId(received.lane)
        )
        try:
            await turn.decide(lambda tx: notify(tx, received.lane, "effect", {"update": received.update_id}))
        except AlreadyDoneError:
            return

    async def _give_up(self, received: Received) -> None:
        self.given_up.append(received.update_id)
