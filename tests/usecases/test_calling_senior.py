"""Calling a senior: the first visit ends with its share, an order goes on from it to somebody of a higher level."""

from typing import Any

import pytest

from bot.domain.continuations import SeniorReason, shared
from bot.domain.ids import JobId, OrderId, PersonId
from bot.domain.levels import Level, level_from
from bot.domain.market import Market
from bot.domain.money import Money
from bot.domain.offers import JobStatus
from bot.domain.orders import OrderStatus
from bot.usecases.calling_senior import call_senior
from bot.usecases.deadlines import due_timers, fire
from bot.usecases.extras import answer_extra, propose_extra
from bot.usecases.job_photos import add_photo
from bot.usecases.levels import set_level
from db import continuations, forgetting, jobs, offers, orders, technicians
from db.tables import technicians as rows
from db.transaction import Transaction
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, BO, OLGA, STRANGER, JobScene, Transact

TOOL = SeniorReason.TOOL


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    scene = await JobScene(transact, market, clock).begin()
    await has_level(scene, ALI, Level.JUNIOR)
    await has_level(scene, BO, Level.CERTIFIED)
    return scene


async def has_level(scene: JobScene, technician: Any, level: Level) -> None:
    change = rows.update().where(rows.c.person_id == technician).values(level=level.value)
    await scene.transact(lambda tx: tx.execute(change))


async def called(scene: JobScene, job: JobId, words: str = "the pump is seized") -> OrderId:
    order: OrderId = await scene.transact(lambda tx: call_senior(tx, job, ALI, TOOL, words))
    return order


async def waves(scene: JobScene) -> None:
    """Let the searches take their next step."""

    def run(tx: Transaction) -> None:
        for timer in due_timers(tx.connection, tx.now):
            fire(tx, timer)

    await scene.transact(run)


async def asked(scene: JobScene, order: OrderId) -> list[int]:
    made = await scene.transact(lambda tx: offers.of_order(tx.connection, order))
    return [offer.technician for offer in made]


async def test_the_price_is_shared_and_stays_the_price(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    order = await called(scene, job)
    first = await scene.find(job)
    new = await scene.transact(lambda tx: orders.find(tx.connection, order))
    assert (first.status, first.reason, first.pay) == (JobStatus.DONE, "continued", Money(72_00, "PLN"))
    assert new.price == Money(108_00, "PLN")
    old = await scene.order_of(job)
    assert (old.status, new.status) == (OrderStatus.DONE, OrderStatus.SEARCHING)
    assert old.price == first.pay + new.price
    ali = await scene.transact(lambda tx: technicians.find(tx.connection, ALI))
    assert ali.jobs_done == 1


@pytest.mark.parametrize(("amount", "percent"), [(1, 40), (17_999, 33), (18_000, 0), (18_000, 100), (7, 50)])
def test_not_a_grosz_is_lost(amount: int, percent: int) -> None:
    first, rest = shared(Money(amount, "PLN"), percent)
    assert first + rest == Money(amount, "PLN")
    assert min(first.amount, rest.amount) >= 0


async def test_agreed_extra_work_stays_with_who_did_it(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    extra = await scene.transact(lambda tx: propose_extra(tx, job, ALI, Money(30_00, "PLN"), "a new valve"))
    assert (await scene.refused(lambda tx: call_senior(tx, job, ALI, TOOL, ""))).code == "extra_unanswered"
    await scene.transact(lambda tx: answer_extra(tx, extra, ANNA, True))
    await called(scene, job)
    assert (await scene.find(job)).total == Money(102_00, "PLN")


async def test_the_story_so_far_goes_along(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: add_photo(tx, job, ALI, "work-1"))
    order = await called(scene, job, "seized, call me +48 601 234 567")
    new, old = await scene.transact(lambda tx: orders.find(tx.connection, order)), await scene.order_of(job)
    assert [a.file_id for a in new.attachments] == ["file-1", "file-2", "work-1"]
    assert (new.description, new.address, new.phone) == (old.description, old.address, old.phone)
    assert (new.customer, new.service, new.crew, new.window) == (ANNA, old.service, 1, None)
    known = await scene.transact(lambda tx: continuations.leading_to(tx.connection, order))
    assert (known.job, known.reason) == (job, TOOL)
    await waves(scene)
    news = {(row.chat_id, row.view): row for row in await scene.outgoing()}
    offer = await scene.drawn(news[(BO, "offer")])
    assert offer is not None
    for words in ("A first visit came before", "Ali: It needs a special tool or part", "1 photo of the work"):
        assert words in offer.text
    assert "601" not in offer.text, "nobody is reached past the market"
    card = await scene.drawn(news[(ANNA, "order")])
    assert card is not None


async def test_only_a_higher_level_is_asked(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    order = await called(scene, job)
    await waves(scene)
    assert await asked(scene, order) == [BO]
    (wave,) = [
        event.details
        for event in await scene.transact(lambda tx: orders.history(tx.connection, order))
        if event.kind == "wave"
    ]
    assert wave["held_back"] == {"level": [ALI]}


async def test_without_anybody_above_there_is_nobody_to_call(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await has_level(scene, BO, Level.JUNIOR)
    assert (await scene.refused(lambda tx: call_senior(tx, job, ALI, TOOL, ""))).code == "nobody_senior"
    await has_level(scene, BO, Level.MENTOR)
    await has_level(scene, ALI, Level.MENTOR)
    assert (await scene.refused(lambda tx: call_senior(tx, job, ALI, TOOL, ""))).code == "nobody_senior"


@pytest.mark.parametrize("status", [JobStatus.ASSIGNED, JobStatus.EN_ROUTE, JobStatus.ARRIVED])
async def test_before_the_work_a_job_is_handed_back_instead(scene: JobScene, status: JobStatus) -> None:
    job = await scene.job(status)
    assert (await scene.refused(lambda tx: call_senior(tx, job, ALI, TOOL, ""))).code == "job_moved_on"


async def test_nobody_else_calls_and_nobody_twice(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.nobody_else(lambda tx, actor: call_senior(tx, job, actor, TOOL, ""), BO, ANNA, STRANGER, OLGA)
    await called(scene, job)
    assert (await scene.refused(lambda tx: call_senior(tx, job, ALI, TOOL, ""))).code == "job_moved_on"
    assert len(await scene.transact(lambda tx: continuations.from_order(tx.connection, 1))) == 1


async def test_of_a_crew_one_calls_and_the_other_works_on(scene: JobScene) -> None:
    ali, bo = await scene.accepted(ALI, BO, status=JobStatus.IN_PROGRESS)
    order = await called(scene, ali)
    assert (await scene.find(bo)).status is JobStatus.IN_PROGRESS
    assert (await scene.order_of(bo)).status is OrderStatus.IN_PROGRESS
    new = await scene.transact(lambda tx: orders.find(tx.connection, order))
    assert (new.crew, new.price) == (1, Money(108_00, "PLN"))


# ---------------------------------------------------------------- levels


async def test_operators_set_levels(scene: JobScene) -> None:
    await scene.transact(lambda tx: set_level(tx, ALI, Level.EXPERT, OLGA))
    ali = await scene.transact(lambda tx: technicians.find(tx.connection, ALI))
    assert ali.level == "expert"
    view = await scene.notice(ALI, "technicians/level")
    assert view is not None
    assert view.text == "Your level is now: <b>expert</b>"
    assert (await scene.refused(lambda tx: set_level(tx, ALI, Level.EXPERT, OLGA))).code == "level_already"
    assert (await scene.refused(lambda tx: set_level(tx, ANNA, Level.EXPERT, OLGA))).code == "technician_not_found"
    assert (await scene.refused(lambda tx: set_level(tx, ALI, Level.NEW, BO))).code == "not_staff"


def test_the_ladder() -> None:
    assert [level.next for level in Level] == [*list(Level)[1:], None]
    assert Level.EXPERT.is_at_least(Level.CERTIFIED)
    assert not Level.JUNIOR.is_at_least(Level.CERTIFIED)
    assert level_from("grandmaster") is Level.NEW


async def test_jobs_know_their_order(scene: JobScene) -> None:
    """The job that was left off stays in the history of the order it belongs to."""
    job = await scene.job(JobStatus.IN_PROGRESS)
    order = await called(scene, job)
    assert await scene.transact(lambda tx: jobs.of_order(tx.connection, order)) == []
    kinds = [e.kind for e in await scene.transact(lambda tx: orders.history(tx.connection, 1))]
    assert kinds[-1] == "senior_called"


@pytest.mark.parametrize("who", [ANNA, ALI])
async def test_what_was_found_at_a_place_goes_with_whoever_is_forgotten(scene: JobScene, who: PersonId) -> None:
    """Words about a customer's home are the customer's as much as those of whoever wrote them."""
    order = await called(scene, await scene.job(JobStatus.IN_PROGRESS))
    await scene.transact(lambda tx: forgetting.erase(tx, who))
    story = await scene.transact(lambda tx: continuations.leading_to(tx.connection, order))
    assert (story.words, story.reason) == ("", TOOL)
