"""Ratings: by the two people of a job, once, blind, revealed once."""

import pytest
from sqlalchemy import func, select

from bot.domain.ids import JobId
from bot.domain.market import Market
from bot.domain.offers import JobStatus
from bot.domain.ratings import Rating
from bot.usecases.absence import customer_absent
from bot.usecases.deadlines import due_timers, fire
from bot.usecases.finishing import finish
from bot.usecases.ratings import rate
from db import ratings, tables, technicians
from db.transaction import Transaction
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, BO, OLGA, STRANGER, JobScene, Transact


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


async def done(scene: JobScene) -> JobId:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: finish(tx, job, ALI))
    await scene.news()
    return job


def fire_due(tx: Transaction) -> list[bool]:
    return [fire(tx, timer) for timer in due_timers(tx.connection, tx.now)]


async def average(scene: JobScene) -> tuple[int, int]:
    row = await scene.transact(lambda tx: technicians.find(tx.connection, ALI))
    return row.stars_sum, row.stars_count


async def as_customer(scene: JobScene) -> tuple[int, int]:
    """Sum and count of the revealed stars that technicians gave Anna."""
    table = tables.ratings
    query = select(func.coalesce(func.sum(table.c.stars), 0), func.count())
    revealed = query.where(table.c.subject_id == ANNA, table.c.revealed_at.is_not(None))
    total, count = await scene.transact(lambda tx: tx.execute(revealed).one())
    return int(total), int(count)


async def test_blind_until_both_have_spoken(scene: JobScene) -> None:
    job = await done(scene)
    await scene.transact(lambda tx: rate(tx, job, ANNA, 5, ["kind"], "Thanks"))
    assert await average(scene) == (0, 0)
    assert "ratings/revealed" not in {view for _, view, _ in await scene.news()}
    await scene.transact(lambda tx: rate(tx, job, ALI, 4, [], ""))
    assert await average(scene) == (5, 1)
    assert await as_customer(scene) == (4, 1)
    news = await scene.news()
    assert {(ALI, "ratings/revealed", True), (ANNA, "ratings/revealed", True)} <= set(news)


async def test_or_until_the_days_have_passed(scene: JobScene) -> None:
    job = await done(scene)
    scene.clock.advance(days=1)
    await scene.transact(lambda tx: rate(tx, job, ANNA, 4, [], ""))
    scene.clock.advance(days=6, seconds=-1)
    await scene.transact(fire_due)
    assert await average(scene) == (0, 0)
    await scene.news()
    scene.clock.advance(seconds=1)
    await scene.transact(fire_due)
    assert await average(scene) == (4, 1)
    news = await scene.news()
    assert (ALI, "ratings/revealed", True) in news
    assert (ANNA, "ratings/revealed", True) not in news


async def test_nobody_answers_a_rating_they_have_read(scene: JobScene) -> None:
    job = await done(scene)
    await scene.transact(lambda tx: rate(tx, job, ANNA, 1, [], ""))
    scene.clock.advance(days=7)
    await scene.transact(fire_due)
    assert (await scene.refused(lambda tx: rate(tx, job, ALI, 1, [], ""))).code == "rating_over"


async def test_revealed_stars_count_once(scene: JobScene) -> None:
    job = await done(scene)
    await scene.transact(lambda tx: rate(tx, job, ANNA, 5, [], ""))
    await scene.transact(lambda tx: rate(tx, job, ALI, 5, [], ""))
    scene.clock.advance(days=7)
    await scene.transact(fire_due)
    assert await average(scene) == (5, 1)
    assert len([view for _, view, _ in await scene.news() if view == "ratings/revealed"]) == 2


async def test_everybody_rates_once(scene: JobScene) -> None:
    job = await done(scene)
    await scene.transact(lambda tx: rate(tx, job, ANNA, 5, [], ""))
    assert (await scene.refused(lambda tx: rate(tx, job, ANNA, 1, [], ""))).code == "rated_already"
    (rating,) = await scene.transact(lambda tx: ratings.of_job(tx.connection, job))
    assert (rating.stars, rating.subject, rating.revealed_at) == (5, ALI, None)


async def test_nobody_else_rates(scene: JobScene) -> None:
    job = await done(scene)
    await scene.nobody_else(lambda tx, actor: rate(tx, job, actor, 1, [], ""), BO, STRANGER, OLGA)


@pytest.mark.parametrize("status", [JobStatus.ASSIGNED, JobStatus.IN_PROGRESS])
async def test_not_before_the_end(scene: JobScene, status: JobStatus) -> None:
    job = await scene.job(status)
    assert (await scene.refused(lambda tx: rate(tx, job, ANNA, 1, [], ""))).code == "rating_too_early"


@pytest.mark.parametrize(("stars", "tags"), [(0, []), (6, []), (3, ["nonsense"]), (3, ["absent"])])
async def test_a_rating_that_no_button_gives_is_a_bug(scene: JobScene, stars: int, tags: list[str]) -> None:
    job = await done(scene)
    with pytest.raises(ValueError, match="no rating of this side"):
        await scene.transact(lambda tx: rate(tx, job, ANNA, stars, tags, ""))


async def test_operators_hear_of_a_bad_one_at_once(scene: JobScene) -> None:
    job = await done(scene)
    await scene.transact(lambda tx: rate(tx, job, ANNA, 2, ["late", "rude"], "Two <hours>"))
    view = await scene.notice(OLGA, "ratings/desk_bad")
    order = (await scene.find(job)).order
    assert view is not None
    assert view.text == (
        f"<b>A bad rating, order {order}</b>\nAnna Nowak about Ali Rezaei: ★★☆☆☆\nlate · rude\n\n"
        "<blockquote>Two &lt;hours&gt;</blockquote>"
    )


async def test_and_not_of_a_middling_one(scene: JobScene) -> None:
    job = await done(scene)
    await scene.transact(lambda tx: rate(tx, job, ANNA, 3, [], ""))
    assert OLGA not in {chat for chat, _, _ in await scene.news()}


async def test_who_came_in_vain_may_say_so(scene: JobScene) -> None:
    job = await scene.job(JobStatus.ARRIVED)
    scene.clock.advance(minutes=15)
    await scene.transact(lambda tx: customer_absent(tx, job, ALI))
    await scene.transact(lambda tx: rate(tx, job, ALI, 1, ["absent"], ""))
    (rating,) = await scene.transact(lambda tx: ratings.of_job(tx.connection, job))
    assert (rating.author, rating.subject, rating.tags) == (ALI, ANNA, ("absent",))


async def test_what_is_blind_does_not_show_in_a_customers_average(scene: JobScene) -> None:
    job = await done(scene)
    await scene.transact(lambda tx: rate(tx, job, ALI, 1, [], ""))
    assert await as_customer(scene) == (0, 0)


async def test_the_database_itself_keeps_a_second_rating_out(scene: JobScene) -> None:
    job = await done(scene)

    def add(tx: Transaction) -> bool:
        return ratings.add(tx, Rating(job, ANNA, ALI, 5, (), "", tx.now, None))

    assert await scene.transact(add)
    assert not await scene.transact(add)
