"""Appeals against an earlier step than the one that holds: whoever is cleared may work, and nobody falls meanwhile."""

from typing import Any

import pytest

from bot.domain.cautions import Step
from bot.domain.records import REVIEW, Measure, Record, Shortfall
from bot.domain.technicians import TechnicianStatus
from bot.usecases import reviewing
from bot.usecases.appeals import appeal, lift, uphold
from bot.usecases.technicians import suspend, suspend_for_record
from db import cautions, technicians
from db.timers import Timer
from db.transaction import Transaction
from tests.job_scene import ALI, OLGA, JobScene

WHY = Shortfall(Measure.STARS, 3.0, 4.0)
FALLEN = Record(jobs=50, looked_at=50, stars=1.0, on_time=0.0, done=0.0)


@pytest.fixture
async def scene(transact: Any, market: Any, clock: Any, monkeypatch: pytest.MonkeyPatch) -> JobScene:
    monkeypatch.setattr(reviewing, "record_now", lambda _tx, _technician: FALLEN)
    return await JobScene(transact, market, clock).begin()


async def fallen(scene: JobScene, *steps: Step) -> list[int]:
    numbers: list[int] = await scene.transact(lambda tx: [cautions.add(tx, ALI, step, WHY) for step in steps])
    return numbers


async def looked_at(scene: JobScene) -> Step:
    """Long after the last step the record is looked at, and is as bad as before."""
    scene.clock.advance(days=400)
    await scene.transact(lambda tx: reviewing.review(tx, Timer(0, REVIEW, ALI, 0, tx.now, 0)))
    latest = await scene.transact(lambda tx: cautions.open_of(tx.connection, ALI))
    step: Step = latest.step
    return step


async def test_cleared_by_an_appeal_against_the_first_warning_is_cleared_of_the_suspension(scene: JobScene) -> None:
    warned, _, _ = await fallen(scene, Step.WARNED, Step.LIMITED, Step.SUSPENDED)
    await scene.transact(lambda tx: suspend_for_record(tx, ALI))
    await scene.transact(lambda tx: appeal(tx, warned, ALI))
    await scene.transact(lambda tx: lift(tx, warned, OLGA))

    def stands(tx: Transaction) -> tuple[TechnicianStatus, object]:
        who = technicians.find(tx.connection, ALI)
        assert who is not None
        return who.status, cautions.open_of(tx.connection, ALI)

    assert await scene.transact(stands) == (TechnicianStatus.APPROVED, None)


async def test_nothing_gets_worse_while_a_person_looks_at_an_earlier_step(scene: JobScene) -> None:
    warned, _ = await fallen(scene, Step.WARNED, Step.LIMITED)
    await scene.transact(lambda tx: appeal(tx, warned, ALI))
    assert await looked_at(scene) is Step.LIMITED
    await scene.transact(lambda tx: uphold(tx, warned, OLGA))
    assert await looked_at(scene) is Step.SUSPENDED


async def test_whoever_was_suspended_by_a_person_stays_so(scene: JobScene) -> None:
    """An operator's own suspension is not the record's."""
    (warned,) = await fallen(scene, Step.WARNED)
    await scene.transact(lambda tx: appeal(tx, warned, ALI))
    await scene.transact(lambda tx: suspend(tx, ALI, OLGA, "stole a tap"))
    await scene.transact(lambda tx: lift(tx, warned, OLGA))
    who = await scene.transact(lambda tx: technicians.find(tx.connection, ALI))
    assert who.status is TechnicianStatus.SUSPENDED
    assert (await scene.refused(lambda tx: lift(tx, warned, OLGA))).code == "appeal_answered"
