"""Extra work counts once the customer agrees, within the market's limit, one question at a time."""

import pytest

from bot.domain.amends import AmendsKind
from bot.domain.extras import ExtraId, ExtraStatus
from bot.domain.ids import JobId, private_chat
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.money import Money
from bot.domain.offers import HandBackReason, JobStatus
from bot.ui.registry import CardRequest, render_card
from bot.usecases.credit import balance_of
from bot.usecases.desk_orders import cancel_for_operator
from bot.usecases.extras import answer_extra, propose_extra, withdraw_extra
from bot.usecases.finishing import finish
from bot.usecases.handing_back import hand_back
from db import amends, credit, extras, orders
from db.transaction import Transaction
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, BO, OLGA, STRANGER, JobScene, Transact

PRICE = Money(18000, "PLN")


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


def zloty(amount: int) -> Money:
    return Money(amount * 100, "PLN")


async def propose(scene: JobScene, job: JobId, amount: int) -> ExtraId:
    extra: ExtraId = await scene.transact(lambda tx: propose_extra(tx, job, ALI, zloty(amount), "New <valve>"))
    return extra


async def agree(scene: JobScene, extra: ExtraId) -> None:
    await scene.transact(lambda tx: answer_extra(tx, extra, ANNA, True))


async def status_of(scene: JobScene, extra: ExtraId) -> ExtraStatus:
    row = await scene.transact(lambda tx: extras.find(tx.connection, extra))
    status: ExtraStatus = row.status
    return status


async def test_what_the_customer_agrees_to_is_added_up(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS, price=PRICE)
    for amount in (50, 30):
        extra = await propose(scene, job, amount)
        assert (ANNA, "extra", True) in await scene.news()
        await agree(scene, extra)
        assert (ALI, "extras/answered", True) in await scene.news()
    row = await scene.find(job)
    assert (row.pay, row.extra, row.total) == (PRICE, zloty(80), zloty(260))


async def test_credit_pays_for_extra_work_too_and_comes_back(scene: JobScene) -> None:
    """What was given for the next order helps at once; what the order does not need any more is Anna's again."""
    job = await scene.job(JobStatus.IN_PROGRESS, price=PRICE)
    order = (await scene.find(job)).order
    await scene.transact(lambda tx: give(tx, 230))
    extra = await propose(scene, job, 80)
    asked = await scene.transact(lambda tx: shown(tx, extra))
    assert "Of the whole price we would pay PLN\xa0230, you PLN\xa030." in asked
    assert await scene.transact(lambda tx: (credit.on_order(tx.connection, order), balance_of(tx, ANNA))) == (0, 230_00)
    await agree(scene, extra)
    assert await scene.transact(lambda tx: (credit.on_order(tx.connection, order), balance_of(tx, ANNA))) == (230_00, 0)
    assert "Of the whole price we pay PLN\xa0230, you pay PLN\xa030." in await scene.transact(
        lambda tx: shown(tx, extra)
    )
    kinds = await scene.transact(lambda tx: [event.kind for event in orders.history(tx.connection, order)])
    assert kinds[-2:] == ["extra_approved", "credit_used"]
    await scene.transact(lambda tx: cancel_for_operator(tx, order, OLGA, "cannot be done"))
    assert await scene.transact(lambda tx: (credit.on_order(tx.connection, order), balance_of(tx, ANNA))) == (0, 230_00)


async def test_a_refused_proposal_uses_no_credit(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS, price=PRICE)
    await scene.transact(lambda tx: give(tx, 50))
    extra = await propose(scene, job, 80)
    await scene.transact(lambda tx: answer_extra(tx, extra, ANNA, False))
    assert await scene.transact(lambda tx: balance_of(tx, ANNA)) == 50_00


def give(tx: Transaction, amount: int) -> None:
    """Credit that an operator gave some time ago."""
    amends.add(tx, AmendsKind.CREDIT, ANNA, OLGA, amount=amount * 100, unused=amount * 100)


def shown(tx: Transaction, extra: ExtraId) -> str:
    """Anna's card of the proposal."""
    ask = CardRequest(
        connection=tx.connection,
        chat_id=private_chat(ANNA),
        subject_id=extra,
        language=Language.EN,
        market=tx.market,
        now=tx.now,
    )
    view = render_card("extra", ask)
    assert view is not None
    return view.text


async def test_what_is_refused_costs_nothing(scene: JobScene) -> None:
    job = await scene.job(JobStatus.ARRIVED, price=PRICE)
    extra = await propose(scene, job, 50)
    await scene.transact(lambda tx: answer_extra(tx, extra, ANNA, False))
    row = await scene.find(job)
    assert (row.extra, row.total) == (None, PRICE)
    assert await status_of(scene, extra) is ExtraStatus.REFUSED


async def test_the_limit_counts_what_was_agreed_before(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS, price=PRICE)
    assert scene.market.jobs.max_extra_percent == 100
    extra = await propose(scene, job, 100)
    await scene.transact(lambda tx: answer_extra(tx, extra, ANNA, True))
    refusal = await scene.refused(lambda tx: propose_extra(tx, job, ALI, zloty(81), "More"))
    assert (refusal.code, refusal.fields) == ("extra_over_limit", {"percent": 100})
    await propose(scene, job, 80)


async def test_without_a_price_there_is_no_limit(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS, price=None)
    extra = await propose(scene, job, 9000)
    await scene.transact(lambda tx: answer_extra(tx, extra, ANNA, True))
    assert (await scene.find(job)).total == zloty(9000)


@pytest.mark.parametrize("amount", [0, -5])
async def test_nothing_is_no_extra_work(scene: JobScene, amount: int) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS, price=None)
    refusal = await scene.refused(lambda tx: propose_extra(tx, job, ALI, zloty(amount), "?"))
    assert refusal.code == "extra_over_limit"


async def test_one_question_at_a_time(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await propose(scene, job, 10)
    assert (await scene.refused(lambda tx: propose_extra(tx, job, ALI, zloty(5), "?"))).code == "extra_open"
    await scene.transact(lambda tx: withdraw_extra(tx, job, ALI))
    await propose(scene, job, 5)


async def test_the_database_itself_keeps_a_second_open_proposal_out(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    assert await scene.transact(lambda tx: extras.propose(tx, job, zloty(1), "a")) is not None
    assert await scene.transact(lambda tx: extras.propose(tx, job, zloty(1), "b")) is None


@pytest.mark.parametrize("status", [JobStatus.ASSIGNED, JobStatus.EN_ROUTE])
async def test_nobody_proposes_from_afar(scene: JobScene, status: JobStatus) -> None:
    job = await scene.job(status)
    refusal = await scene.refused(lambda tx: propose_extra(tx, job, ALI, zloty(5), "?"))
    assert refusal.fields == {"status": status.value}


async def test_only_the_two_have_a_say(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.nobody_else(lambda tx, actor: propose_extra(tx, job, actor, zloty(5), "?"), BO, ANNA, STRANGER)
    extra = await propose(scene, job, 5)
    await scene.nobody_else(lambda tx, actor: answer_extra(tx, extra, actor, True), BO, ALI, STRANGER)
    await scene.nobody_else(lambda tx, actor: withdraw_extra(tx, job, actor), BO, ANNA, STRANGER)
    assert await status_of(scene, extra) is ExtraStatus.OPEN
    assert (await scene.refused(lambda tx: answer_extra(tx, ExtraId(999), ANNA, True))).code == "job_not_yours"


async def test_a_second_tap_changes_nothing(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    extra = await propose(scene, job, 5)
    await scene.transact(lambda tx: answer_extra(tx, extra, ANNA, True))
    for refusal in (
        await scene.refused(lambda tx: answer_extra(tx, extra, ANNA, True)),
        await scene.refused(lambda tx: answer_extra(tx, extra, ANNA, False)),
    ):
        assert (refusal.code, refusal.fields) == ("extra_answered", {"status": "approved"})
    assert (await scene.find(job)).extra == zloty(5)


async def test_what_was_taken_back_cannot_be_agreed_to(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    extra = await propose(scene, job, 5)
    await scene.transact(lambda tx: withdraw_extra(tx, job, ALI))
    refusal = await scene.refused(lambda tx: answer_extra(tx, extra, ANNA, True))
    assert refusal.fields == {"status": "withdrawn"}
    assert (await scene.refused(lambda tx: withdraw_extra(tx, job, ALI))).code == "extra_none"


async def test_after_the_job_there_is_nothing_to_agree_to(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    extra = await propose(scene, job, 5)
    await scene.transact(lambda tx: hand_back(tx, job, ALI, HandBackReason.OTHER))
    assert (await scene.refused(lambda tx: answer_extra(tx, extra, ANNA, True))).code == "extra_over"
    done = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: finish(tx, done, ALI))
    assert (await scene.refused(lambda tx: propose_extra(tx, done, ALI, zloty(5), "?"))).code == "job_moved_on"
