"""A market with an invented month, made once: its facts, and the raw rows beside them."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Table, select

from bot.config import load_settings
from bot.demo.past.inventing import Invention, invent
from bot.domain.measures.facts import Facts
from db import facts
from db.database import Database
from db.migrate import migrate
from db.sqlite import SqliteDatabase
from db.tables import audit, cases, jobs, offers, order_events, orders, ratings, surveys

Row = dict[str, Any]
UNTIL = datetime(2026, 3, 30, 12, 0, tzinfo=UTC)
SINCE = UNTIL - timedelta(days=20)


@dataclass(frozen=True)
class RawMarket:
    """Rows as they lie in the database, as mappings; `events` by order, oldest first."""

    facts: Facts
    events: dict[int, list[Row]]
    orders: Sequence[Row]
    jobs: Sequence[Row]
    offers: Sequence[Row]
    ratings: Sequence[Row]
    surveys: Sequence[Row]
    cases: Sequence[Row]
    acts: Sequence[Row]

    @property
    def placed(self) -> list[Row]:
        """The orders of the period."""
        return [order for order in self.orders if SINCE <= order["created_at"] < UNTIL]

    def first(self, order: Row, kind: str) -> datetime | None:
        """When that first happened to the order."""
        return next((event["at"] for event in self.events[order["id"]] if event["kind"] == kind), None)


@pytest.fixture(scope="session")
def raw(tmp_path_factory: pytest.TempPathFactory) -> RawMarket:
    path = tmp_path_factory.mktemp("invented") / "market.db"
    migrate(f"sqlite:///{path}")
    return asyncio.run(_invented(SqliteDatabase(path)))


async def _invented(database: Database) -> RawMarket:
    market = load_settings().market_rules()
    try:
        await invent(database, market, Invention(orders=150, days=40, seed=5, until=UNTIL))
        return await database.read(_raw)
    finally:
        await database.close()


def _raw(connection: Connection) -> RawMarket:
    events: dict[int, list[Row]] = defaultdict(list)
    for event in _rows(connection, order_events):
        events[event["order_id"]].append(event)
    tables = [_rows(connection, table) for table in (orders, jobs, offers, ratings, surveys, cases, audit)]
    return RawMarket(facts.between(connection, SINCE, UNTIL), events, *tables)


def _rows(connection: Connection, table: Table) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]
