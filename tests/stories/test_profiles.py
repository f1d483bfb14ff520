"""What people read of each other before they meet: a technician of a customer, on the offer; the customer as well."""

import pytest

from bot.domain.ids import JobId, PersonId
from bot.domain.languages import Language
from bot.domain.offers import CancelReason, JobStatus
from bot.domain.ratings import Rating
from bot.turn import Transaction
from bot.usecases.cancelling import cancel_order
from bot.usecases.jobs import arrive, set_out
from db import jobs, ratings
from db.tables import jobs as job_rows
from playground.person import Person
from tests.job_scene import accepted_order
from tests.stories.journeys import orders_a_leak, says, technicians, texts_for
from tests.stories.stage import Stage, words
from tests.stories.test_preferences import done


async def offered(stage: Stage, ali: Person) -> str:
    """The latest offer, as he reads it."""
    await stage.settled()
    return ali.chat.from_bot[-1].text


@pytest.mark.parametrize("language", [Language.FA, Language.PL])
async def test_a_customer_on_the_offer(stage: Stage, language: Language) -> None:
    """New, then known; kind by the stars that are revealed; and what falls through is told, unless it was his fault."""
    anna = await stage.newcomer("Anna", language)
    ali, bo = await technicians(stage, "Ali", "Bo", language=language)
    await says(stage, anna, "/preferences")
    assert words(anna, "A new customer") not in anna.chat.from_bot[-1].text, "of what nobody reads nothing is said"
    await stage.app.turns.run(lambda tx: two_visits(tx, anna.id, ali.id))
    await stage.app.turns.run(lambda tx: cancelled_on_the_way(tx, anna.id, ali.id))
    await orders_a_leak(stage, anna)
    assert words(bo, "A new customer") in await offered(stage, bo)
    await stage.app.turns.run(lambda tx: absent(tx, anna.id, ali.id))
    await stage.app.turns.run(lambda tx: rated(tx, anna.id, ali.id))
    await says(stage, anna, "/start")
    await orders_a_leak(stage, anna)
    stars = texts_for(stage, bo).number(4.7)
    for msgid in ("A customer for some time", "kind (%(stars)s)", "visits sometimes fall through"):
        assert words(bo, msgid, stars=stars) in await offered(stage, bo)
    await says(stage, anna, "/preferences")
    assert words(anna, "kind (%(stars)s)", stars=stars) in anna.chat.from_bot[-1].text


def two_visits(tx: Transaction, anna: int, ali: int) -> None:
    for _ in range(2):
        done(tx, anna, ali)


def on_the_way(tx: Transaction, anna: int, ali: int) -> JobId:
    (job,) = accepted_order(tx, [PersonId(ali)], 1, PersonId(anna))
    set_out(tx, job, PersonId(ali))
    return job


def cancelled_on_the_way(tx: Transaction, anna: int, ali: int) -> None:
    """Ali is late, and she has had enough of it."""
    job = jobs.find(tx.connection, on_the_way(tx, anna, ali))
    assert job is not None
    tx.execute(job_rows.update().where(job_rows.c.id == job.id).values(late_at=tx.now))
    cancel_order(tx, job.order, PersonId(anna), CancelReason.WAIT)


def absent(tx: Transaction, anna: int, ali: int) -> None:
    """Nobody opens."""
    job = on_the_way(tx, anna, ali)
    arrive(tx, job, PersonId(ali))
    assert jobs.move(tx, job, PersonId(ali), JobStatus.CUSTOMER_ABSENT, ended_at=tx.now)


def rated(tx: Transaction, anna: int, ali: int) -> None:
    """Ali was content with each, as she may read by now."""
    done(tx, anna, ali)
    for job in range(1, 5):
        row = jobs.find(tx.connection, job)
        assert row is not None
        rating = Rating(row.id, PersonId(ali), PersonId(anna), 5, (), "", tx.now, None)
        ratings.add(tx, rating)
        ratings.reveal(tx, rating)
