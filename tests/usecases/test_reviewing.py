"""The market looks at a record while an operator decides about the same technician."""

from typing import Any

import pytest

from bot.domain.levels import Level
from bot.domain.records import REVIEW, Record
from bot.usecases import reviewing
from bot.usecases.levels import set_level
from db import technicians
from db.timers import Timer
from tests.job_scene import ALI, OLGA, JobScene

GOOD = Record(jobs=500, looked_at=50, stars=5.0, on_time=1.0, done=1.0)


@pytest.mark.parametrize(("given", "left"), [(Level.CERTIFIED, Level.CERTIFIED), (None, Level.MENTOR)])
async def test_the_level_that_an_operator_has_just_given_stays(
    transact: Any, market: Any, clock: Any, monkeypatch: pytest.MonkeyPatch, given: Level | None, left: Level
) -> None:
    """Between the look and the decision, where PostgreSQL lets the two transactions meet."""
    scene = await JobScene(transact, market, clock).begin()

    def looked_at(tx: Any, _technician: Any) -> Record:
        if given is not None:
            set_level(tx, ALI, given, OLGA)
        return GOOD

    monkeypatch.setattr(reviewing, "record_now", looked_at)
    await scene.news()
    await scene.transact(lambda tx: reviewing.review(tx, Timer(0, REVIEW, ALI, 0, tx.now, 0)))
    who = await scene.transact(lambda tx: technicians.find(tx.connection, ALI))
    assert who.level == left.value
    assert [view for _, view, _ in await scene.news()].count("technicians/level") == 1
