"""The database is away for longer than anybody's patience: nothing ends, and everything goes on when it is back."""

from typing import Any

import pytest

from db import trouble
from db.database import UnavailableError
from tests.delivery.post_office import until
from tests.stories.stage import Stage


async def test_a_database_that_is_away_for_long_ends_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trouble, "AGAIN_AFTER_S", 0.01)
    asked = 0

    async def away(*_: Any) -> Any:
        nonlocal asked
        asked += 1
        raise UnavailableError("PostgreSQL gave no answer")

    await stage.settled()
    with monkeypatch.context() as gone:
        for way in ("read", "write"):
            gone.setattr(stage.app.database, way, away)
        stage.app.sender.wake()
        await until(lambda: asked > 5, seconds=10)
    assert not stage.app._broken.done()
    anna = stage.playground.person("Anna")
    await anna.starts()
    await anna.sees("Onsite brings you a technician")
