"""Nobody is given up for not answering while Telegram, the bot or their own line was silent."""

from typing import Any

import pytest

from bot.domain.ids import ChatId
from bot.domain.market import Market
from bot.domain.offers import JobStatus
from bot.domain.orders import OrderStatus
from bot.turn import Turns
from bot.usecases.silence import begin_silence
from db import jobs, outages
from db.database import Database
from db.outbox import Outgoing, Priority, SentCard, remember_card
from db.tables import outbox
from db.transaction import Transaction
from tests.clock import TestClock
from tests.dispatch_scene import OLGA, DispatchScene
from tests.usecases.test_punctuality import ALI, accepted, on_the_way, row


@pytest.fixture
async def scene(database: Database, market: Market, clock: TestClock) -> DispatchScene:
    scene = await DispatchScene(Turns(database, clock, market), clock).begin()
    await scene.technician(ALI, 1)
    return scene


@pytest.mark.parametrize("kind", ["said", "silence", "held up"])
async def test_nobody_is_given_up_who_could_not_answer(scene: DispatchScene, kind: str) -> None:
    """While Telegram or we are silent, the job stays theirs; they have the whole time once it is over."""
    _, job = await accepted(scene)
    await scene.passes(minutes=12)
    await scene(lambda tx: fails(tx, kind))
    await scene.passes(minutes=30)
    assert (await row(scene, job)).status is JobStatus.ASSIGNED
    await scene(lambda tx: works_again(tx, kind))
    await scene.passes(minutes=4)
    assert (await row(scene, job)).status is JobStatus.ASSIGNED
    await scene.passes(minutes=11)
    assert (await row(scene, job)).status is JobStatus.HANDED_BACK


@pytest.mark.parametrize("kind", ["said", "silence", "held up"])
async def test_who_is_on_the_way_keeps_the_job_through_an_outage(scene: DispatchScene, kind: str) -> None:
    _, job = await on_the_way(scene)
    await scene(lambda tx: fails(tx, kind))
    await scene.passes(hours=2)
    assert (await row(scene, job)).status is JobStatus.EN_ROUTE
    await scene(lambda tx: works_again(tx, kind))
    await scene.passes(minutes=15)
    assert (await row(scene, job)).status is JobStatus.HANDED_BACK


async def test_a_search_outlasts_the_silence_of_telegram(scene: DispatchScene) -> None:
    """Whoever was asked could not say yes."""
    order = await scene.order()
    await scene(lambda tx: fails(tx, "silence"))
    await scene.passes(hours=1)
    assert (await scene.find(order)).status is OrderStatus.SEARCHING
    await scene(lambda tx: works_again(tx, "silence"))
    await scene.passes(minutes=2)
    assert (await scene.find(order)).status is OrderStatus.EXPIRED


def fails(tx: Transaction, kind: str) -> None:
    """An operator says so, the gateway's watch sees it, or a message for Ali just does not get through."""
    if kind == "said":
        assert outages.begin(tx, outages.ask(tx, OLGA, "a storm"), OLGA)
    elif kind == "silence":
        assert begin_silence(tx, tx.now)
    else:
        tx.connection.execute(outbox.insert().values(**_undelivered(tx)))


def works_again(tx: Transaction, kind: str) -> None:
    """The opposite."""
    current = outages.said(tx.connection) or outages.silence(tx.connection)
    if current is not None:
        assert outages.end(tx, current.id)
        return
    assert kind == "held up"
    tx.execute(outbox.update().where(outbox.c.attempts > 0).values(status="sent", sent_at=tx.now))
    for job in jobs.running_of_technician(tx.connection, ALI):
        item = Outgoing(0, ChatId(ALI), "card", "nudge", job.id, {}, True, Priority.NEWS, 1, 3)
        remember_card(tx.connection, item, SentCard(1, "", True, True), tx.now)


def _undelivered(tx: Transaction) -> dict[str, Any]:
    common = {"chat_id": ALI, "kind": "notice", "view": "help/help", "subject_id": 0, "fields": {}, "priority": 1}
    return common | {"version": 1, "status": "pending", "attempts": 3, "not_before": tx.now, "created_at": tx.now}
