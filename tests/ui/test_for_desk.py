"""Operators' cards are drawn where operators look, and nowhere else, however long somebody was one of them."""

from typing import Any

import pytest

from bot.domain.ids import PersonId
from bot.domain.people import Role
from bot.turn import Turns
from bot.usecases.desk import open_technician
from bot.usecases.desk_orders import open_order
from bot.usecases.people import ban
from bot.usecases.staff import dismiss, open_desk
from db import outbox, staff
from db.outbox import Priority, SentCard, show_card
from tests.dispatch_scene import ANNA, OLGA, DispatchScene

GROUP, OLD_GROUP = -100500, -100400
TOM, ADA = PersonId(10), PersonId(5)


@pytest.fixture
async def scene(database: Any, market: Any, clock: Any) -> DispatchScene:
    scene = await DispatchScene(Turns(database, clock, market), clock).begin()
    await scene.technician(TOM)
    await scene.technician(ADA)
    await scene(lambda tx: staff.appoint(tx, ADA, Role.OWNER))
    return scene


async def shown(scene: DispatchScene, chat: int, view: str, subject: int) -> None:
    """The card has been sent to the chat."""

    def send(tx: Any) -> None:
        show_card(tx, chat, view, subject, priority=Priority.NEWS)
        (item,) = outbox.heads(tx.connection, tx.now, frozenset(), 1)
        outbox.remember_card(tx.connection, item, SentCard(1, "", True, True), tx.now)
        outbox.finish(tx.connection, item, tx.now, "sent")

    await scene(send)


@pytest.mark.parametrize("view", ["desk_order", "desk_technician", "desk_application"])
async def test_only_staff_and_their_group_see_it(scene: DispatchScene, view: str) -> None:
    subject = await scene.order() if view == "desk_order" else TOM
    await scene.does(open_desk, GROUP, ADA)
    for chat, seen in [(OLGA, True), (GROUP, True), (OLD_GROUP, False), (ANNA, False), (TOM, False)]:
        assert (await scene.card(chat, view, subject) is not None) is seen, chat


@pytest.mark.parametrize("leaves", [dismiss, lambda tx, person, actor: ban(tx, person, actor, "why")])
async def test_whoever_leaves_the_staff_keeps_no_card(scene: DispatchScene, leaves: Any) -> None:
    order = await scene.order()
    await scene.outgoing()
    await scene.does(open_order, order, OLGA, OLGA)
    await scene.does(open_technician, TOM, OLGA, OLGA)
    await scene.outgoing()
    await shown(scene, OLGA, "desk_order", order)
    await shown(scene, OLGA, "prompt", OLGA)
    await scene.does(leaves, OLGA, ADA)
    assert [view for chat, view, _ in await scene.news() if chat == OLGA and not view.startswith("desk/")] == [
        "desk_order"
    ]
    assert await scene.card(OLGA, "desk_order", order) is None


async def test_a_group_that_is_no_longer_the_operators_keeps_no_card(scene: DispatchScene) -> None:
    order = await scene.order()
    await scene.does(open_desk, OLD_GROUP, ADA)
    await scene.outgoing()
    await shown(scene, OLD_GROUP, "desk_order", order)
    await scene.does(open_desk, OLD_GROUP, ADA)
    assert await scene.news() == [], "it was the operators' group before"
    await scene.does(open_desk, GROUP, ADA)
    assert [(chat, view) for chat, view, _ in await scene.news()] == [(OLD_GROUP, "desk_order")]
    assert await scene.card(OLD_GROUP, "desk_order", order) is None


async def test_notices_too(scene: DispatchScene) -> None:
    order = await scene.order()
    assert await scene.notice(OLGA, "desk/attachments", order=order) is not None
    assert await scene.notice(OLD_GROUP, "desk/attachments", order=order) is None
