"""The stories' stage, with several real processes behind it: what people do in it is the same."""

import asyncio
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, Self

from sqlalchemy import Connection, func, select

from bot.config import load_settings
from bot.domain.clock import SystemClock
from bot.turn import Turns
from db.engines import open_database
from db.tables import inbox, outbox, timers
from playground import Limits
from tests.keys import KEYRING
from tests.replicas.cluster import Cluster
from tests.stories.stage import Stage

QUIET = 0.05
PATIENCE = 120.0


@dataclass
class ReplicatedStage(Stage):
    """`app` is what stories look at the market with: the same database, from outside."""

    size: int = 3
    cluster: Cluster = field(init=False)

    async def __aenter__(self) -> Self:
        await self.playground.start()
        self.playground.limits = Limits.off()
        self.cluster = await Cluster(self.database_url, self.playground).__aenter__()
        await self.cluster.starts(self.size)
        market = load_settings().market_rules()
        database = open_database(self.database_url, KEYRING)
        seen: Any = SimpleNamespace(market=market, database=database, turns=Turns(database, SystemClock(), market))
        self.app = seen
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                await self.check()
        finally:
            await self.app.database.close()
            await self.cluster.__aexit__()
            await self.playground.stop()

    async def settled(self) -> None:
        """Wait until nothing is under way: no update, no deadline due, no message waiting."""
        async with asyncio.timeout(PATIENCE):
            while await self._is_busy():
                pass

    async def _is_busy(self) -> bool:
        await self.playground.settled(quiet=QUIET)
        now = SystemClock().now()

        def waiting(connection: Connection) -> int:
            due = (
                select(func.count()).where(inbox.c.status == "pending"),
                select(func.count()).where(outbox.c.status == "pending"),
                select(func.count()).where(timers.c.status == "pending", timers.c.due <= now),
            )
            return sum(connection.execute(query).scalar_one() for query in due)

        return bool(await self.app.database.read(waiting))
