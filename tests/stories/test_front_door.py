"""Coming in: greeting, consent, languages, the menu, and what happens to all that nobody understands."""

import pytest

from bot.domain.languages import Language
from bot.domain.people import Person
from bot.ui.texts import texts_of
from db import people
from tests.stories.stage import Stage, words


@pytest.mark.parametrize("language", list(Language))
async def test_the_greeting_is_in_the_persons_own_language_and_consent_is_asked_once(
    stage: Stage, language: Language
) -> None:
    anna = stage.playground.person("Anna", language)
    await anna.starts()
    await anna.sees("Onsite")
    assert words(anna, "I agree") in anna.buttons()
    await anna.taps(words(anna, "I agree"))
    await stage.settled()
    assert words(anna, "New order") in anna.buttons()
    await anna.starts()
    await stage.settled()
    assert anna.buttons()[0] == words(anna, "New order")


async def test_a_link_with_an_unknown_payload_opens_the_front_door(stage: Stage) -> None:
    anna = stage.playground.person("Anna")
    await anna.starts("or_7_drop-table")
    await anna.sees("Hello, Anna!")


async def test_the_language_can_be_changed_before_and_after_consent(stage: Stage) -> None:
    anna = stage.playground.person("Anna", "en")
    await anna.starts()
    await anna.taps("Language")
    await anna.taps("Polski")
    await stage.settled()
    polish = texts_of(Language.PL)
    await anna.taps(polish.label("I agree"))
    await stage.settled()
    assert polish.label("New order") in anna.buttons()
    await anna.says("/language")
    await anna.taps("English")
    await stage.settled()
    assert anna.buttons()[0] == "New order"


async def test_an_order_wanted_before_consent_begins_after_it(stage: Stage) -> None:
    anna = stage.playground.person("Anna")
    await anna.says("hello?")
    await anna.sees("I don’t know what to do with this")
    await anna.taps("Menu")
    await anna.taps("I agree")
    await anna.taps("New order")
    await stage.settled()
    assert "Water" in "".join(anna.buttons())


async def test_start_in_the_middle_of_an_order_offers_to_continue(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    await anna.taps("New order")
    await stage.settled()
    await anna.starts()
    await anna.sees("You were in the middle of a new order.")
    await anna.taps("Continue")
    await stage.settled()
    assert "Water" in "".join(anna.buttons())


async def test_unknown_commands_and_albums_get_one_short_answer(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    await anna.says("/fly")
    await anna.sees("I don’t know this command.")
    before = len(anna.chat.from_bot)
    await anna.sends_album(5)
    await stage.settled()
    assert len(anna.chat.from_bot) - before == 1


async def test_a_button_that_nobody_made_is_answered(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    for data in (
        "nonsense",
        "me:fly",
        "co:fly",
        "do:price:1",
        "dt:ban:7",
        "dp:1:0:same",
        "as:1:2",
        "qn:1",
        "ds:orders",
    ):
        answered = await anna.press_raw(data)
        assert answered is not None, data
        assert answered.text, data


async def test_help_and_privacy_are_there_for_everybody(stage: Stage) -> None:
    anna = stage.playground.person("Anna")
    await anna.says("/help")
    await anna.sees("This is how it works")
    await anna.says("/privacy")
    await anna.sees("What is kept about you")
    await anna.sees("number 30 days after it is over, its photos 180 days, messages 90 days")


async def test_a_question_reaches_the_operators_and_the_answer_comes_back(stage: Stage) -> None:
    olga, anna = await stage.owner(), await stage.newcomer("Anna <b>")
    await anna.says("/help")
    await anna.taps("Ask an operator")
    await anna.sees("What is it about?")
    await anna.says("Where is <my> plumber?")
    await anna.sees("The operators have your message. The answer comes here by")
    await olga.sees("Where is <my> plumber?")
    await olga.taps("Write to Anna")
    await olga.sees("What do you write to Anna?")
    await olga.says("On the way, five minutes.")
    await anna.sees("On the way, five minutes.")
    await anna.sees("An operator is at it.")


async def test_whoever_blocks_the_bot_is_unreachable_until_they_come_back(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    await anna.blocks()
    await stage.settled()
    assert not (await _person(stage, anna.id)).reachable
    await anna.unblocks()
    await stage.settled()
    assert (await _person(stage, anna.id)).reachable


async def _person(stage: Stage, person: int) -> Person:
    found = await stage.app.database.read(lambda connection: people.find(connection, person))
    assert found is not None
    return found
