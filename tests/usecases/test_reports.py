"""Who gets which report, and when."""

from typing import Any

import pytest

from bot.domain.ids import OrderId
from bot.turn import Turns
from bot.usecases.reports import send_export, send_report, weekly
from db.tables import audit
from tests.dispatch_scene import ANNA, OLGA, DispatchScene

TOM, TIM = 10, 11


@pytest.fixture
async def scene(database: Any, market: Any, clock: Any) -> DispatchScene:
    scene = await DispatchScene(Turns(database, clock, market), clock).begin()
    await scene.technicians(TOM, TIM)
    return scene


async def told(scene: DispatchScene) -> set[tuple[int, str]]:
    rows = await scene.outgoing()
    return {(row.chat_id, row.view) for row in rows if row.view.startswith("reports/")}


async def test_nobody_but_the_staff_gets_one(scene: DispatchScene) -> None:
    assert (await scene.refused(lambda tx: send_report(tx, ANNA, ANNA))).code == "not_staff"
    assert (await scene.refused(lambda tx: send_export(tx, ANNA, ANNA))).code == "not_staff"


async def test_what_is_taken_away_is_kept_in_the_audit_log(scene: DispatchScene) -> None:
    await scene(lambda tx: send_export(tx, OLGA, OLGA, 7))
    acts = await scene(lambda tx: tx.execute(audit.select()).all())
    assert [(row.act, row.subject) for row in acts] == [("export", "days:7")]


async def test_mondays_and_once(scene: DispatchScene) -> None:
    order: OrderId = await scene.order()
    assert order
    await scene(weekly)
    assert await told(scene) == set()
    await scene.passes(days=5)  # from Wednesday
    await scene(weekly)
    assert await told(scene) == {(OLGA, "reports/report"), (TOM, "reports/own_week"), (TIM, "reports/own_week")}
    await scene(weekly)
    assert await told(scene) == set()
