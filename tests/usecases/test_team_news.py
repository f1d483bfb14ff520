"""What a partner's dispatcher hears when others end a job of the own people, and who goes instead."""

from collections.abc import Callable

import pytest

from bot.domain.market import Market
from bot.domain.offers import CancelReason, HandBackReason
from bot.usecases.absence import customer_absent
from bot.usecases.cancelling import cancel_order
from bot.usecases.handing_back import hand_back
from bot.usecases.jobs import arrive, set_out
from bot.usecases.taking_back import replace
from bot.usecases.withdrawing import withdraw_technician
from db import jobs as job_rows
from db.database import Database
from db.transaction import Transaction
from tests.clock import TestClock
from tests.dispatch_scene import ANNA
from tests.usecases.test_sending import DANA, EVA, REMO, TIM, TOM, Town, a_town


@pytest.fixture
async def town(database: Database, market: Market, clock: TestClock) -> Town:
    return await a_town(database, market, clock)


@pytest.mark.parametrize("ending", ["customer", "nobody opened", "not waited for", "withdrawn"])
async def test_the_dispatcher_hears_how_else_a_job_ends(town: Town, ending: str) -> None:
    job = await town.sends(TOM)
    for step in (set_out, arrive):
        await town.scene.does(step, job, TOM)
    await town.scene.passes(minutes=30)
    row = await town.scene(lambda tx: job_rows.find(tx.connection, job))
    await town.scene.news()
    acts: dict[str, Callable[[Transaction], object]] = {
        "customer": lambda tx: cancel_order(tx, town.order, ANNA, CancelReason.MISTAKE),
        "nobody opened": lambda tx: customer_absent(tx, job, TOM),
        "not waited for": lambda tx: replace(tx, row),
        "withdrawn": lambda tx: withdraw_technician(tx, TOM),
    }
    await town.scene(acts[ending])
    told = [(chat, view) for chat, view, _ in await town.scene.news() if view.startswith("team/")]
    assert told == [(DANA, "team/ended")]


async def test_who_goes_instead_is_told_to_whoever_lost_the_job_and_does_not_know(town: Town) -> None:
    first = await town.sends(TOM)
    await town.scene.does(hand_back, first, TOM, HandBackReason.SICK)
    await town.scene.news()
    await town.scene.passes(seconds=1)
    second = await town.sends(TIM)
    assert not [view for _, view, _ in await town.scene.news() if view == "team/taken_over"], "she has sent him herself"
    await town.scene.passes(seconds=1)
    await town.scene.does(hand_back, second, TIM, HandBackReason.SICK)
    await town.scene.passes(seconds=1)
    await town.scene.news()
    third = await town.sends(EVA, REMO)
    assert [chat for chat, view, _ in await town.scene.news() if view == "team/taken_over"] == [DANA]
    await town.scene.passes(seconds=1)
    await town.scene.does(hand_back, third, EVA, HandBackReason.SICK)
    await town.scene.technician(50)
    await town.scene.passes(minutes=1)
    await town.scene.news()
    await town.scene.accepts(town.order, 50)
    told = [chat for chat, view, _ in await town.scene.news() if view == "team/taken_over"]
    assert told == [REMO], "Dana's people had lost it before"
