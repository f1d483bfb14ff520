"""What tests of every room share: a real database, the market of config.yaml, a clock that the test owns."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.config import load_settings
from bot.domain.market import Market
from bot.turn import Turns
from db.database import Database
from db.tables import metadata
from db.transaction import Transaction
from tests.clock import TestClock

@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def market() -> Market:
    return load_settings().market_rules()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(tmp_path / "market.db")
    await database.write(metadata.create_all)
    yield database
    await database.close()


@pytest.fixture
def transact(
    database: Database, market: Market, clock: TestClock
) -> Callable[[Callable[[Transaction], Any]], Awaitable[Any]]:
    """Runs a use case in a transaction of its own."""
    return Turns(database, clock, market).run
