"""The buttons around a job, pressed by the right people and by everybody else, once and again."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.domain.errors import Refusal
from bot.domain.ids import JobId, PersonId, private_chat
from bot.domain.market import Market
from bot.domain.money import Money
from bot.domain.offers import HandBackReason, JobStatus
from bot.flows.extra_work import extra_pressed
from bot.flows.job_photos import photos_pressed
from bot.flows.rating import rate_pressed
from bot.flows.relay import relay_pressed
from bot.flows.start_code import start_pressed
from bot.handlers.jobs import ACTS, extra_answered, hand_back_pressed, job_pressed
from bot.turn import Turns
from bot.ui.presses import (
    ExtraAnswerPress,
    ExtraPress,
    HandBackPress,
    JobPhotosPress,
    JobPress,
    RatePress,
    RelayPress,
    StartPress,
)
from bot.usecases.extras import propose_extra
from bot.usecases.finishing import finish
from db import conversations, inbox
from db.database import Database
from db.inbox import Received
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, BO, STRANGER, JobScene, Transact, person

Handler = Callable[..., Awaitable[None]]


@dataclass
class Query:
    """A pressed button, as far as the handlers look at it: it remembers what it was answered."""

    id: str = "1"
    answers: list[str | None] = field(default_factory=list)

    async def answer(self, text: str | None = None, *, show_alert: bool = False) -> None:
        self.answers.append(text)


@dataclass
class Finger:
    """Presses buttons, each time as an update of its own."""

    turns: Turns
    pressed: int = 0

    async def press(self, who: PersonId, handler: Handler, data: Any) -> str | None:
        """What the little answer to the press says."""
        self.pressed += 1
        update = Received(self.pressed, who, "{}")
        await self.turns.database.write(lambda c: inbox.store(c, [update], self.turns.clock.now()))
        turn = await self.turns.begin(self.pressed, person(who, "Somebody"), private_chat(who))
        query = Query()
        await handler(query, data, turn)
        (said,) = query.answers
        return said

    async def refused(self, who: PersonId, handler: Handler, data: Any) -> str:
        """The code of the refusal; it must be one."""
        with pytest.raises(Refusal) as caught:
            await self.press(who, handler, data)
        return caught.value.code


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


@pytest.fixture
def finger(database: Database, market: Market, clock: TestClock) -> Finger:
    return Finger(Turns(database, clock, market))


async def flow_of(scene: JobScene, who: PersonId) -> str:
    kept = await scene.transact(lambda tx: conversations.find(tx.connection, who))
    return kept.flow if kept else ""


async def test_from_setting_out_to_done_by_taps(scene: JobScene, finger: Finger) -> None:
    job = await scene.job()
    assert await finger.press(ALI, job_pressed, JobPress(act="set_out", job_id=job)) == "Have a safe trip."
    await finger.press(ALI, job_pressed, JobPress(act="arrive", job_id=job))
    assert await finger.press(ALI, start_pressed, StartPress(job_id=job)) is None
    assert await flow_of(scene, ALI) == "start_code"
    await scene.bring(job, ALI, JobStatus.IN_PROGRESS)
    assert await finger.press(ALI, job_pressed, JobPress(act="finish", job_id=job)) == "Done. Thank you!"
    assert (await scene.find(job)).status is JobStatus.DONE


@pytest.mark.parametrize("act", sorted(ACTS))
async def test_a_stranger_gets_nowhere_with_any_button(scene: JobScene, finger: Finger, act: str) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    for who in (STRANGER, BO):
        code = await finger.refused(who, job_pressed, JobPress(act=act, job_id=job))
        assert code == ("not_staff" if act == "start_for" else "job_not_yours")
    assert await scene.news() == []


@pytest.mark.parametrize("act", ["set_out", "arrive", "finish", "absent", "call_operator", "hand_back", "place"])
async def test_a_button_of_long_ago_changes_nothing(scene: JobScene, finger: Finger, act: str) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: finish(tx, job, ALI))
    await scene.news()
    assert await finger.refused(ALI, job_pressed, JobPress(act=act, job_id=job)) == "job_moved_on"
    assert await scene.news() == []


async def test_an_act_that_no_card_offers(scene: JobScene, finger: Finger) -> None:
    job = await scene.job()
    assert await finger.refused(ALI, job_pressed, JobPress(act="nonsense", job_id=job)) == "button_unknown"


async def test_handing_back_asks_why_first(scene: JobScene, finger: Finger) -> None:
    job = await scene.job()
    await finger.press(ALI, job_pressed, JobPress(act="hand_back", job_id=job))
    (question,) = [row for row in await scene.outgoing() if row.view == "hand_back"]
    view = await scene.drawn(question)
    assert view is not None
    assert "Somebody else is asked at once." in view.text
    assert len(view.keyboard.inline_keyboard) == len(HandBackReason)  # type: ignore[union-attr]
    press = HandBackPress(reason=HandBackReason.VEHICLE, job_id=job)
    assert await finger.press(ALI, hand_back_pressed, press) == "Handed back."
    assert (await scene.find(job)).reason == "vehicle"
    assert await scene.drawn(question) is None
    assert await finger.refused(ALI, hand_back_pressed, press) == "job_moved_on"


async def test_the_customer_answers_extra_work_once(scene: JobScene, finger: Finger) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    extra = await scene.transact(lambda tx: propose_extra(tx, job, ALI, Money(5000, "PLN"), "Valve"))
    press = ExtraAnswerPress(extra_id=extra, approved=True)
    assert await finger.refused(ALI, extra_answered, press) == "job_not_yours"
    assert await finger.press(ANNA, extra_answered, press) == "Agreed."
    assert await finger.refused(ANNA, extra_answered, press) == "extra_answered"
    assert (await scene.find(job)).extra == Money(5000, "PLN")


@pytest.mark.parametrize(
    ("handler", "press", "who", "flow"),
    [
        (photos_pressed, JobPhotosPress, ALI, "job_photos"),
        (extra_pressed, ExtraPress, ALI, "extra_work"),
        (relay_pressed, RelayPress, ALI, "relay"),
        (relay_pressed, RelayPress, ANNA, "relay"),
    ],
)
async def test_buttons_that_open_a_conversation(
    scene: JobScene, finger: Finger, handler: Handler, press: Callable[..., Any], who: PersonId, flow: str
) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await finger.press(who, handler, press(job_id=job))
    assert await flow_of(scene, who) == flow
    for other in (BO, STRANGER):
        assert await finger.refused(other, handler, press(job_id=job)) == "job_not_yours"
        assert await flow_of(scene, other) == ""


async def test_both_rate_after_the_work_and_nobody_before(scene: JobScene, finger: Finger) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    assert await finger.refused(ANNA, rate_pressed, RatePress(job_id=job)) == "rating_too_early"
    await scene.transact(lambda tx: finish(tx, job, ALI))
    for who in (ANNA, ALI):
        await finger.press(who, rate_pressed, RatePress(job_id=job))
        assert await flow_of(scene, who) == "rating"
    assert await finger.refused(BO, rate_pressed, RatePress(job_id=job)) == "job_not_yours"


async def test_start_is_nothing_for_others_or_elsewhere(scene: JobScene, finger: Finger) -> None:
    job = await scene.job(JobStatus.EN_ROUTE)
    assert await finger.refused(BO, start_pressed, StartPress(job_id=job)) == "job_not_yours"
    assert await finger.refused(ALI, start_pressed, StartPress(job_id=JobId(job))) == "job_moved_on"
