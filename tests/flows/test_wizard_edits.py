"""Editing from the summary: there and back again, by way of what the edit has made necessary."""

import pytest

from bot.domain.orders import Attachment
from bot.flows.answers import Answer
from bot.flows.wizard import BACK, CONFIRM, EDIT
from db.database import Database
from tests.flows.cake import Baker, Cake, Transact

PHOTO = Answer(attachments=(Attachment("photo", "file-1"),))


@pytest.fixture
def baker(transact: Transact, database: Database) -> Baker:
    return Baker(transact, database)


async def test_an_edit_returns_to_the_summary(baker: Baker) -> None:
    await baker.at_the_summary()
    await baker.taps(EDIT + "name")
    assert await baker.place == "name"
    await baker.says("Ela")
    assert await baker.place == "summary"
    assert (await baker.draft).name == "Ela"
    await baker.taps(BACK)
    assert await baker.place == "photos"


async def test_an_edit_may_take_several_answers_and_one_of_them_may_be_wrong(baker: Baker) -> None:
    await baker.at_the_summary()
    await baker.taps(EDIT + "photos")
    await baker.says("what?")
    await baker.answers(PHOTO)
    assert await baker.place == "photos"
    await baker.taps("done")
    assert await baker.place == "summary"
    assert (await baker.draft).photos == ("file-1",)


async def test_back_out_of_an_edit_leaves_everything_as_it_was(baker: Baker) -> None:
    await baker.at_the_summary()
    before = await baker.draft
    await baker.taps(EDIT + "photos")
    await baker.answers(PHOTO)
    await baker.taps(BACK)
    assert await baker.place == "summary"
    assert await baker.draft == before


async def test_an_edit_that_makes_other_steps_necessary_asks_them_before_the_summary(baker: Baker) -> None:
    await baker.at_the_summary()
    await baker.taps(EDIT + "kind", "wedding")
    assert await baker.place == "colour"
    await baker.says("white")
    assert await baker.place == "guests"
    await baker.says("80")
    assert await baker.place == "summary"
    draft = await baker.draft
    assert (draft.kind, draft.colour, draft.guests) == ("wedding", "white", 80)


async def test_an_edit_asks_nothing_that_was_asked_before(baker: Baker) -> None:
    await baker.at_the_summary("fancy")
    await baker.taps(EDIT + "kind", "wedding")
    assert await baker.place == "guests"
    await baker.says("80")
    assert await baker.place == "summary"


async def test_back_within_an_edit_and_out_of_it(baker: Baker) -> None:
    """What the edit made necessary is never left out: out of it unfinished is out of all of it."""
    await baker.at_the_summary()
    before = await baker.draft
    await baker.taps(EDIT + "kind", "wedding")
    await baker.says("white")
    places = []
    for _ in range(3):
        await baker.taps(BACK)
        places.append(await baker.place)
    assert places == ["colour", "kind", "summary"]
    assert await baker.draft == before
    await baker.taps(CONFIRM)
    assert await baker.place == ""


async def test_an_edit_of_a_prefilled_draft_asks_only_what_is_new(baker: Baker) -> None:
    await baker.begins(Cake("Ola", "plain"), at="summary")
    await baker.taps(EDIT + "kind", "fancy")
    assert await baker.place == "colour"
    await baker.says("red")
    assert await baker.place == "summary"


async def test_a_step_may_be_edited_that_is_never_asked_on_the_way(baker: Baker) -> None:
    await baker.at_the_summary()
    await baker.taps(EDIT + "guests")
    assert await baker.place == "guests"
    await baker.says("12")
    assert await baker.place == "summary"
    assert (await baker.draft).guests == 12


async def test_a_forged_edit_elsewhere_is_only_a_bad_answer(baker: Baker) -> None:
    await baker.begins()
    await baker.says("Ola")
    await baker.taps(EDIT + "summary")
    assert await baker.place == "kind"
    assert (await baker.prompt)["problem"]["code"] == "press_a_button"
