"""A public reply: to what may be read, by whom it is about, and gone with either of the two."""

from functools import partial

import pytest
from sqlalchemy import func, select

from bot.domain.ids import JobId, PersonId
from bot.domain.market import Market
from bot.domain.offers import JobStatus
from bot.usecases.finishing import finish
from bot.usecases.ratings import rate
from bot.usecases.replies import hide_reply, reply
from db import reviews
from db.forgetting import erase
from db.tables import replies
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, BO, OLGA, STRANGER, JobScene, Transact


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


async def commented(scene: JobScene, words: str = "Quick and kind") -> JobId:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: finish(tx, job, ALI))
    await scene.transact(lambda tx: rate(tx, job, ANNA, 5, [], words))
    return job


async def revealed(scene: JobScene, words: str = "Quick and kind") -> JobId:
    job = await commented(scene, words)
    await scene.transact(lambda tx: rate(tx, job, ALI, 5, [], "Clear"))
    return job


async def count(scene: JobScene) -> int:
    counted: int = await scene.transact(lambda tx: tx.execute(select(func.count()).select_from(replies)).scalar_one())
    return counted


async def test_what_is_still_blind_and_what_has_no_words_is_not_answered(scene: JobScene) -> None:
    for job in (await commented(scene), await revealed(scene, words="")):
        refusal = await scene.refused(partial(reply, job=job, technician=ALI, words="Thank you"))
        assert refusal.code == "review_not_yours"
    assert await count(scene) == 0


async def test_whoever_wrote_hears_of_the_first_reply_only(scene: JobScene) -> None:
    job = await revealed(scene)
    for person in (ANNA, BO, STRANGER, OLGA):
        refusal = await scene.refused(partial(reply, job=job, technician=person, words="Me too"))
        assert refusal.code == "review_not_yours"
    await scene.news()
    for words in ("Thank you", "Any time"):
        await scene.transact(partial(reply, job=job, technician=ALI, words=words))
    told = [(chat, view) for chat, view, _ in await scene.news()]
    assert told.count((ANNA, "ratings/replied")) == 1
    review = await scene.transact(lambda tx: reviews.of_job(tx.connection, job))
    assert (review.reply, review.stars, review.author) == ("Any time", 5, ANNA)


async def test_only_operators_hide_it_and_a_hidden_one_is_theirs(scene: JobScene) -> None:
    job = await revealed(scene)
    await scene.transact(lambda tx: reply(tx, job, ALI, "Rude words"))
    refusal = await scene.refused(lambda tx: hide_reply(tx, job, ALI, hidden=True))
    assert refusal.code == "not_staff"
    await scene.transact(lambda tx: hide_reply(tx, job, OLGA, hidden=True))
    refusal = await scene.refused(lambda tx: reply(tx, job, ALI, "Ruder words"))
    assert refusal.code == "reply_hidden"
    review = await scene.transact(lambda tx: reviews.of_job(tx.connection, job))
    assert (review.reply, review.public_reply) == ("Rude words", "")


@pytest.mark.parametrize("person", [ANNA, ALI])
async def test_it_goes_with_either_of_the_two(scene: JobScene, person: PersonId) -> None:
    job = await revealed(scene)
    await scene.transact(lambda tx: reply(tx, job, ALI, "Thank you"))
    assert await count(scene) == 1
    await scene.transact(lambda tx: erase(tx, person))
    assert await count(scene) == 0
