"""What tests of every room share: a real database, the market of config.yaml, a clock that the test owns."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import structlog

from bot.config import load_settings
from bot.domain.market import Market
from bot.turn import Turns
from db.database import Database
from db.engines import open_database
from db.tables import metadata
from db.transaction import Transaction
from tests.clock import TestClock
from tests.keys import KEYRING
from tests.postgresql_server import PostgresqlServer, market_for

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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=("sqlite", "postgresql"), default="sqlite", help="what tests keep markets in"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What is marked `both_engines` runs on both, whatever the others run on."""
    if metafunc.definition.get_closest_marker("both_engines") and "engine" in metafunc.fixturenames:
        metafunc.parametrize("engine", ["sqlite", "postgresql"])


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def market() -> Market:
    return load_settings().market_rules()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    """A real PostgreSQL, started when the first test asks for it."""
    server = PostgresqlServer()
    yield server
    server.remove()


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """What the market is kept in, unless a test says it itself: `pytest --database=postgresql` runs it on that."""
    return str(request.config.getoption("--database"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a market that is kept in a file lives."""
    return tmp_path


@pytest.fixture
def database_url(engine: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database for this test alone: the server makes one in the market's shape, a file begins empty."""
    with market_for(request, folder, engine) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = open_database(database_url, KEYRING)
    await database.write(metadata.create_all)
    yield database
    await database.close()


@pytest.fixture
def transact(
    database: Database, market: Market, clock: TestClock
) -> Callable[[Callable[[Transaction], Any]], Awaitable[Any]]:
    """Runs a use case in a transaction of its own."""
    return Turns(database, clock, market).run
