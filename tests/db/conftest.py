"""The sketch's tables beside the market's own."""

import pytest

from db.database import Database
from tests.db.sketch import sketch


@pytest.fixture
async def database(database: Database) -> Database:
    await database.write(sketch.create_all)
    return database
