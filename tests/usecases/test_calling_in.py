"""The market looks ahead by its own timer, and calls people in within the rate that is set for a person."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.calls import CallAnswer
from bot.domain.ids import CallId, PersonId
from bot.turn import Turns
from bot.usecases import calls as answers
from bot.usecases.calling_in import LOOK, keep_looking, next_look
from bot.usecases.people import lost_contact
from bot.usecases.technicians import go_offline, go_online
from db import calls, technicians
from db.tables import calls as rows
from db.tables import timers
from tests.dispatch_scene import ANNA, DispatchScene
from tests.matching_scene import MARKET
from tests.past_scene import every_day_at, write_past

TOM, BO = PersonId(10), PersonId(11)
HOURS = [0.5, 1.0, 1.5, 2.0, 2.5, 3.0]
ZONE = MARKET.city.time_zone


@pytest.fixture
async def scene(database: Any, market: Any, clock: Any) -> DispatchScene:
    """A busy market with two plumbers, both off duty."""
    scene = await DispatchScene(Turns(database, clock, market), clock).begin()
    await scene.technician(TOM, online=False)
    await scene.technician(BO, online=False)
    await scene.does(write_past, ANNA, every_day_at(HOURS, 28, clock.moment))
    await scene(keep_looking)
    return scene


async def called(scene: DispatchScene) -> list[tuple[int, int]]:
    """Who was called, for how many jobs."""
    found = await scene(lambda tx: tx.execute(select(rows).order_by(rows.c.id)).all())
    return [(row.technician_id, row.jobs) for row in found]


async def the_call(scene: DispatchScene, person: PersonId) -> CallId:
    """The last call to this person."""
    query = select(rows.c.id).where(rows.c.technician_id == person).order_by(rows.c.id.desc()).limit(1)
    return CallId(await scene(lambda tx: tx.execute(query).scalar_one()))


async def test_a_coming_shortage_calls_people_in(scene: DispatchScene) -> None:
    await scene.news()
    await scene.passes(minutes=30)
    assert {person for person, _ in await called(scene)} == {TOM, BO}
    assert [(chat, view) for chat, view, fresh in await scene.news() if fresh] == [(TOM, "call"), (BO, "call")]


async def test_the_look_comes_again_and_is_one(scene: DispatchScene) -> None:
    await scene(keep_looking)
    await scene.passes(minutes=95)
    query = select(timers).where(timers.c.kind == LOOK, timers.c.status == "pending")
    (pending,) = await scene(lambda tx: tx.execute(query).all())
    assert pending.due > scene.clock.moment


async def test_nobody_is_called_more_often_than_is_set(scene: DispatchScene) -> None:
    rules = MARKET.calling_in
    await scene.passes(hours=9)
    query = select(rows.c.made_at).where(rows.c.technician_id == TOM)
    made = await scene(lambda tx: tx.execute(query).scalars().all())
    assert 1 <= len(made) <= rules.calls_a_day
    assert all(later - earlier >= rules.rest for earlier, later in pairwise(made))


async def test_who_comes_has_come_and_the_others_are_told_nothing_more(scene: DispatchScene) -> None:
    await scene.passes(minutes=30)
    await scene.does(answers.come_online, await the_call(scene, TOM), TOM)
    await scene.does(go_online, BO)
    await scene.does(go_offline, BO)
    await scene.does(go_online, BO)
    since = scene.clock.moment - timedelta(hours=1)
    assert await scene(lambda tx: calls.called_and_came(tx.connection, since)) == (2, 2)
    tom = await scene(lambda tx: technicians.find(tx.connection, TOM))
    assert tom.online


async def test_who_comes_too_late_has_not_come(scene: DispatchScene) -> None:
    await scene.passes(minutes=30)
    call = await the_call(scene, TOM)
    await scene.passes(hours=4)
    await scene.does(answers.come_online, call, TOM)
    row = await scene(lambda tx: calls.find(tx.connection, call))
    assert (row.answer, row.came_at) == (CallAnswer.ONLINE, None)


async def test_not_today_is_until_midnight(scene: DispatchScene) -> None:
    await scene.passes(minutes=30)
    await scene.does(answers.not_today, await the_call(scene, TOM), TOM)
    midnight = datetime.combine(scene.clock.moment.astimezone(ZONE).date() + timedelta(days=1), time(), ZONE)
    assert not await scene(lambda tx: calls.may_be_called(tx.connection, TOM, midnight - timedelta(minutes=1)))
    assert await scene(lambda tx: calls.may_be_called(tx.connection, TOM, midnight))


async def test_muted_is_for_good_until_it_is_taken_back(scene: DispatchScene) -> None:
    await scene.passes(minutes=30)
    call = await the_call(scene, TOM)
    next_year = scene.clock.moment + timedelta(days=400)

    async def willing() -> Any:
        return await scene(lambda tx: calls.may_be_called(tx.connection, TOM, next_year))

    await scene.does(answers.mute, call, TOM)
    assert not await willing()
    await scene.does(answers.unmute, call, TOM)
    assert await willing()
    await scene.does(answers.set_calls, TOM, False)
    assert not await willing()
    assert TOM in await scene(lambda tx: calls.in_peace(tx.connection, next_year))
    await scene.does(answers.set_calls, TOM, True)
    assert await willing()


async def test_a_call_is_nobody_elses(scene: DispatchScene) -> None:
    await scene.passes(minutes=30)
    call = await the_call(scene, TOM)
    for answer in (answers.come_online, answers.not_today, answers.mute, answers.unmute):
        assert (await scene.refused(answer, call, BO)).code == "not_your_call"
        assert (await scene.refused(answer, CallId(999), BO)).code == "not_your_call"


async def test_who_blocks_the_bot_is_not_called(scene: DispatchScene) -> None:
    await scene.does(lost_contact, TOM)
    await scene.passes(minutes=30)
    assert [person for person, _ in await called(scene)] == [BO]


async def test_no_calls_a_day_is_no_calls(scene: DispatchScene, database: Any, clock: Any) -> None:
    """Turned off, the timer that is left does nothing and is the last one."""
    never = replace(MARKET, calling_in=replace(MARKET.calling_in, calls_a_day=0))
    off = DispatchScene(Turns(database, clock, never), clock)
    await off(keep_looking)
    await off.passes(hours=5)
    assert await called(off) == []
    assert await off.next_due() is None


@pytest.mark.parametrize(
    ("hour", "next_hour", "days"), [(7, 8.0, 0), (12, 12.5, 0), (20, 20.5, 0), (20.75, 8.0, 1), (23.75, 8.0, 1)]
)
def test_looks_are_for_when_people_may_be_called(hour: float, next_hour: float, days: int) -> None:
    midnight = datetime(2026, 3, 4, tzinfo=ZONE)
    following = next_look(midnight + timedelta(hours=hour), MARKET)
    assert following == midnight + timedelta(days=days, hours=next_hour)


def test_without_a_past_there_is_one_look_a_day() -> None:
    midnight = datetime(2026, 3, 4, tzinfo=ZONE)
    assert next_look(midnight + timedelta(hours=9), MARKET, tomorrow=True) == midnight + timedelta(days=1, hours=8)


async def test_looking_goes_on_after_a_look_that_failed_for_good(scene: DispatchScene) -> None:
    await scene(lambda tx: tx.execute(timers.update().where(timers.c.kind == LOOK).values(status="failed")))
    await scene(keep_looking)
    query = select(timers.c.status).where(timers.c.kind == LOOK).order_by(timers.c.id)
    assert await scene(lambda tx: tx.execute(query).scalars().all()) == ["failed", "pending"]
