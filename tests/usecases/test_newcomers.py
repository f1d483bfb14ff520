"""Whoever may be asked from now on sees at once what is open nearby, by the same rules as everybody."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.ids import PersonId, private_chat
from bot.domain.market import Market
from bot.domain.offers import OfferStatus
from bot.domain.technicians import TechnicianStatus
from bot.turn import Turns
from bot.usecases.newcomers import open_nearby
from bot.usecases.offers import decline_offer
from bot.usecases.people import lost_contact, regained_contact
from bot.usecases.technicians import go_offline, go_online, set_max_jobs, set_radius
from db.database import Database
from tests.clock import TestClock
from tests.dispatch_scene import ANNA, DispatchScene

ALI, BO = PersonId(10), PersonId(11)


@pytest.fixture
async def scene(database: Database, market: Market, clock: TestClock) -> DispatchScene:
    scene = await DispatchScene(Turns(database, clock, market), clock).begin()
    await scene.technician(ALI, 1)
    return scene


async def test_who_goes_online_is_asked_at_once_though_others_think_it_over(scene: DispatchScene) -> None:
    """A search in which a question is open would let them wait for its next wave."""
    await scene.technician(BO, 2, online=False)
    order = await scene.order()
    assert await scene.asked(order) == [ALI]
    await scene.news()
    await scene.does(go_online, BO)
    assert await scene.asked(order) == [ALI, BO]
    assert (ANNA, "order", False) in await scene.news(), "the card says how many have been asked"
    assert (await scene.statuses(order))[ALI] is OfferStatus.OPEN
    assert [kept["technician"] for kept in (await scene.waves(order))[-1]["asked"]] == [BO], "it can be explained"
    await scene.does(go_offline, BO)
    await scene.does(go_online, BO)
    assert await scene.asked(order) == [ALI, BO], "once"


async def test_who_widens_the_radius_or_takes_more_jobs(scene: DispatchScene) -> None:
    await scene.technician(BO, 3, radius_km=1)
    order = await scene.order()
    await scene.does(set_radius, BO, 5)
    assert await scene.asked(order) == [ALI, BO]
    cy = await scene.technician(12, 3, max_jobs=0)
    await scene.does(set_max_jobs, cy, 1)
    assert await scene.asked(order) == [ALI, BO, cy]


async def test_who_lets_the_bot_in_again(scene: DispatchScene) -> None:
    await scene.technician(BO, 2)
    await scene.does(lost_contact, private_chat(BO))
    order = await scene.order()
    assert await scene.asked(order) == [ALI]
    await scene.does(regained_contact, private_chat(BO))
    assert await scene.asked(order) == [ALI, BO]
    await scene.does(regained_contact, private_chat(ANNA))


@pytest.mark.parametrize(
    "columns",
    [
        {"radius_km": 1},
        {"skills": ["locks"]},
        {"max_jobs": 0},
        {"status": TechnicianStatus.SUSPENDED.value},
        {"hours": {"6": ["08:00", "08:01"]}},
    ],
)
async def test_the_rules_are_everybodys(scene: DispatchScene, columns: dict[str, Any]) -> None:
    await scene.technician(BO, 2, online=True, **columns)
    order = await scene.order()
    await scene.does(lost_contact, private_chat(BO))
    await scene.does(regained_contact, private_chat(BO))
    assert await scene.asked(order) == [ALI]


async def test_nobody_is_asked_farther_away_than_the_search_has_come(scene: DispatchScene) -> None:
    await scene.technician(BO, 6, online=False)
    order = await scene.order()
    await scene.does(go_online, BO)
    assert await scene.asked(order) == [ALI]
    await scene.passes(minutes=1)
    assert await scene.asked(order) == [ALI, BO], "the next wave looks farther"


async def test_a_favourites_head_start_is_kept(scene: DispatchScene) -> None:
    await scene.technician(BO, 2, online=False)
    order = await scene.order(favourite=ALI)
    await scene.does(go_online, BO)
    assert await scene.asked(order) == [ALI]
    await scene.passes(minutes=2)
    assert await scene.asked(order) == [ALI, BO]


async def test_the_head_start_of_staff_is_kept(database: Database, market: Market, clock: TestClock) -> None:
    rules = replace(market.dispatch, staff_head_start=timedelta(minutes=1))
    scene = await DispatchScene(Turns(database, clock, replace(market, dispatch=rules)), clock).begin()
    await scene.technician(ALI, 6, employment="staff")
    await scene.technician(BO, 2, online=False)
    await scene.technician(12, 3, online=False, employment="staff")
    order = await scene.order()
    await scene.does(go_online, BO)
    assert await scene.asked(order) == [ALI], "beyond the first wave's radius, but staff"
    await scene.does(go_online, PersonId(12))
    assert await scene.asked(order) == [ALI, 12]
    await scene.passes(minutes=1)
    assert await scene.asked(order) == [ALI, 12, BO]


async def test_whom_the_customer_wants_again_is_left_alone_by_staff_too(
    database: Database, market: Market, clock: TestClock
) -> None:
    rules = replace(market.dispatch, staff_head_start=timedelta(minutes=1))
    scene = await DispatchScene(Turns(database, clock, replace(market, dispatch=rules)), clock).begin()
    await scene.technician(ALI, 1)
    await scene.technician(12, 3, online=False, employment="staff")
    order = await scene.order(favourite=ALI)
    await scene.does(go_online, PersonId(12))
    assert await scene.asked(order) == [ALI]
    await scene.passes(minutes=2)
    assert await scene.asked(order) == [ALI, 12]


async def test_staff_who_come_later_take_no_time_from_others(
    database: Database, market: Market, clock: TestClock
) -> None:
    """No staff were asked first, so that there is no head start to keep."""
    rules = replace(market.dispatch, staff_head_start=timedelta(minutes=1))
    scene = await DispatchScene(Turns(database, clock, replace(market, dispatch=rules)), clock).begin()
    await scene.technician(ALI, 1)
    await scene.technician(12, 3, online=False, employment="staff")
    await scene.technician(BO, 2, online=False)
    order = await scene.order()
    await scene.does(go_online, PersonId(12))
    await scene.does(go_online, BO)
    assert await scene.asked(order) == [ALI, 12, BO]


async def test_of_many_orders_only_as_many_as_anybody_is_asked(scene: DispatchScene) -> None:
    made = [await scene.order() for _ in range(5)]
    await scene.technician(BO, 2, online=False)
    await scene.does(go_online, BO)
    assert sum([BO in await scene.asked(order) for order in made]) == 3


async def nearby(scene: DispatchScene, person: PersonId) -> str:
    """What the list says now."""
    await scene.outgoing()
    await scene.does(open_nearby, person)
    (row,) = [row for row in await scene.outgoing() if row.view == "technicians/nearby"]
    view = await scene.notice(person, row.view, **row.fields)
    assert view is not None
    return str(view.text)


async def test_the_list_asks_too_and_says_what_keeps_them(scene: DispatchScene) -> None:
    order = await scene.order()
    await scene.technician(BO, 3, online=False)
    assert "Go online to be asked." in await nearby(scene, BO)
    assert "You are asked: answer below." in await nearby(scene, ALI)
    await scene.does(decline_offer, await scene.offer(order, ALI), ALI)
    assert "answer below" in await nearby(scene, ALI), "on second thoughts it may still be taken"
    await scene.does(set_max_jobs, BO, 1)
    await scene.does(go_online, BO)
    await scene.accepts(order, BO)
    await scene.order()
    assert "You have as many jobs as you take at once." in await nearby(scene, BO)


async def test_an_honest_empty_list(scene: DispatchScene) -> None:
    await scene.technician(BO, 2, online=False)
    assert "As long as you are online" in await nearby(scene, ALI)
    assert "Go online, and new ones come here" in await nearby(scene, BO)
    await scene.order()
    far = await scene.technician(12, 15, radius_km=5)
    assert "No open order near you" in await nearby(scene, far)


async def test_only_technicians_have_such_a_list(scene: DispatchScene) -> None:
    assert (await scene.refused(open_nearby, ANNA)).code == "not_technician"
