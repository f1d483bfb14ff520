"""What tests of every room share: a real database, the market of config.yaml, a clock that the test owns."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.config import load_settings
from bot.domain.market import Market
from bot.turn import Turns
from db.database import Database
from db.sqlite import SqliteDatabase
from db.tables import metadata
from db.transaction import Transaction
from tests.clock import TestClock

# Short lines: the default draws every exception with all its local variables, which takes seconds.
structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.format_exc_info,
        structlog.processors.KeyValueRenderer(key_order=["level", "event"]),
    ]
)


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def market() -> Market:
    return load_settings().market_rules()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    database = SqliteDatabase(tmp_path / "market.db")
    await database.write(metadata.create_all)
    yield database
    await database.close()


@pytest.fixture
def transact(
    database: Database, market: Market, clock: TestClock
) -> Callable[[Callable[[Transaction], Any]], Awaitable[Any]]:
    """Runs a use case in a transaction of its own."""
    return Turns(database, clock, market).run
