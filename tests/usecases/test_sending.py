"""A partner's dispatcher sends own people to open orders: whom, to what, and who is faster."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.employment import Employment
from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, PersonId
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.offers import HandBackReason, Job, JobStatus
from bot.domain.orders import OrderStatus, Window
from bot.domain.partners import PartnerId
from bot.domain.people import Person
from bot.domain.preferences import Preference
from bot.turn import Turns
from bot.usecases import desk_orders
from bot.usecases.dispatchers import dismiss_dispatcher, own_partner, turn_team
from bot.usecases.forgetting import forget
from bot.usecases.handing_back import hand_back
from bot.usecases.partners import employ
from bot.usecases.people import ban
from bot.usecases.sending import open_team_order, send
from bot.usecases.technicians import suspend
from db import audit, partners, people, preferences, technicians
from db import jobs as job_rows
from db.database import Database
from db.tables import orders, technician_skills
from db.transaction import Transaction
from tests.clock import TestClock
from tests.dispatch_scene import ANNA, OLGA, DispatchScene, new_order

DANA, REMO = PersonId(70), PersonId(71)
"""The dispatcher of Blue Pipe, and that of Red Wire."""
TOM, TIM, EVA = PersonId(10), PersonId(11), PersonId(12)
"""Tom and Tim are from Blue Pipe, Eva is from Red Wire; all offline."""


@dataclass
class Town:
    """Two partner companies with their people, and an order that looks for somebody."""

    scene: DispatchScene
    market: Market
    order: OrderId
    blue: PartnerId = field(default=PartnerId(1))
    red: PartnerId = field(default=PartnerId(2))

    async def sends(self, technician: PersonId, dispatcher: PersonId = DANA) -> Any:
        return await self.scene.does(send, self.order, technician, dispatcher)

    async def refused(self, technician: PersonId, dispatcher: PersonId = DANA) -> str:
        return (await self.scene.refused(send, self.order, technician, dispatcher)).code


def _companies(tx: Transaction) -> None:
    for person, name in ((DANA, "Dana"), (REMO, "Remo")):
        people.meet(tx, Person(person, name, Language.EN), name)
    for number, (name, dispatcher) in enumerate((("Blue Pipe", DANA), ("Red Wire", REMO)), start=1):
        assert partners.add(tx, name)
        assert partners.appoint(tx, dispatcher, PartnerId(number))
    for technician, partner in ((TOM, 1), (TIM, 1), (EVA, 2)):
        partners.employ(tx, technician, Employment.PARTNER, PartnerId(partner))


@pytest.fixture
async def town(database: Database, market: Market, clock: TestClock) -> Town:
    return await a_town(database, market, clock)


async def a_town(database: Database, market: Market, clock: TestClock) -> Town:
    """Nobody has been sent anywhere yet."""
    scene = await DispatchScene(Turns(database, clock, market), clock).begin()
    for technician, name in ((TOM, "Tom Blue"), (TIM, "Tim"), (EVA, "Eva")):
        await scene.technician(technician, name=name, online=False)
    await scene(_companies)
    order = await scene.order()
    await scene.news()
    return Town(scene, market, order)


async def test_an_own_person_goes_although_nobody_asked_them(town: Town) -> None:
    await town.sends(TOM)
    assert (await town.scene.find(town.order)).status is OrderStatus.ASSIGNED
    assert await town.scene.jobs(town.order) == {TOM: JobStatus.ASSIGNED}
    news = await town.scene.news()
    assert {(TOM, "team/sent", True), (TOM, "offer", True), (ANNA, "order", True)} <= set(news)
    rows = await town.scene(lambda tx: audit.about(tx.connection, f"order:{town.order}"))
    assert [(row.act, row.actor_id, row.details) for row in rows] == [("assign", DANA, {"technician": TOM})]
    assert await town.refused(TOM) == "order_moved_on"
    assert await town.refused(TIM) == "order_moved_on"


async def test_nobody_sends_others_people_nor_without_the_role(town: Town) -> None:
    assert await town.refused(EVA) == "not_your_people"
    assert await town.refused(TOM, REMO) == "not_your_people"
    for stranger in (ANNA, OLGA, TOM):
        assert await town.refused(TOM, stranger) == "not_dispatcher"
    await town.scene.does(dismiss_dispatcher, DANA)
    assert await town.refused(TOM) == "not_dispatcher"
    await town.scene.does(ban, REMO, OLGA, "forged")
    assert await town.refused(EVA, REMO) == "not_dispatcher"


async def test_of_a_yes_and_a_sending_at_the_same_moment_one_wins(town: Town) -> None:
    await town.scene.technician(50)
    order = await town.scene.order()
    yes, sent = town.scene.accepts(order, 50), town.scene.does(send, order, TOM, DANA)
    results = await asyncio.gather(yes, sent, return_exceptions=True)
    (refusal,) = [result for result in results if isinstance(result, Refusal)]
    assert refusal.code in {"order_moved_on", "order_taken"}
    assert len(await town.scene.jobs(order)) == 1
    assert (await town.scene.find(order)).taken == 1


async def test_a_crew_of_two_takes_two_of_them_and_no_third(town: Town) -> None:
    town.order = await town.scene.order(crew=2)
    await town.sends(TOM)
    assert await town.refused(TOM) == "not_for_them"
    await town.sends(TIM)
    assert await town.refused(TIM) == "order_moved_on"
    assert set(await town.scene.jobs(town.order)) == {TOM, TIM}


CHANGES: dict[str, Callable[[Transaction], object]] = {
    "lacks the skill": lambda tx: tx.execute(
        technician_skills.delete().where(technician_skills.c.technician_id == TOM)
    ),
    "is suspended": lambda tx: suspend(tx, TOM, OLGA, "late"),
    "is banned": lambda tx: people.set_ban(tx, TOM, tx.now, "rude"),
    "is not wanted by this customer": lambda tx: preferences.keep(tx, ANNA, TOM, Preference.BLOCKED),
    "can't be reached": lambda tx: people.set_reachable(tx, TOM, reachable=False),
    "begins, and it is far": lambda tx: technicians.change(tx, TOM, probation_left=3, base_lat=50.20),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
async def test_what_protects_the_customer_holds_for_dispatchers_too(
    town: Town, change: Callable[[Transaction], object]
) -> None:
    await town.scene(change)
    assert await town.refused(TOM) == "not_for_them"
    await town.sends(TIM)


async def test_who_asks_for_more_than_they_have(town: Town) -> None:
    """An order of a level, one's own order, one job more than the market allows."""
    await town.scene(lambda tx: tx.execute(orders.update().values(level="expert")))
    assert await town.refused(TOM) == "not_for_them"
    await town.scene(lambda tx: technicians.change(tx, TOM, level="expert"))
    most = town.market.jobs.max_jobs_at_once
    await town.sends(TOM)
    for _ in range(most - 1):
        town.order = await town.scene.order(window=_later(town, len(await _running(town))))
        await town.sends(TOM)
    town.order = await town.scene.order(window=_later(town, most))
    assert await town.refused(TOM) == "not_for_them"
    town.order = await town.scene(lambda tx: new_order(tx, TIM))
    assert await town.refused(TIM) == "not_for_them"


def _later(town: Town, days: int) -> Window:
    start = town.scene.clock.now() + timedelta(days=days)
    return Window(start, start + timedelta(minutes=30))


async def _running(town: Town) -> list[Job]:
    running: list[Job] = await town.scene(lambda tx: job_rows.running_of_technician(tx.connection, TOM))
    return running


async def test_nobody_is_sent_to_two_places_at_once(town: Town) -> None:
    town.order = await town.scene.order(window=_later(town, 1))
    await town.sends(TOM)
    town.order = await town.scene.order(window=_later(town, 1))
    assert await town.refused(TOM) == "their_visits_clash"


async def test_orders_that_are_not_for_them_are_as_unknown_as_none(town: Town) -> None:
    electric = next(s for c in town.market.catalogue.categories for s in c.services if "electrics" in s.skills)
    others = await town.scene.order(service=electric.key)
    for order in (others, OrderId(99)):
        assert (await town.scene.refused(open_team_order, order, DANA)).code == "order_not_for_team"
        assert (await town.scene.refused(send, order, TOM, DANA)).code == "order_not_for_team"
    await town.scene.does(desk_orders.cancel_for_operator, town.order, OLGA)
    assert await town.refused(TOM) == "order_moved_on"


async def test_dispatchers_hear_what_becomes_of_it_and_nothing_about_themselves(town: Town) -> None:
    job = await town.sends(TOM)
    await town.scene.news()
    await town.scene.does(hand_back, job, TOM, HandBackReason.SICK)
    rows = [row for row in await town.scene.outgoing() if row.view == "team/handed_back"]
    assert [(row.chat_id, row.fields["order"], row.fields["reason"]) for row in rows] == [(DANA, town.order, "sick")]
    assert (await town.scene.find(town.order)).status is OrderStatus.SEARCHING
    assert await town.refused(TOM) == "not_for_them", "who has handed it back is not sent there again"
    await town.scene(lambda tx: (partners.dismiss(tx, DANA), partners.appoint(tx, TIM, town.blue)))
    job = await town.sends(TIM, TIM)
    await town.scene.does(hand_back, job, TIM, HandBackReason.OTHER)
    assert "team/handed_back" not in {view for _, view, _ in await town.scene.news()}


async def test_who_does_not_answer_is_told_to_the_dispatcher(town: Town) -> None:
    await town.sends(TOM)
    await town.scene.news()
    await town.scene.passes(hours=2)
    assert (DANA, "team/not_coming", True) in await town.scene.news()


async def test_operators_say_whom_somebody_belongs_to_and_it_is_kept(town: Town) -> None:
    await town.scene.does(employ, TOM, Employment.PARTNER, town.red, OLGA)
    assert await town.refused(TOM) == "not_your_people"
    await town.sends(TOM, REMO)
    for employment, partner, code in (
        (Employment.PARTNER, 2, "employment_already"),
        (Employment.PARTNER, 9, "partner_unknown"),
        (Employment.PARTNER, None, "partner_unknown"),
    ):
        assert (await town.scene.refused(employ, TOM, employment, partner, OLGA)).code == code
    assert (await town.scene.refused(employ, TOM, Employment.STAFF, None, DANA)).code == "not_staff"
    assert (await town.scene.refused(employ, PersonId(99), Employment.STAFF, None, OLGA)).code == "technician_not_found"
    await town.scene.does(employ, TOM, Employment.STAFF, None, OLGA)
    row = await town.scene(lambda tx: technicians.find(tx.connection, TOM))
    assert row.employment is Employment.STAFF
    assert await town.scene(lambda tx: partners.of_technician(tx.connection, TOM)) is None
    acts = await town.scene(lambda tx: audit.about(tx.connection, f"person:{TOM}"))
    assert [act.details["employment"] for act in acts if act.act == "employment"] == ["staff", "partner"]


async def test_what_others_do_is_nobody_elses_business(town: Town) -> None:
    await town.scene.technician(50)
    order = await town.scene.order()
    await town.scene.does(open_team_order, order, DANA)
    await town.scene.accepts(order, 50)
    card = await town.scene.card(DANA, "team_order", order)
    assert card is not None
    assert "no longer open" in card.text
    assert "Nowak" not in card.text
    assert (await town.scene.refused(open_team_order, order, DANA)).code == "order_moved_on"
    await town.sends(TOM)
    await town.scene.does(open_team_order, town.order, DANA)
    card = await town.scene.card(DANA, "team_order", town.order)
    assert card is not None
    assert "Tom Blue" in card.text
    assert await town.scene.card(REMO, "team_order", town.order) is not None
    assert await town.scene.card(ANNA, "team_order", town.order) is None


async def test_many_people_and_orders_come_in_pages(town: Town) -> None:
    for number in range(20, 28):
        await town.scene.technician(number, name=f"Blue {number}", employment="partner", partner_id=town.blue)
    for _ in range(8):
        await town.scene.order()
    for view, first, last in (("team", "Blue 20", "Tom Blue"), ("team_orders", "<b>1</b>", "<b>9</b>")):
        pages = [await town.scene.card(DANA, view, page) for page in (0, 1, 7)]
        texts = [page.text for page in pages if page is not None]
        assert len(texts) == 3
        assert (first in texts[0], last in texts[0]) == (True, False)
        assert last in texts[1]
        assert texts[1] == texts[2], "a page that is gone is the last one"
    await town.scene.does(turn_team, DANA, "team", -3)
    assert (DANA, "team", False) in await town.scene.news()


async def test_the_role_goes_with_the_person(town: Town) -> None:
    await town.scene(lambda tx: people.consent(tx, DANA))
    await town.scene.does(forget, DANA)
    assert await town.scene(lambda tx: partners.dispatchers_of(tx.connection, town.blue)) == []
    assert (await town.scene.refused(own_partner, DANA)).code == "not_dispatcher"
