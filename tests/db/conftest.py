"""The sketch's tables beside the market's own."""

import pytest

from db.sqlite import SqliteDatabase
from tests.db.sketch import sketch


@pytest.fixture
async def database(database: SqliteDatabase) -> SqliteDatabase:
    await database.write(sketch.create_all)
    return database
