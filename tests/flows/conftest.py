"""Anna at the wizard."""

import pytest

from bot.domain.market import Market
from db.database import Database
from tests.clock import TestClock
from tests.ordering_scene import Customer, Transact


@pytest.fixture
async def anna(transact: Transact, market: Market, database: Database, clock: TestClock) -> Customer:
    return await Customer(transact, market, database, clock).meets()
