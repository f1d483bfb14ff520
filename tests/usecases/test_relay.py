"""The chat of a job: both ways, for those two only, as long as there is something to talk about."""

import pytest

from bot.domain.ids import JobId, PersonId
from bot.domain.market import Market
from bot.domain.offers import HandBackReason, JobStatus
from bot.domain.orders import OrderStatus
from bot.domain.relay import Utterance
from bot.ui.view import View
from bot.usecases.finishing import finish
from bot.usecases.handing_back import hand_back
from bot.usecases.relay import relay_message
from db import orders
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, BO, DOOR, STRANGER, JobScene, Transact

HELLO = Utterance("text", "I am <here>")


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


async def say(scene: JobScene, job: JobId, author: PersonId, said: Utterance = HELLO) -> None:
    await scene.transact(lambda tx: relay_message(tx, job, author, said))


async def heard(scene: JobScene, chat: PersonId) -> View:
    view = await scene.notice(chat, "relay/message")
    assert view is not None
    return view


@pytest.mark.parametrize("status", [JobStatus.ASSIGNED, JobStatus.EN_ROUTE, JobStatus.ARRIVED, JobStatus.IN_PROGRESS])
async def test_both_ways_while_the_job_runs(scene: JobScene, status: JobStatus) -> None:
    job = await scene.job(status)
    order = (await scene.find(job)).order
    await say(scene, job, ALI)
    expected = f"<b>From your technician Ali · order {order}</b>\n\nI am &lt;here&gt;"
    assert (await heard(scene, ANNA)).text == expected
    await say(scene, job, ANNA)
    expected = f"<b>From your customer Anna · order {order}</b>\n\nI am &lt;here&gt;"
    assert (await heard(scene, ALI)).text == expected


async def test_accounts_stay_hidden(scene: JobScene) -> None:
    job = await scene.job()
    await say(scene, job, ANNA)
    view = await heard(scene, ALI)
    shown = view.text + view.keyboard.model_dump_json() if view.keyboard else view.text
    for secret in (str(ANNA), "Nowak", "600000001"):
        assert secret not in shown


async def over_for_both(scene: JobScene, job: JobId) -> None:
    assert (await scene.refused(lambda tx: relay_message(tx, job, ANNA, HELLO))).code == "relay_over"
    assert (await scene.refused(lambda tx: relay_message(tx, job, ALI, HELLO))).code == "relay_over"


@pytest.mark.parametrize("kind", ["photo", "voice", "video", "document"])
async def test_files_are_passed_on_with_their_words(scene: JobScene, kind: str) -> None:
    job = await scene.job()
    await say(scene, job, ANNA, Utterance(kind, "look", "file-9"))
    view = await heard(scene, ALI)
    assert [(m.kind, m.file_id) for m in view.media] == [(kind, "file-9")]
    assert view.text.endswith("look")


async def test_a_place_is_passed_on(scene: JobScene) -> None:
    job = await scene.job()
    await say(scene, job, ANNA, Utterance("location", point=DOOR))
    assert (await heard(scene, ALI)).media[0].point == DOOR


async def test_strangers_and_colleagues_have_no_part_in_it(scene: JobScene) -> None:
    ali, bo = await scene.accepted(ALI, BO)
    await scene.nobody_else(lambda tx, actor: relay_message(tx, ali, actor, HELLO), BO, STRANGER)
    await say(scene, bo, ANNA)
    assert (ALI, "relay/message", True) not in await scene.news()


async def test_a_day_after_the_work_it_is_over(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: finish(tx, job, ALI))
    scene.clock.advance(hours=23, minutes=59)
    await say(scene, job, ANNA)
    await say(scene, job, ALI)
    scene.clock.advance(minutes=1)
    await over_for_both(scene, job)


@pytest.mark.parametrize("end", [OrderStatus.CLOSED, OrderStatus.CANCELLED])
async def test_with_the_order_the_chat_ends_both_ways(scene: JobScene, end: OrderStatus) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    order = (await scene.find(job)).order
    if end is OrderStatus.CLOSED:
        await scene.transact(lambda tx: finish(tx, job, ALI))
    await scene.transact(lambda tx: orders.move(tx, order, end))
    await over_for_both(scene, job)


async def test_who_handed_the_job_back_is_out_of_it(scene: JobScene) -> None:
    job = await scene.job()
    await scene.transact(lambda tx: hand_back(tx, job, ALI, HandBackReason.LATE))
    await over_for_both(scene, job)


async def test_an_answer_is_offered_only_while_it_can_be_given(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await say(scene, job, ALI)
    (row,) = [row for row in await scene.outgoing() if row.view == "relay/message"]
    view = await scene.drawn(row)
    assert view is not None
    assert view.keyboard is not None
    await scene.transact(lambda tx: finish(tx, job, ALI))
    scene.clock.advance(days=2)
    late = await scene.drawn(row)
    assert late is not None
    assert late.keyboard is None
