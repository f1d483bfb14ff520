"""Languages, bans and lost contact: nobody is left waiting for somebody who is gone."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.ids import ChatId, PersonId
from bot.domain.languages import Language
from bot.domain.offers import JobStatus, OfferStatus
from bot.domain.orders import OrderStatus
from bot.domain.people import Role
from bot.turn import Turns
from bot.usecases.people import ban, choose_language, consent, lost_contact, regained_contact, unban
from bot.usecases.staff import open_desk
from db import people, settings, staff
from db.outbox import Outgoing, Priority, SentCard, remember_card
from db.tables import audit
from db.transaction import Transaction
from tests.dispatch_scene import ANNA, OLGA, DispatchScene

TOM, TIM, NOBODY = PersonId(10), PersonId(11), PersonId(404)


@pytest.fixture
async def scene(database: Any, market: Any, clock: Any) -> DispatchScene:
    return await DispatchScene(Turns(database, clock, market), clock).begin()


async def person(scene: DispatchScene, id_: PersonId) -> Any:
    return await scene(lambda tx: people.find(tx.connection, id_))


async def test_consent_is_kept_once(scene: DispatchScene) -> None:
    await scene.does(consent, ANNA)
    first = (await person(scene, ANNA)).consent_at
    scene.clock.advance(days=1)
    await scene.does(consent, ANNA)
    assert (await person(scene, ANNA)).consent_at == first


def _sent(tx: Transaction, view: str, subject: int) -> None:
    item = Outgoing(0, ChatId(ANNA), "card", view, subject, {}, False, Priority.NEWS, 0, 0)
    remember_card(tx.connection, item, SentCard(subject, "", True, True), tx.now)


async def test_the_cards_in_sight_speak_the_new_language(scene: DispatchScene) -> None:
    await scene(lambda tx: _sent(tx, "order", 7))
    await scene(lambda tx: _sent(tx, "prompt", ANNA))
    await scene.does(choose_language, ANNA, Language.FA)
    assert (await person(scene, ANNA)).language is Language.FA
    assert (await person(scene, ANNA)).language_chosen
    assert await scene.news() == [(ANNA, "order", False)], "a question that is over is not drawn again"


async def test_what_is_offered_to_the_unreachable_goes_to_others(scene: DispatchScene) -> None:
    await scene.technicians(TOM, TIM)
    order = await scene.order()
    await scene.accepts(order, TOM)
    await scene.news()
    await scene.does(lost_contact, ChatId(TOM))
    assert not (await person(scene, TOM)).reachable
    assert (await scene.find(order)).status is OrderStatus.SEARCHING
    assert await scene.jobs(order) == {TOM: JobStatus.CANCELLED}
    told = [(view, fresh) for chat, view, fresh in await scene.news() if chat == TOM]
    assert told == [("offer", False), ("hand_back", False), ("place", False)], "what he had closes; nothing new is sent"
    await scene.does(regained_contact, ChatId(TOM))
    assert (await person(scene, TOM)).reachable


async def test_losing_a_customer_or_a_stranger_changes_nothing_else(scene: DispatchScene) -> None:
    order = await scene.order()
    await scene.does(lost_contact, ChatId(ANNA))
    await scene.does(lost_contact, ChatId(NOBODY))
    await scene.does(lost_contact, ChatId(-100500))
    assert (await scene.find(order)).status is OrderStatus.SEARCHING


async def test_an_operators_group_that_cannot_be_reached_is_no_desk_any_more(scene: DispatchScene) -> None:
    await scene(lambda tx: staff.appoint(tx, OLGA, Role.OWNER))
    await scene.does(open_desk, -100500, OLGA)
    await scene.does(lost_contact, ChatId(-100500))
    assert await scene(settings.desk_chats) == [OLGA]
    assert (OLGA, "desk/group_lost", True) in await scene.news()


async def test_a_banned_technician_is_withdrawn_and_told_why(scene: DispatchScene) -> None:
    await scene.technicians(TOM, TIM)
    order = await scene.order()
    await scene.news()
    await scene.does(ban, TOM, OLGA, "took <cash>")
    assert (await person(scene, TOM)).is_banned
    assert (await scene.statuses(order))[TOM] is OfferStatus.CLOSED
    told = [row for row in await scene.outgoing() if row.view == "desk/banned"]
    assert [(row.chat_id, row.fields) for row in told] == [(TOM, {"reason": "took <cash>"})]
    view = await scene.notice(TOM, "desk/banned", reason="took <cash>")
    assert view is not None
    assert "took &lt;cash&gt;" in view.text


async def test_a_banned_customers_orders_end_and_the_reason_stays_between_them(scene: DispatchScene) -> None:
    await scene.technicians(TOM)
    order = await scene.order()
    await scene.accepts(order, TOM)
    await scene.does(ban, ANNA, OLGA, "threatened people")
    assert (await scene.find(order)).status is OrderStatus.CANCELLED
    assert await scene.jobs(order) == {TOM: JobStatus.CANCELLED}
    to_tom = [row.fields for row in await scene.outgoing() if row.chat_id == TOM]
    assert "threatened" not in str(to_tom)


async def test_bans_and_their_end_are_kept_in_the_audit_log(scene: DispatchScene) -> None:
    await scene.does(ban, ANNA, OLGA, "spam")
    assert (await scene.refused(ban, ANNA, OLGA, "again")).code == "banned_already"
    await scene.does(unban, ANNA, OLGA)
    assert not (await person(scene, ANNA)).is_banned
    assert (await scene.refused(unban, ANNA, OLGA)).code == "not_banned"
    rows = await scene(lambda tx: tx.execute(select(audit).order_by(audit.c.id)).all())
    kept = [(row.actor_id, row.act, row.subject) for row in rows]
    assert kept == [(OLGA, "ban", "person:1"), (OLGA, "unban", "person:1")]


async def test_who_may_ban_whom(scene: DispatchScene) -> None:
    assert (await scene.refused(ban, OLGA, ANNA, "no")).code == "not_staff"
    assert (await scene.refused(unban, OLGA, ANNA)).code == "not_staff"
    assert (await scene.refused(ban, OLGA, OLGA, "me")).code == "person_is_staff"
    assert (await scene.refused(ban, NOBODY, OLGA, "who")).code == "person_unknown"
    await scene(lambda tx: staff.appoint(tx, ANNA, Role.OPERATOR))
    assert (await scene.refused(ban, ANNA, OLGA, "rival")).code == "person_is_staff"
    await scene(lambda tx: staff.appoint(tx, OLGA, Role.ADMIN))
    await scene.does(ban, ANNA, OLGA, "stole")
    assert await scene(lambda tx: staff.role_of(tx.connection, ANNA)) is None
