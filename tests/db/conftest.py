"""Both engines (a module that is about one of them says so), and the sketch's tables beside the market's own."""

import pytest

from db.database import Database
from tests.db.sketch import sketch


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def database(database: Database) -> Database:
    await database.write(sketch.create_all)
    return database
