"""What is kept about a person: handed to them as a file, and erased when they want it."""

import json
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.domain.ids import FIRST_PSEUDONYM
from bot.domain.languages import Language
from bot.domain.orders import OrderStatus
from db import inbox, people
from db.inbox import Received
from db.tables import metadata, orders, technicians
from playground.person import Person
from tests.stories.journeys import code_of, find, orders_a_leak, rates, says, taps, works
from tests.stories.journeys import technicians as approved
from tests.stories.stage import Stage, words
from tests.stories.test_first_to_last import (
    PHONE,
    USERNAME,
    anna_orders,
    both_rate,
    everybody_is_hired,
    one_accepts,
    the_work_is_done,
)

TALK = "The blue gate behind the bakery"
UPDATE = 2**40
"""No update of a story has such a number."""


async def record_of(stage: Stage, person: Person) -> dict[str, Any]:
    """The file as the person opens it."""
    await says(stage, person, "/mydata")
    message = next(m for m in reversed(person.chat.from_bot) if "document" in m.content)
    document = message.content["document"]
    assert document["file_name"].endswith(".json")
    found: dict[str, Any] = json.loads(stage.playground.world.state.files[document["file_id"]].content)
    return found


async def a_whole_journey(stage: Stage, language: Language = Language.EN) -> tuple[Person, Person]:
    """Anna has ordered, written, rated; Bo has done the work. Both are done with each other."""
    crew = await everybody_is_hired(stage, language)
    anna = await stage.newcomer("Anna", language, username=USERNAME, phone_number=PHONE)
    order = await anna_orders(stage, anna)
    await one_accepts(stage, anna, order, crew)
    await taps(stage, anna, "Write to %(name)s", name="Bo")
    await says(stage, anna, TALK)
    await the_work_is_done(stage, anna, crew[1])
    return anna, crew[1]


# ---------------------------------------------------------------- the file


@pytest.mark.parametrize("language", [Language.PL, Language.FA])
@pytest.mark.plain_waves
async def test_a_customers_record_has_everything_in_their_language(stage: Stage, language: Language) -> None:
    anna, bo = await a_whole_journey(stage, language)
    await both_rate(stage, anna, bo)
    record = await record_of(stage, anna)
    (profile,) = record[words(anna, "Who you are to us")]
    assert (profile["id"], profile["name"], profile["phone"]) == (anna.id, "Anna", PHONE)
    assert profile["consent_at"].startswith("2026-")
    (order,) = record[words(anna, "Your orders")]
    assert "Floriańska 7" in order["words"]
    assert order["status"] == words(anna, "done")
    assert round(order["point"]["lat"], 2) == 50.06
    assert record[words(anna, "Messages you wrote")][0]["words"] == TALK
    assert record[words(anna, "Ratings you gave")][0]["comment"] == "Clean & quick"
    assert record[words(anna, "Ratings you got")][0]["stars"] == 4
    assert record[words(anna, "Your saved places")]


@pytest.mark.plain_waves
async def test_a_technicians_record_has_the_work_and_not_the_customer(stage: Stage) -> None:
    """A rating is not told before its time, not even there."""
    anna, bo = await a_whole_journey(stage)
    await rates(stage, anna, "Bo", 2, comment="Late & loud")
    assert "Late & loud" not in json.dumps(await record_of(stage, bo))
    assert "Late & loud" in json.dumps(await record_of(stage, anna))
    await rates(stage, bo, "Anna", 4)
    record = await record_of(stage, bo)
    assert "180" in record["What I have earned"]
    assert record["What you told us as a technician"][0]["name"] == "Bo Berg"
    assert [row["skill"] for row in record["Your skills"]] == ["plumbing"]
    assert record["Messages written to you"][0]["words"] == TALK
    told = json.dumps(record, ensure_ascii=False)
    for secret in (str(anna.id), PHONE, "Floria", "4418", USERNAME):
        assert secret not in told


async def test_the_file_goes_to_nobody_elses_chat(stage: Stage) -> None:
    olga = await stage.owner()
    zoe = await stage.newcomer("Zoe")
    before = len(olga.chat.from_bot)
    await record_of(stage, zoe)
    assert len(olga.chat.from_bot) == before
    stranger = stage.playground.person("Mia")
    await stranger.says("/mydata")
    await stage.settled()
    assert [m for m in stranger.chat.from_bot if "document" in m.content]


# ---------------------------------------------------------------- forgetting


def everything(connection: Connection) -> dict[str, str]:
    """All rows of all tables, as text."""
    return {
        table.name: json.dumps([list(row) for row in connection.execute(select(table))], default=str)
        for table in metadata.sorted_tables
    }


async def traces(stage: Stage, *secrets: str) -> dict[str, list[str]]:
    """In which tables what is still found; the log of updates and the last word are pruned within the month."""
    rows = await stage.app.database.read(everything)
    found = {name: [s for s in secrets if s in text] for name, text in rows.items() if name not in {"inbox", "outbox"}}
    return {name: secrets for name, secrets in found.items() if secrets}


def given_up(connection: Connection, person: Person, stage: Stage) -> None:
    """An update of the person that was tried in vain, and is kept for the count."""
    now = stage.app.turns.clock.now()
    inbox.store(connection, [Received(UPDATE, person.id, "{}")], now)
    inbox.record_failure(connection, UPDATE, "LookupError: no", last_try=True, now=now)


@pytest.mark.plain_waves
async def test_a_customer_is_erased_and_the_ledger_stays(stage: Stage) -> None:
    """Whoever comes back afterwards is a stranger."""
    anna, bo = await a_whole_journey(stage)
    await both_rate(stage, anna, bo)
    await stage.app.database.write(lambda c: given_up(c, anna, stage))
    await says(stage, anna, "/forget")
    await anna.sees("Erase everything about you?")
    await taps(stage, anna, "Erase everything about me")
    await anna.sees("In 44 days at the latest the last technical traces are gone too")
    assert await traces(stage, str(anna.id), PHONE, "Floria", "4418", TALK, "Clean & quick", "under the sink") == {}
    (order,) = await stage.app.database.read(lambda c: c.execute(select(orders)).all())
    assert (order.status, order.price, order.point) == ("done", 180_00, None)
    assert "failed" not in await stage.app.database.read(inbox.count_by_status), "it is never pruned"
    assert order.customer_id >= FIRST_PSEUDONYM
    assert await stage.app.database.read(lambda c: people.find(c, anna.id)) is None
    await anna.starts()
    await stage.settled()
    assert words(anna, "I agree") in anna.buttons()
    await taps(stage, anna, "I agree", "My orders")
    await anna.does_not_see("1 · Leaking pipe or tap · done")
    assert (await orders_a_leak(stage, anna)).customer == anna.id


@pytest.mark.plain_waves
async def test_cards_that_show_the_name_are_drawn_again(stage: Stage) -> None:
    anna, bo = await a_whole_journey(stage)
    await anna.sees("Bo")
    await says(stage, bo, "/forget")
    await taps(stage, bo, "Erase everything about me")
    card = anna.reads(await anna.sees("Finished."))
    assert "Bo" not in card
    assert await traces(stage, str(bo.id), "Bo Berg") == {}


async def test_open_orders_come_first(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    order = await orders_a_leak(stage, anna)
    await says(stage, anna, "/forget")
    await anna.sees("1 order of yours is still open")
    assert "Erase everything about me" not in anna.buttons()
    await taps(stage, anna, "Order 1", "Cancel the order", "It is solved")
    assert (await find(stage, order.id)).status is OrderStatus.CANCELLED
    await says(stage, anna, "/forget")
    await taps(stage, anna, "Erase everything about me")
    await anna.sees("I don’t know you any more")


async def test_an_order_that_was_placed_meanwhile_stops_it(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    await says(stage, anna, "/forget")
    await orders_a_leak(stage, anna)
    answered = await anna.press_raw("fg:erase")
    assert answered is not None
    assert answered.show_alert
    assert "still open" in (answered.text or "")
    assert len(await stage.app.database.read(lambda c: c.execute(select(orders)).all())) == 1


async def test_a_job_comes_first(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    (ali,) = await approved(stage, "Ali")
    order = await orders_a_leak(stage, anna)
    await taps(stage, ali, "Accept")
    await says(stage, ali, "/forget")
    await ali.sees("1 customer counts on you")
    await works(stage, ali, await code_of(stage, order.id))
    await says(stage, ali, "/forget")
    await taps(stage, ali, "Erase everything about me")
    await ali.sees("I don’t know you any more")
    (row,) = await stage.app.database.read(lambda c: c.execute(select(technicians)).all())
    assert (row.person_id >= FIRST_PSEUDONYM, row.name, row.online, row.jobs_done) == (True, "–", False, 1)


async def test_an_open_offer_goes_on_to_others(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    (ali,) = await approved(stage, "Ali")
    await orders_a_leak(stage, anna)
    await says(stage, ali, "/forget")
    await taps(stage, ali, "Erase everything about me")
    refused = await ali.press_raw("of:accept:1")
    assert refused is not None
    assert refused.show_alert
    (bo,) = await approved(stage, "Bo")
    await stage.passes(minutes=2)
    await bo.sees("Leaking pipe or tap")


async def test_the_last_owner_and_the_suspended_stay(stage: Stage) -> None:
    olga = await stage.owner()
    (ali,) = await approved(stage, "Ali")
    await says(stage, olga, f"/suspend {ali.id} late twice")
    for person, why in ((olga, "must keep an owner"), (ali, "You are suspended")):
        await says(stage, person, "/forget")
        answered = await person.press_raw("fg:erase")
        assert answered is not None
        assert why in (answered.text or "")


async def test_a_second_tap_finds_nothing(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    await says(stage, anna, "/forget")
    assert (await anna.press_raw("fg:keep")).text == "Everything stays as it is."  # type: ignore[union-attr]
    await taps(stage, anna, "Erase everything about me")
    answered = await anna.press_raw("fg:erase")
    assert answered is not None
    assert "nothing to erase" in (answered.text or "")
