"""What people read of each other before they meet: a technician of a customer, on the offer; the customer as well."""

import pytest

from bot.domain.ids import JobId, PersonId
from bot.domain.languages import Language
from bot.domain.offers import CancelReason, JobStatus
from bot.domain.ratings import Rating
from bot.turn import Transaction
from bot.usecases.cancelling import cancel_order
from bot.usecases.jobs import arrive, set_out
from bot.usecases.ratings import rate
from db import audit, jobs, ratings
from db.tables import jobs as job_rows
from playground.person import Person
from tests.job_scene import accepted_order
from tests.stories.journeys import orders_a_leak, says, taps, technicians, texts_for
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


LINE = "They came quickly & mended it, call +48 600 111 222"
REPLY = "Thank you, <come> again, write to @ali_plumber"


@pytest.mark.parametrize("language", [Language.FA, Language.RU])
async def test_a_comment_is_answered_for_everybody_to_read(stage: Stage, language: Language) -> None:
    """The next customer reads comment and reply without ways around the market; it is changed, hidden, deleted."""
    olga = await stage.owner("Olga", language)
    anna, zoe = await stage.newcomer("Anna", language), await stage.newcomer("Zoe", language)
    (ali,) = await technicians(stage, "Ali", language=language)
    job = await stage.app.turns.run(lambda tx: commented(tx, anna.id, ali.id))
    await stage.settled()
    await nobody_else_answers(stage, job, anna, zoe, olga)
    await taps(stage, ali, "Reply for everybody to read")
    await says(stage, ali, REPLY)
    await anna.sees("Thank you, <come> again")
    order = await orders_a_leak(stage, zoe)
    await taps(stage, ali, "Accept")
    seen = await the_profile(stage, zoe)
    assert "come> again" in seen
    assert "mended it" in seen
    assert "★★★★★" in seen
    for hidden in ("600 111 222", "ali_plumber", "Anna", str(anna.id)):
        assert hidden not in seen
    await operators_hide_it(stage, olga, ali, zoe, job)
    await it_is_changed_and_deleted(stage, ali, zoe, job)
    assert order.customer == zoe.id


def commented(tx: Transaction, anna: int, ali: int) -> JobId:
    """Some jobs done, and a comment on the last one that is revealed when both have rated."""
    *_, job = (done(tx, anna, ali) for _ in range(5))
    rate(tx, job, PersonId(anna), 5, [], LINE)
    rate(tx, job, PersonId(ali), 5, [], "")
    return job


async def the_profile(stage: Stage, zoe: Person) -> str:
    seen = len(zoe.chat.from_bot)
    await taps(stage, zoe, "Who is %(name)s?", name="Ali")
    return "\n".join(message.text for message in zoe.chat.from_bot[seen:])


async def nobody_else_answers(stage: Stage, job: JobId, *others: Person) -> None:
    for person in others:
        for data in (f"rp:write:{job}", f"rp:drop:{job}"):
            refused = await person.press_raw(data)
            assert refused is not None
            assert refused.text == words(person, "There is no comment about you here that could be answered.")
    anna, zoe, _ = others
    for person in (anna, zoe):
        refused = await person.press_raw(f"rh:1:{job}")
        assert refused is not None
        assert refused.show_alert


async def operators_hide_it(stage: Stage, olga: Person, ali: Person, zoe: Person, job: JobId) -> None:
    """With a line in the audit log; its technician is told, may not write it anew, and it can be shown again."""
    await says(stage, olga, f"/technician {ali.id}")
    await taps(stage, olga, "Comments")
    await taps(stage, olga, "Hide reply %(number)s", number=1)
    assert "come> again" not in await the_profile(stage, zoe)
    refused = await ali.press_raw(f"rp:write:{job}")
    assert refused is not None
    assert refused.text == words(ali, "Operators have hidden this reply. Ask them why: /help")
    again = await olga.press_raw(f"rh:1:{job}")
    assert again is not None
    assert again.text == words(olga, "There is no such reply any more.")
    kept = await stage.app.database.read(lambda connection: audit.about(connection, f"person:{ali.id}"))
    assert [(row.act, row.actor_id, row.details) for row in kept] == [("reply_hidden", olga.id, {"job": job})]
    await taps(stage, olga, "Show reply %(number)s", number=1)
    assert "come> again" in await the_profile(stage, zoe)


async def it_is_changed_and_deleted(stage: Stage, ali: Person, zoe: Person, job: JobId) -> None:
    await says(stage, ali, "/workplace")
    await taps(stage, ali, "Rating")
    await taps(stage, ali, "%(number)s · Change", number=1)
    await says(stage, ali, "Any time")
    seen = await the_profile(stage, zoe)
    assert "Any time" in seen
    assert "come> again" not in seen
    await taps(stage, ali, "Delete the reply")
    assert "Any time" not in await the_profile(stage, zoe)
    twice = await ali.press_raw(f"rp:drop:{job}")
    assert twice is not None
    assert twice.text == words(ali, "There is no such reply any more.")
