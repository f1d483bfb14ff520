"""What tests of every room share: a real database, the market of config.yaml, a clock that the test owns."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import hypothesis
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

# Waves as plain as they get, for all that is not about whom they ask: always three, always a minute, whoever they are.
PLAIN_WAVES = {"WAVE_CHANCE": "1", "FREE_SOON_MINUTES": "1000", "IN_TIME_CHANCE": "0", "OFFERS_AN_HOUR": "1000"}
os.environ.update({f"ONSITE_DISPATCH__{name}": value for name, value in PLAIN_WAVES.items()})

# How long an example takes says more about what else the machine does than about us.
hypothesis.settings.register_profile("any_machine", deadline=None)
hypothesis.settings.load_profile("any_machine")


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
