"""Deadlines that look at much before they decide: they keep nobody waiting, and are tried again like any other."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.market import Market
from bot.scheduler import Scheduler
from bot.studies import Study
from bot.turn import Turns
from bot.usecases.deadlines import FIRST_RETRY, Timer
from db.database import Database
from db.timers import set_timer
from db.transaction import Transaction
from tests.clock import TestClock


class Rings:
    """What has rung, in order."""

    def __init__(self) -> None:
        self.rung: list[int] = []
        self.heard = asyncio.Event()

    def ring(self, _tx: Transaction, timer: Timer) -> None:
        self.rung.append(timer.subject)
        self.heard.set()

    @property
    def deadlines(self) -> dict[str, Callable[[Transaction, Timer], None]]:
        return {"ring": self.ring}


@pytest.fixture
def turns(database: Database, market: Market, clock: TestClock) -> Turns:
    return Turns(database, clock, market)


async def put(turns: Turns, subject: int, due: Any, kind: str = "ring") -> None:
    await turns.run(lambda tx: set_timer(tx, kind, subject, 0, due))


async def test_a_study_keeps_nobody_waiting(turns: Turns, clock: TestClock) -> None:
    """It thinks; what falls due meanwhile happens, and what the study has found is decided when it is done."""
    rings, thinks = Rings(), asyncio.Event()

    async def gather(_turns: Turns) -> str:
        return "found"

    async def think(gathered: str) -> str:
        await thinks.wait()
        return gathered

    def decide(tx: Transaction, timer: Timer, thought: str) -> None:
        assert thought == "found"
        rings.ring(tx, timer)

    await put(turns, 1, clock.now(), "study")
    await put(turns, 2, clock.now())
    scheduler = Scheduler(turns, rings.deadlines, studies={"study": Study(gather, think, decide)})
    running = asyncio.create_task(scheduler.run_due())
    await asyncio.wait_for(rings.heard.wait(), 10)
    rings.heard.clear()
    await put(turns, 3, clock.now())
    beside = asyncio.create_task(scheduler.run_due())
    await asyncio.wait_for(rings.heard.wait(), 10)
    assert rings.rung == [2, 3]
    thinks.set()
    await asyncio.gather(running, beside)
    assert rings.rung == [2, 3, 1]


async def test_a_study_that_fails_is_tried_again(turns: Turns, clock: TestClock) -> None:
    rings, tries = Rings(), 0

    async def gather(_turns: Turns) -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise RuntimeError("the line is dead")

    async def think(gathered: None) -> None:
        return gathered

    study = Study(gather, think, lambda tx, timer, _thought: rings.ring(tx, timer))
    await put(turns, 1, clock.now(), "study")
    scheduler = Scheduler(turns, rings.deadlines, studies={"study": study})
    await scheduler.run_due()
    assert rings.rung == []
    clock.advance(seconds=FIRST_RETRY.total_seconds())
    await scheduler.run_due()
    assert rings.rung == [1]
