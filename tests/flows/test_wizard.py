"""What all wizards share: forward, back, skip, edit from the summary, problems, resuming, counting steps."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.domain.market import Market
from bot.domain.orders import Attachment
from bot.flows.answers import Answer
from bot.flows.wizard import BACK, CONFIRM, EDIT, SKIP, Scene
from bot.turn import Turns
from bot.usecases import conversations
from db import outbox
from db.database import Database
from db.engines import open_database
from db.outbox import Outgoing
from db.tables import conversations as rows
from db.tables import outbox as outbox_rows
from db.transaction import Transaction
from tests.clock import TestClock
from tests.flows.cake import ANNA, CAKE, Baker, Cake, Filling, Transact
from tests.keys import KEYRING

PHOTO = Answer(attachments=(Attachment("photo", "file-1"),))


@pytest.fixture
def baker(transact: Transact, database: Database) -> Baker:
    return Baker(transact, database)


# ---------------------------------------------------------------- forward


async def test_the_questions_come_in_order_and_the_end_is_the_use_case(baker: Baker, database: Database) -> None:
    await baker.begins()
    places = [await baker.place]
    for step in (baker.says("Ola"), baker.taps("plain"), baker.taps("done"), baker.taps(CONFIRM)):
        await step
        places.append(await baker.place)
    assert places == ["name", "kind", "photos", "summary", ""]
    assert await database.read(_ordered) == [{"name": "Ola", "colour": ""}]


def _ordered(connection: Connection) -> list[dict[str, Any]]:
    query = select(outbox_rows.c.fields).where(outbox_rows.c.view == "cake/ordered")
    return list(connection.execute(query).scalars())


async def test_a_step_that_the_draft_needs_is_asked_and_one_that_it_does_not_need_is_not(baker: Baker) -> None:
    await baker.begins()
    await baker.says("Ola")
    await baker.taps("fancy")
    assert await baker.place == "colour"
    await baker.says("red")
    assert await baker.place == "photos"


async def test_it_may_begin_in_the_middle(baker: Baker) -> None:
    await baker.begins(Cake("Ola", "plain"), at="summary")
    assert await baker.place == "summary"
    await baker.taps(CONFIRM)
    assert await baker.place == ""


async def test_the_first_step_that_applies_is_the_first_question(baker: Baker) -> None:
    only_colour = replace(CAKE, steps=CAKE.steps[2:])

    def begin(tx: Transaction) -> None:
        only_colour.start(Scene(tx, ANNA), Cake(kind="plain"))

    await baker.transact(begin)
    assert await baker.place == "photos"


# ---------------------------------------------------------------- staying and problems


async def test_an_answer_may_leave_the_question_open(baker: Baker) -> None:
    await baker.begins(Cake("Ola", "plain"), at="photos")
    await baker.answers(PHOTO)
    await baker.answers(PHOTO)
    assert await baker.place == "photos"
    assert (await baker.draft).photos == ("file-1", "file-1")
    assert (await baker.prompt)["fields"] == {"name": "Ola", "photos": 2}
    await baker.taps("done")
    assert await baker.place == "summary"


async def test_a_bad_answer_says_why_and_asks_again_and_nothing_is_lost(baker: Baker) -> None:
    await baker.begins(Cake("Ola", "plain", photos=("kept",)), at="photos")
    await baker.says("no photo at all")
    assert await baker.place == "photos"
    assert (await baker.prompt)["problem"] == {"code": "photo_expected", "fields": {}}
    assert await baker.draft == Cake("Ola", "plain", photos=("kept",))
    await baker.answers(PHOTO)
    assert (await baker.prompt)["problem"] is None


async def test_a_problem_carries_what_its_sentence_needs(baker: Baker) -> None:
    await baker.begins()
    await baker.answers(PHOTO)
    assert (await baker.prompt)["problem"] == {"code": "words_expected", "fields": {"least": 1}}


async def test_a_use_case_that_says_no_leaves_everything_at_the_summary(baker: Baker, database: Database) -> None:
    await baker.begins(Cake("Nobody", "plain"), at="summary")
    await baker.taps(CONFIRM)
    assert await baker.place == "summary"
    assert (await baker.prompt)["problem"]["code"] == "name_length"
    assert await database.read(_ordered) == []


# ---------------------------------------------------------------- back and skip


async def test_back_goes_the_way_that_was_come_and_keeps_what_was_said(baker: Baker) -> None:
    await baker.at_the_summary("fancy")
    places = []
    for _ in range(4):
        await baker.taps(BACK)
        places.append(await baker.place)
    assert places == ["photos", "colour", "kind", "name"]
    assert (await baker.draft).colour == "red"


async def test_back_at_the_first_question_asks_it_again(baker: Baker) -> None:
    await baker.begins()
    await baker.taps(BACK)
    assert await baker.place == "name"
    assert (await baker.prompt)["problem"] is None
    assert not (await baker.prompt)["back"]


async def test_back_passes_over_what_is_no_longer_asked(baker: Baker) -> None:
    await baker.at_the_summary("fancy")
    await baker.taps(EDIT + "kind", "plain")
    places = []
    for _ in range(3):
        await baker.taps(BACK)
        places.append(await baker.place)
    assert places == ["photos", "kind", "name"]


async def test_skip_empties_what_may_be_skipped(baker: Baker) -> None:
    await baker.begins(Cake("Ola", "plain", photos=("old",)), at="photos")
    assert (await baker.prompt)["skip"]
    await baker.taps(SKIP)
    assert await baker.place == "summary"
    assert (await baker.draft).photos == ()


async def test_skip_where_nothing_may_be_skipped_asks_again(baker: Baker) -> None:
    await baker.begins()
    assert not (await baker.prompt)["skip"]
    await baker.taps(SKIP)
    assert await baker.place == "name"
    assert (await baker.prompt)["problem"] is None


# ---------------------------------------------------------------- counting


@pytest.mark.parametrize(
    ("draft", "at", "counted"),
    [
        (Cake(), "name", (1, 4)),
        (Cake("Ola", "plain"), "photos", (3, 4)),
        (Cake("Ola", "fancy"), "colour", (3, 5)),
        (Cake("Ola", "wedding"), "photos", (5, 6)),
        (Cake("Ola", "wedding"), "summary", (6, 6)),
    ],
)
async def test_steps_that_do_not_apply_are_not_counted(
    baker: Baker, draft: Cake, at: str, counted: tuple[int, int]
) -> None:
    await baker.begins(draft, at=at)
    prompt = await baker.prompt
    assert (prompt["position"], prompt["count"]) == counted


# ---------------------------------------------------------------- the message and the draft


async def test_a_tap_is_answered_in_place_and_a_typed_answer_in_a_new_message(baker: Baker, database: Database) -> None:
    async def question() -> Outgoing:
        (item,) = await database.read(lambda c: outbox.heads(c, baker_now, (), 10))
        await database.write(lambda c: outbox.finish(c, item, baker_now, "sent"))
        return item

    baker_now = TestClock().now()
    await baker.begins()
    assert (await question()).fresh
    await baker.says("Ola")
    assert (await question()).fresh
    await baker.taps("plain")
    assert not (await question()).fresh


async def test_every_question_has_a_version_and_keeps_it_while_it_is_drawn_again(baker: Baker) -> None:
    await baker.begins()
    versions = []
    for step in (baker.says("Ola"), baker.taps("oops"), baker.taps(BACK)):
        await step
        conversation = await baker.conversation
        assert conversation is not None
        versions.append(conversation.version)
    assert versions == [versions[0], versions[0], versions[0] + 1]


async def test_a_restart_resumes_in_the_middle_of_an_edit(
    baker: Baker, market: Market, clock: TestClock, database_url: str
) -> None:
    await baker.at_the_summary()
    await baker.taps(EDIT + "kind", "wedding")
    await baker.database.close()
    again = open_database(database_url, KEYRING)
    resumed = Baker(Turns(again, clock, market).run, again)
    assert await resumed.place == "colour"
    assert await resumed.draft == Cake("Ola", "wedding", filling=Filling("plum", 250))
    await resumed.says("white", "80")
    assert await resumed.place == "summary"
    await again.close()


async def test_asking_again_brings_the_open_question_in_a_new_message(baker: Baker, database: Database) -> None:
    await baker.begins()
    await baker.says("Ola")

    def asks_again(tx: Transaction) -> None:
        conversation = conversations.current(tx, ANNA.id)
        assert conversation is not None
        CAKE.again(Scene(tx, ANNA), conversation)

    await baker.transact(asks_again)
    assert await baker.place == "kind"
    assert (await baker.draft).name == "Ola"
    (item,) = await database.read(lambda c: outbox.heads(c, TestClock().now(), (), 10))
    assert item.fresh


async def test_a_step_that_the_flow_no_longer_has_begins_at_the_first(baker: Baker, database: Database) -> None:
    await baker.begins(Cake("Ola", "plain"), at="photos")
    await database.write(lambda c: c.execute(rows.update().values(step="candles")).rowcount)
    await baker.says("Ela")
    assert await baker.place == "kind"


async def test_a_draft_of_another_shape_is_not_understood(baker: Baker, database: Database) -> None:
    await baker.begins()
    conversation = await baker.conversation
    assert conversation is not None
    assert CAKE.understands(conversation)
    assert not CAKE.understands(replace(conversation, draft={"guests": "many"}))
