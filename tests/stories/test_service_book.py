"""A place remembers: what was done, by whom, until when the warranty holds; and what came back comes free."""

import re
from datetime import timedelta

import pytest

from bot.domain.ids import JobId, OrderId, PersonId
from bot.domain.languages import Language
from bot.domain.money import Money
from bot.domain.offers import Job, JobStatus
from bot.domain.orders import Address
from bot.turn import Transaction
from bot.usecases.finishing import finish
from bot.usecases.jobs import arrive, set_out
from bot.usecases.start_code import start
from db import jobs, places
from playground.person import Person
from tests.job_scene import CODE, DOOR, accepted_order
from tests.stories.journeys import asked_for, find, says, taps, technicians, texts_for
from tests.stories.stage import Stage, words

PLACE = "Rynek Główny 1/2"
NOTHING_YET = (
    "Nothing has been done at your places yet. When it has, you find here what, by whom, and until when the "
    "warranty holds."
)
UNKNOWN_LINK = (
    "This link opens no service book of yours. Perhaps it was cut off, or it belongs to somebody else. "
    "Your own books: /book"
)


def done_at_home(tx: Transaction, anna: int, ali: int) -> JobId:
    """Anna keeps her place; Ali mends her tap there."""
    customer, technician = PersonId(anna), PersonId(ali)
    places.keep(tx, customer, Address(DOOR, PLACE, "Stare Miasto"))
    (job,) = accepted_order(tx, [technician], 1, customer)
    does(tx, job, technician, CODE)
    return job


def does(tx: Transaction, job: JobId, technician: PersonId, code: str) -> None:
    """From the way there to the end."""
    set_out(tx, job, technician)
    arrive(tx, job, technician)
    start(tx, job, technician, code)
    finish(tx, job, technician)


async def refused(person: Person, *presses: str) -> set[str]:
    """What each of these presses is answered with; they are all refused."""
    answers = [await person.press_raw(data) for data in presses]
    assert all(answer is not None and answer.show_alert for answer in answers), presses
    return {answer.text for answer in answers if answer is not None}


@pytest.mark.parametrize("language", [Language.EN, Language.PL])
async def test_a_place_remembers_and_what_came_back_is_free(stage: Stage, language: Language) -> None:
    anna, zoe = await stage.newcomer("Anna", language), await stage.newcomer("Zoe", language)
    ali, bo = await technicians(stage, "Ali", "Bo", language=language)
    await says(stage, anna, "/book")
    await anna.sees(words(anna, NOTHING_YET))
    await stage.app.turns.run(lambda tx: done_at_home(tx, anna.id, ali.id))
    await stage.settled()
    texts, days = texts_for(stage, anna), stage.app.market.catalogue.warranty_days_for("leak")
    until = texts.date(stage.clock.now() + timedelta(days=days))
    await says(stage, anna, "/menu")
    await taps(stage, anna, "Service book")
    await anna.sees(words(anna, "Warranty until %(date)s", date=until))
    await the_link_opens_it_for_her_alone(stage, anna, zoe, bo)
    order = await it_came_back(stage, anna)
    assert await asked_for(stage, order) == [ali.id]
    await nothing_is_paid_and_it_ends(stage, anna, ali, order)


async def the_link_opens_it_for_her_alone(stage: Stage, anna: Person, zoe: Person, bo: Person) -> None:
    """Tampered with, of another purpose or in other hands it opens nothing, and says so politely."""
    await taps(stage, anna, "QR code to print")
    found = re.search(r"https://t\.me/\w+\?start=(book-[\w-]{32})", anna.transcript())
    assert found is not None
    payload = found[1]
    assert any("photo" in message.content for message in anna.chat.from_bot)
    unknown = words(anna, UNKNOWN_LINK)
    for person, typed in (
        (zoe, payload),
        (bo, payload),
        (anna, payload[:-1]),
        (anna, payload[:-1] + ("a" if payload[-1] != "a" else "b")),
        (anna, "book-"),
    ):
        seen = len(person.chat.from_bot)
        await says(stage, person, f"/start {typed}")
        assert [message.text for message in person.chat.from_bot[seen:]] == [unknown]
    await says(stage, anna, f"/start {payload}")
    assert PLACE in anna.chat.from_bot[-1].text
    assert PLACE not in zoe.transcript() + bo.transcript()
    for person in (zoe, bo):
        told = await refused(person, "bk:open:1", "bk:link:1", "bk:ask:1", "bk:back:1")
        assert told == {words(person, "That service book belongs to somebody else, or it is gone.")}


async def jobs_of(stage: Stage, order: OrderId) -> list[Job]:
    return await stage.app.database.read(lambda connection: jobs.of_order(connection, order))


async def it_came_back(stage: Stage, anna: Person) -> OrderId:
    """One tap and a yes; a second one says that we are on it."""
    await taps(stage, anna, "%(number)s · It came back", number=1)
    await anna.sees("Ali")
    await taps(stage, anna, "Yes, it came back")
    told = await refused(anna, "bk:back:1", "bk:ask:1")
    assert told == {words(anna, "We are on it already: order %(number)s.", number=2)}
    return OrderId(2)


async def nothing_is_paid_and_it_ends(stage: Stage, anna: Person, ali: Person, order: OrderId) -> None:
    """The ledger has a zero, the warranty does not begin anew, and it ends."""
    row = await find(stage, order)
    assert (row.price, row.favourite, row.address.words) == (Money(0, "PLN"), ali.id, PLACE)
    await ali.sees(words(ali, "Under warranty: it came back after order %(number)s. Nothing is paid for it.", number=1))
    await taps(stage, ali, "Accept")
    (job,) = await jobs_of(stage, order)
    await stage.app.turns.run(lambda tx: does(tx, job.id, PersonId(ali.id), row.start_code))
    await stage.settled()
    (job,) = await jobs_of(stage, order)
    assert (job.status, job.total) == (JobStatus.DONE, Money(0, "PLN"))
    await stage.sleeps(days=91)
    told = await refused(anna, "bk:ask:2", "bk:back:2")
    assert told == {words(anna, "The warranty is over. You can order it anew.")}
