"""The pages for whoever watches the machine."""

import json
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import func, select, update

from bot.status import Status
from bot.turn import Turns
from db.outbox import Priority, notify
from db.tables import outbox
from db.timers import set_timer
from tests.clock import TestClock
from tests.dispatch_scene import ANNA, DispatchScene

ROOT = Path(__file__).parents[1]


@pytest.fixture
async def scene(database: Any, market: Any, clock: TestClock) -> DispatchScene:
    return await DispatchScene(Turns(database, clock, market), clock).begin()


@pytest.fixture
async def status(database: Any, clock: TestClock) -> AsyncIterator[Status]:
    status = Status(database, clock)
    await status.start("127.0.0.1", 0)
    yield status
    await status.stop()


async def page(status: Status, path: str) -> tuple[int, str]:
    async with ClientSession() as session, session.get(f"http://127.0.0.1:{status.port}{path}") as response:
        return response.status, await response.text()


async def figures(status: Status) -> dict[str, float]:
    _, text = await page(status, "/metrics")
    return {
        sample.name + "".join(sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_alive_and_ready(status: Status, scene: DispatchScene) -> None:
    assert await page(status, "/healthz") == (200, "alive\n")
    assert await page(status, "/readyz") == (200, "ready\n")


async def test_a_message_that_is_stuck_is_told(status: Status, scene: DispatchScene) -> None:
    await scene(lambda tx: notify(tx, ANNA, "help/asked"))
    scene.clock.advance(seconds=90)
    assert await page(status, "/readyz") == (503, "a message has waited 90 s to be sent\n")


async def test_a_broadcast_and_a_chat_that_was_put_off_are_not_stuck(status: Status, scene: DispatchScene) -> None:
    await scene(lambda tx: notify(tx, ANNA, "help/asked", priority=Priority.BROADCAST))
    for _ in range(2):
        await scene(lambda tx: notify(tx, 77, "help/asked"))
    later = scene.clock.now() + timedelta(hours=1)
    first = select(func.min(outbox.c.id)).where(outbox.c.chat_id == 77).scalar_subquery()
    await scene(lambda tx: tx.execute(update(outbox).where(outbox.c.id == first).values(not_before=later)))
    scene.clock.advance(minutes=5)
    assert await page(status, "/readyz") == (200, "ready\n")
    scene.clock.advance(minutes=57)
    assert await page(status, "/readyz") == (503, "a message has waited 120 s to be sent\n")


async def test_a_deadline_that_nobody_keeps_is_told(status: Status, scene: DispatchScene) -> None:
    await scene(lambda tx: set_timer(tx, "ring", 1, 0, tx.now))
    scene.clock.advance(seconds=45)
    assert await page(status, "/readyz") == (200, "ready\n")
    scene.clock.advance(seconds=45)
    assert await page(status, "/readyz") == (503, "a deadline is 90 s late\n")


async def test_a_database_that_is_gone_is_told(status: Status, scene: DispatchScene, database: Any) -> None:
    await database.close()
    assert await page(status, "/readyz") == (503, "the database does not answer: ClosedError\n")
    assert (await page(status, "/healthz"))[0] == 200


async def test_the_figures_are_the_markets(status: Status, scene: DispatchScene) -> None:
    await scene.technicians(10, 11)
    order = await scene.order()
    found = await figures(status)
    assert found["onsite_open_orderssearching"] == 1
    assert found["onsite_open_ordersassigned"] == 0
    assert found["onsite_technicians_online"] == 2
    assert found["onsite_outbox_depth"] > 0
    assert "onsite_accept_seconds0.5" not in found
    scene.clock.advance(minutes=3)
    await scene.accepts(order, 10)
    assert (await figures(status))["onsite_accept_seconds0.5"] == timedelta(minutes=3).total_seconds()


async def test_nothing_that_anybody_wrote_is_among_them(status: Status, scene: DispatchScene) -> None:
    await scene.technicians(10)
    await scene.order()
    _, text = await page(status, "/metrics")
    rows = await scene(lambda tx: tx.execute(outbox.select()).all())
    assert rows
    assert not re.search("Anna|Nowak|leak", text)


async def test_the_dashboard_draws_only_what_there_is(status: Status, scene: DispatchScene) -> None:
    await scene.technicians(10)
    await scene.accepts(await scene.order(), 10)
    _, text = await page(status, "/metrics")
    there = set(re.findall(r"^# TYPE (\w+)", text, re.MULTILINE))
    dashboard = json.loads((ROOT / "docs" / "grafana.json").read_text("utf-8"))
    drawn = {name for panel in dashboard["panels"] for target in panel["targets"] for name in metrics(target["expr"])}
    assert {name.removesuffix("_bucket") for name in drawn} - there == set()


def metrics(expression: str) -> set[str]:
    return set(re.findall(r"onsite_\w+", expression))
