"""Two people in the same moment: what several rows decide together comes out as if one had been first."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, PersonId, private_chat
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.offers import CancelReason, HandBackReason, JobStatus
from bot.domain.orders import OrderStatus
from bot.domain.people import Person, Role
from bot.usecases.assigning import assign
from bot.usecases.cancelling import cancel_order
from bot.usecases.dispatch import decline_offer
from bot.usecases.finishing import finish
from bot.usecases.forgetting import forget
from bot.usecases.handing_back import hand_back
from bot.usecases.people import ban, lost_contact
from bot.usecases.ratings import rate
from bot.usecases.staff import dismiss
from bot.usecases.start_code import start
from bot.usecases.waves import WAVE
from bot.usecases.withdrawing import withdraw_technician
from db import jobs, offers, people, ratings, staff, technicians
from db.tables import orders
from db.transaction import Transaction
from tests.clock import TestClock
from tests.dispatch_scene import new_order
from tests.job_scene import ALI, ANNA, BO, CODE, JobScene, Transact

pytestmark = pytest.mark.both_engines
ROUNDS = range(5)
LINGERS_S = 0.4
"""Seconds from a decision to its commit, in which somebody else decides."""
OTTO, EVA = PersonId(600), PersonId(700)


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


async def together(scene: JobScene, *acts: Callable[[Transaction], Any]) -> list[Any]:
    """All of them at once; what each returned or was refused with. Anything else that is raised breaks the test."""
    answers = await asyncio.gather(*(scene.transact(act) for act in acts), return_exceptions=True)
    for answer in answers:
        if isinstance(answer, BaseException) and not isinstance(answer, Refusal):
            raise answer
    return answers


@pytest.mark.parametrize("turn", ROUNDS)
async def test_two_of_a_crew_are_done_and_so_is_the_order(scene: JobScene, turn: int) -> None:
    first, second = await scene.accepted(ALI, BO, status=JobStatus.IN_PROGRESS)
    await together(scene, lambda tx: finish(tx, first, ALI), lambda tx: finish(tx, second, BO))
    assert (await scene.order_of(first)).status is OrderStatus.DONE


@pytest.mark.parametrize("turn", ROUNDS)
async def test_both_sides_rate_and_both_are_revealed(scene: JobScene, turn: int) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: finish(tx, job, ALI))
    await together(scene, lambda tx: rate(tx, job, ANNA, 5, (), ""), lambda tx: rate(tx, job, ALI, 4, (), ""))
    said = await scene.transact(lambda tx: ratings.of_job(tx.connection, job))
    assert [rating.revealed_at is not None for rating in said] == [True, True]
    row = await scene.transact(lambda tx: technicians.find(tx.connection, ALI))
    assert (row.stars_sum, row.stars_count) == (5, 1)


@pytest.mark.parametrize("turn", ROUNDS)
async def test_the_last_two_who_decline_bring_the_next_wave_at_once(scene: JobScene, turn: int) -> None:
    def asked(tx: Transaction) -> list[int]:
        order = new_order(tx, ANNA)
        tx.execute(_first_wave(order))
        return [offers.add(tx, order, who, round_=1, wave=1, distance_m=1000, travel_s=300) for who in (ALI, BO)]

    first, second = await scene.transact(asked)
    before = len(await scene.timers(WAVE))
    await together(scene, lambda tx: decline_offer(tx, first, ALI), lambda tx: decline_offer(tx, second, BO))
    assert len(await scene.timers(WAVE)) == before + 1


def _first_wave(order: int) -> Any:
    return orders.update().where(orders.c.id == order).values(wave=1)


@pytest.mark.parametrize("turn", ROUNDS)
async def test_two_owners_who_dismiss_each_other_leave_one(scene: JobScene, turn: int) -> None:
    def owners(tx: Transaction) -> None:
        for id_, name in ((OTTO, "Otto"), (EVA, "Eva")):
            people.meet(tx, Person(id_, name, Language.EN), name)
            staff.appoint(tx, id_, Role.OWNER)

    await scene.transact(owners)
    await together(scene, lambda tx: dismiss(tx, OTTO, EVA), lambda tx: dismiss(tx, EVA, OTTO))
    assert await scene.transact(lambda tx: staff.count_owners(tx.connection)) == 1


@pytest.mark.parametrize("turn", ROUNDS)
async def test_a_suspension_does_not_take_away_work_that_begins_just_now(scene: JobScene, turn: int) -> None:
    """Either the work began and goes on, or the job went to others and nothing begins."""
    job = await scene.job(JobStatus.ARRIVED)
    await together(scene, lambda tx: start(tx, job, ALI, CODE), lambda tx: withdraw_technician(tx, ALI))
    row, order = await scene.find(job), await scene.order_of(job)
    assert (row.status, order.status) in {
        (JobStatus.IN_PROGRESS, OrderStatus.IN_PROGRESS),
        (JobStatus.CANCELLED, OrderStatus.SEARCHING),
    }


@pytest.mark.parametrize("turn", ROUNDS)
async def test_cancelled_and_handed_back_is_cancelled(scene: JobScene, turn: int) -> None:
    job = await scene.job()
    order = (await scene.find(job)).order
    await together(
        scene,
        lambda tx: hand_back(tx, job, ALI, HandBackReason.LATE),
        lambda tx: cancel_order(tx, order, ANNA, CancelReason.WAIT),
    )
    assert (await scene.order_of(job)).status is OrderStatus.CANCELLED
    assert (await scene.find(job)).status in {JobStatus.HANDED_BACK, JobStatus.CANCELLED}


LEAVES = {
    "ban": lambda tx: ban(tx, BO, OTTO, "stole"),
    "lost contact": lambda tx: lost_contact(tx, private_chat(BO)),
    "forget": lambda tx: forget(tx, BO),
}


@pytest.mark.parametrize("leaves", LEAVES)
async def test_nobody_leaves_with_a_job_that_is_given_to_them_just_now(scene: JobScene, leaves: str) -> None:
    """Either they are gone and get none, or they have it before they are gone, and others are asked or they stay."""
    given = asyncio.Event()
    loop = asyncio.get_running_loop()

    def gives(tx: Transaction) -> None:
        assign(tx, order, BO, OTTO)
        loop.call_soon_threadsafe(given.set)
        if tx.connection.dialect.name == "postgresql":
            tx.execute(select(func.pg_sleep(LINGERS_S)))

    async def goes() -> Any:
        await given.wait()
        return await scene.transact(LEAVES[leaves])

    order = await scene.transact(_wanted)
    answers = await asyncio.gather(scene.transact(gives), goes(), return_exceptions=True)
    running = await scene.transact(lambda tx: jobs.running_of_technician(tx.connection, BO))
    refused = [answer.code for answer in answers if isinstance(answer, Refusal)]
    assert (len(running), refused) == ((1, ["forget_still_open"]) if leaves == "forget" else (0, []))


def _wanted(tx: Transaction) -> OrderId:
    people.meet(tx, Person(OTTO, "Otto", Language.EN), "Otto")
    people.consent(tx, BO)
    staff.appoint(tx, OTTO, Role.OWNER)
    return new_order(tx, ANNA)
