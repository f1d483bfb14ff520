"""What tests of every room share: a real database, the market of config.yaml, a clock that the test owns."""

import gc
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import hypothesis
import pytest
import structlog
from aiogram.client.session import aiohttp as telegram_sessions

from bot import apart
from bot.config import load_settings
from bot.domain.market import Market
from bot.turn import Turns
from db.database import Database
from db.engines import is_postgresql, open_database
from db.sqlite import path_of
from db.transaction import Transaction
from playground import Person
from tests.clock import TestClock
from tests.distribution import ByFile, longest_first
from tests.keys import KEYRING
from tests.market_files import empty_market, market_folder
from tests.plain_waves import PLAIN_WAVES, dispatch_of
from tests.postgresql_server import PostgresqlServer, market_for

# Short lines: the default draws every exception with all its local variables, which takes seconds.
structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.format_exc_info,
        structlog.processors.KeyValueRenderer(key_order=["level", "event"]),
    ]
)

# How long an example takes says more about what else the machine does than about us.
hypothesis.settings.register_profile("any_machine", deadline=None)
hypothesis.settings.load_profile("any_machine")

# Whoever shares the machine takes from our time: people wait longer, and what thinks apart does not stand back for it.
Person.patience = 30.0
pytest.MonkeyPatch().setattr(apart, "POLITE", 0)

# Every bot of a test would read the machine's certificates anew, for a Telegram that speaks plain HTTP.
pytest.MonkeyPatch().setattr(
    telegram_sessions, "ssl", SimpleNamespace(create_default_context=cache(ssl.create_default_context))
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=("sqlite", "postgresql"), default="sqlite", help="what tests keep markets in"
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    return ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = longest_first(items)


def pytest_collection_finish() -> None:
    """What has been imported stays: walking through it again and again costs the collector a tenth of the run."""
    gc.collect()
    gc.freeze()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What is marked `both_engines` runs on both, whatever the others run on."""
    if metafunc.definition.get_closest_marker("both_engines") and "engine" in metafunc.fixturenames:
        metafunc.parametrize("engine", ["sqlite", "postgresql"])


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def market(request: pytest.FixtureRequest) -> Market:
    return _market(bool(dispatch_of(request)))


@cache
def _market(plain: bool) -> Market:
    """Read once a run: the settings take longer than many a test."""
    return load_settings(**(PLAIN_WAVES if plain else {})).market_rules()


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
def folder() -> Iterator[Path]:
    """Where a market that is kept in a file lives."""
    with market_folder() as folder:
        yield folder


@pytest.fixture
def database_url(engine: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database for this test alone: the server makes one in the market's shape, a file is not there yet."""
    with market_for(request, folder, engine) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    if not is_postgresql(database_url):
        path_of(database_url).write_bytes(empty_market())
    database = open_database(database_url, KEYRING)
    yield database
    await database.close()


@pytest.fixture
def transact(
    database: Database, market: Market, clock: TestClock
) -> Callable[[Callable[[Transaction], Any]], Awaitable[Any]]:
    """Runs a use case in a transaction of its own."""
    return Turns(database, clock, market).run
