"""Who leads, who hears what, and what becomes of it when a session breaks."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest
from sqlalchemy import text

from db import postgresql_replica
from db.database import Database
from db.patience import is_gone
from db.postgresql_replica import PostgresqlReplica
from db.replica import News, OnlyReplica
from tests.delivery.post_office import until

KILL = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'onsite replica %'"
    " AND datname = current_database()"
)


@pytest.fixture
def engine() -> str:
    return "postgresql"


class Watched:
    """A replica, whether it leads, and what it has heard."""

    def __init__(self, url: str) -> None:
        self.replica = PostgresqlReplica(url)
        self.heard: list[News] = []
        self.leads = False
        self.changed = asyncio.Event()

    async def joins(self) -> "Watched":
        self.leads = await self.replica.join(self._hears)
        self._following = asyncio.create_task(self._follows())
        return self

    async def leaves(self) -> None:
        self._following.cancel()
        await asyncio.gather(self._following, return_exceptions=True)
        await self.replica.leave()

    async def until(self, leads: bool) -> None:
        async with asyncio.timeout(20):
            while self.leads is not leads:
                self.changed.clear()
                await self.changed.wait()

    async def hears(self, count: int) -> None:
        async with asyncio.timeout(20):
            while len(self.heard) < count:
                self.changed.clear()
                await self.changed.wait()

    def _hears(self, news: News) -> None:
        self.heard.append(news)
        self.changed.set()

    async def _follows(self) -> None:
        async for leads in self.replica.changes():
            self.leads = leads
            self.changed.set()


@pytest.fixture
async def two(database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Watched, Watched]]:
    monkeypatch.setattr(postgresql_replica, "PULSE_S", 0.05)
    first = await Watched(database_url).joins()
    second = await Watched(database_url).joins()
    yield first, second
    for member in (first, second):
        await member.leaves()


async def test_the_first_leads_and_the_second_when_it_has_left(two: tuple[Watched, Watched]) -> None:
    first, second = two
    assert (first.leads, second.leads) == (True, False)
    assert first.replica.number != second.replica.number
    await first.leaves()
    await second.until(leads=True)


async def test_who_loses_the_session_leads_no_longer_and_comes_back(
    two: tuple[Watched, Watched], database: Database
) -> None:
    first, second = two
    before = first.replica.number
    await database.write(lambda connection: connection.execute(KILL).all())
    await until(lambda: first.replica.number != before and first.leads is not second.leads)
    assert first.leads is not second.leads


async def test_a_session_that_ended_while_nothing_was_asked_is_replaced(
    two: tuple[Watched, Watched], monkeypatch: pytest.MonkeyPatch
) -> None:
    """asyncpg has another word for it then, whoever asks."""
    ended = asyncpg.InternalClientError("cannot switch to state 11; another operation (2) is in progress")
    assert is_gone(ended)
    assert is_gone(FileNotFoundError("a server that is being restarted has no socket"))
    replica = two[1].replica
    before, asks = replica.number, PostgresqlReplica._ask

    async def ask(asking: PostgresqlReplica, query: str, *arguments: Any) -> Any:
        if asking.number == before:
            raise ended
        return await asks(asking, query, *arguments)

    def hears_what_is_told() -> bool:
        two[0].replica.tell("stored")  # again and again: the new session has its number before it listens
        return bool(two[1].heard)

    monkeypatch.setattr(PostgresqlReplica, "_ask", ask)
    await until(lambda: replica.number != before)
    await until(hears_what_is_told)


async def test_news_reach_the_others_and_only_them(two: tuple[Watched, Watched]) -> None:
    first, second = two
    for _ in range(5):
        first.replica.tell("stored")
    first.replica.tell("committed")
    await second.hears(2)
    assert sorted(second.heard) == ["committed", "stored"]
    assert first.heard == []
    second.replica.tell("committed")
    await first.hears(1)


async def test_who_is_alone_leads_for_ever() -> None:
    alone = OnlyReplica()
    assert await alone.join(lambda _news: None)
    alone.tell("stored")
    waiting = asyncio.ensure_future(anext(alone.changes()))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await alone.leave()
