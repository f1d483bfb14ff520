"""What the market asks by itself: a week after the work, once a quarter, once an order."""

from functools import partial
from typing import Any

import pytest

from bot.domain.ids import JobId
from bot.domain.market import Market
from bot.domain.offers import JobStatus
from bot.domain.orders import Address
from bot.domain.surveys import SurveyKind
from bot.usecases.deadlines import due_timers, fire
from bot.usecases.finishing import finish
from bot.usecases.surveys import answer_survey
from db import places
from db.tables import surveys
from db.transaction import Transaction
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, DOOR, STRANGER, JobScene, Transact


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


async def asked(scene: JobScene) -> list[Any]:
    """Every question so far: number, kind, answer."""
    rows = await scene.transact(lambda tx: tx.execute(surveys.select().order_by(surveys.c.id)).all())
    return [(row.id, row.kind, row.answer) for row in rows]


async def a_week_after(scene: JobScene) -> JobId:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: finish(tx, job, ALI))
    for _ in range(2):  # closed first, asked a week later
        scene.clock.advance(days=8)
        await scene.transact(_fire_due)
    return job


def _fire_due(tx: Transaction) -> None:
    for timer in due_timers(tx.connection, tx.now):
        fire(tx, timer)


async def test_a_week_later_it_is_asked_and_a_content_customer_whether_they_would_recommend_us(scene: JobScene) -> None:
    await a_week_after(scene)
    ((survey, kind, answer),) = await asked(scene)
    assert (kind, answer) == (SurveyKind.STILL_FINE, None)
    await scene.transact(lambda tx: answer_survey(tx, survey, ANNA, 1))
    assert [(kind, answer) for _, kind, answer in await asked(scene)] == [("still_fine", 1), ("recommend", None)]


async def test_nobody_is_asked_to_recommend_us_twice_in_a_quarter(scene: JobScene) -> None:
    for _ in range(2):
        await a_week_after(scene)
        waiting = next(survey for survey, kind, answer in await asked(scene) if kind == "still_fine" and answer is None)
        await scene.transact(partial(answer_survey, survey=waiting, person=ANNA, given=1))
    assert [kind for _, kind, _ in await asked(scene)] == ["still_fine", "recommend", "still_fine"]


async def test_what_came_back_reaches_the_operators_and_nobody_is_asked_to_recommend_us(scene: JobScene) -> None:
    await a_week_after(scene)
    ((survey, _, _),) = await asked(scene)
    await scene.news()
    await scene.transact(lambda tx: answer_survey(tx, survey, ANNA, 0))
    assert "surveys/desk_came_back" in {view for _, view, _ in await scene.news()}
    assert [answer for _, _, answer in await asked(scene)] == [0]


async def test_what_is_under_warranty_is_offered_to_be_put_right_at_once(scene: JobScene) -> None:
    await scene.transact(lambda tx: places.keep(tx, ANNA, Address(DOOR, "Rynek Główny 1/2", "Stare Miasto")))
    await a_week_after(scene)
    ((survey, _, _),) = await asked(scene)
    await scene.transact(lambda tx: answer_survey(tx, survey, ANNA, 0))
    view = await scene.notice(ANNA, "book/ask_back")
    assert view is not None
    assert "Ali is asked first" in view.text


@pytest.mark.parametrize("given", [2, -1])
async def test_what_is_no_answer_is_refused(scene: JobScene, given: int) -> None:
    await a_week_after(scene)
    ((survey, _, _),) = await asked(scene)
    assert (await scene.refused(lambda tx: answer_survey(tx, survey, ANNA, given))).code == "survey_not_yours"


async def test_only_who_was_asked_answers_and_only_once(scene: JobScene) -> None:
    await a_week_after(scene)
    ((survey, _, _),) = await asked(scene)
    assert (await scene.refused(lambda tx: answer_survey(tx, survey, STRANGER, 1))).code == "survey_not_yours"
    await scene.transact(lambda tx: answer_survey(tx, survey, ANNA, 1))
    assert (await scene.refused(lambda tx: answer_survey(tx, survey, ANNA, 0))).code == "survey_answered"
