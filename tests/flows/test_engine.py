"""Answers as they come in: typed, tapped, too late, in the wrong place, to a wizard that is no more."""

from dataclasses import dataclass

import pytest
from sqlalchemy import Connection

from bot.domain.market import Market
from bot.flows.wizard import BACK, SKIP, Scene
from bot.turn import Turns
from bot.ui.presses import WizardPress
from bot.usecases.conversations import PROMPT
from db import conversations, outbox, people
from db.database import Database
from db.outbox import SentCard
from db.tables import conversations as rows
from db.transaction import Transaction
from tests.clock import TestClock
from tests.flows.cake import ANNA, CAKE, Baker, Cake
from tests.front_door import FrontDoor

BEHIND_US = ("That question is already behind us.", False)


class Services:
    """What the cake's first step asks the world: it may take its time."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def capitals(self, words: str) -> str:
        self.asked.append(words)
        return words.capitalize()


@dataclass
class Anna:
    """At the door and at the wizard."""

    door: FrontDoor
    baker: Baker

    async def version(self) -> int:
        conversation = await self.baker.conversation
        assert conversation is not None
        return conversation.version

    async def taps(self, choice: str, version: int | None = None) -> None:
        shown = version if version is not None else await self.version()
        await self.door.presses(WizardPress(version=shown, choice=choice).pack())

    async def sees_ready_answers(self, shown: bool = True) -> None:
        """As if the open question had been sent with a keyboard of ready answers."""
        card = SentCard(5, "hash", has_inline_keyboard=not shown, editable=not shown)

        def remember(connection: Connection) -> None:
            (item, *_) = outbox.heads(connection, self.door.clock.now(), (), 1)
            assert item.view == PROMPT
            outbox.remember_card(connection, item, card, self.door.clock.now())

        await self.baker.database.write(remember)


@pytest.fixture
async def anna(database: Database, clock: TestClock, market: Market) -> Anna:
    door = FrontDoor(database, clock, market, {"cake": CAKE}, Services())
    return Anna(door, Baker(Turns(database, clock, market).run, database))


async def test_typed_answers_go_to_the_open_question_with_what_the_world_knows(anna: Anna) -> None:
    await anna.baker.begins()
    await anna.door.says("ola")
    assert (await anna.baker.draft).name == "Ola"
    assert await anna.baker.place == "kind"
    assert await anna.door.counts() == {"done": 1}
    assert anna.door.commits == 1


async def test_a_tap_is_an_answer_and_the_clock_goes_off_the_button(anna: Anna) -> None:
    await anna.baker.begins(Cake("Ola"), at="kind")
    await anna.taps("fancy")
    assert await anna.baker.place == "colour"
    assert anna.door.toasts == [(None, False)]


async def test_navigation_asks_the_world_nothing(anna: Anna) -> None:
    await anna.baker.begins()
    await anna.taps(BACK)
    assert anna.door.services.asked == []
    assert await anna.baker.place == "name"


async def test_a_button_of_an_earlier_question_only_says_so(anna: Anna) -> None:
    await anna.baker.begins(Cake("Ola"), at="kind")
    old = await anna.version()
    await anna.taps("fancy")
    before = await anna.baker.conversation
    await anna.taps("plain", version=old)
    assert await anna.baker.conversation == before
    assert anna.door.toasts[-1] == BEHIND_US
    assert await anna.door.counts() == {"done": 2}


async def test_a_button_of_a_wizard_that_is_over_only_says_so(anna: Anna) -> None:
    await anna.baker.begins(Cake("Ola", "plain"), at="summary")
    shown = await anna.version()
    await anna.taps("nav:confirm")
    assert await anna.baker.place == ""
    await anna.taps("nav:confirm", version=shown)
    assert anna.door.toasts[-1] == BEHIND_US
    assert await anna.door.notices() == [(ANNA.id, "cake/ordered")]


async def test_somebody_elses_wizard_is_not_answered(anna: Anna) -> None:
    await anna.baker.begins(Cake("Ola"), at="kind")
    before, shown = await anna.baker.conversation, await anna.version()
    anna.door.person = type(anna.door.person)(8)
    await anna.taps("plain", version=shown)
    assert anna.door.toasts == [BEHIND_US]
    anna.door.person = ANNA.id
    assert await anna.baker.conversation == before


async def test_what_is_said_in_a_group_answers_no_question(anna: Anna) -> None:
    await anna.baker.begins()
    await anna.door.says("ola", chat=-100)
    assert await anna.baker.place == "name"


async def test_a_command_answers_no_question(anna: Anna) -> None:
    await anna.baker.begins()
    await anna.door.says("/help")
    assert await anna.baker.place == "name"
    assert (await anna.baker.draft).name == ""


async def test_what_nobody_can_read_asks_again(anna: Anna) -> None:
    await anna.baker.begins()
    sticker = {"file_id": "1", "file_unique_id": "1", "type": "regular", "width": 1, "height": 1}
    await anna.door.comes(message=anna.door.message(sticker={**sticker, "is_animated": False, "is_video": False}))
    assert await anna.baker.place == "name"
    assert (await anna.baker.prompt)["problem"]["code"] == "words_expected"


# ---------------------------------------------------------------- words of navigation buttons


async def test_words_of_a_navigation_key_navigate_where_there_are_keys(anna: Anna) -> None:
    await anna.baker.begins(Cake("Ola", "plain"), at="photos")
    await anna.sees_ready_answers()
    await anna.door.says("Skip")
    assert await anna.baker.place == "summary"


async def test_the_same_words_are_an_answer_where_there_are_none(anna: Anna) -> None:
    await anna.baker.begins()
    await anna.sees_ready_answers(shown=False)
    await anna.door.says("Back")
    assert (await anna.baker.draft).name == "Back"


async def test_a_key_that_this_question_does_not_have_asks_again(anna: Anna) -> None:
    await anna.baker.begins()
    await anna.sees_ready_answers()
    await anna.door.says("Skip")
    assert await anna.baker.place == "name"
    assert (await anna.baker.prompt)["problem"] is None


# ---------------------------------------------------------------- cancel


@pytest.mark.parametrize("how", ["command", "button", "key"])
async def test_cancel_ends_the_wizard_and_says_so(anna: Anna, how: str) -> None:
    await anna.baker.begins()
    if how == "command":
        await anna.door.says("/cancel")
    elif how == "button":
        await anna.taps("nav:cancel")
    else:
        await anna.sees_ready_answers()
        await anna.door.says("Cancel")
    assert await anna.baker.place == ""
    assert await anna.door.notices() == [(ANNA.id, "wizard/cancelled")]
    assert await anna.door.counts() == {"done": 1}


async def test_cancel_without_a_wizard_says_that_there_is_nothing(anna: Anna) -> None:
    await anna.door.says("/cancel")
    assert await anna.door.notices() == [(ANNA.id, "wizard/nothing_to_cancel")]


# ---------------------------------------------------------------- what changed meanwhile


@pytest.mark.parametrize("change", [{"flow": "pie"}, {"draft": {"guests": "many"}}])
async def test_a_wizard_that_a_new_version_of_the_bot_no_longer_knows_ends(
    anna: Anna, database: Database, change: dict[str, object]
) -> None:
    """Otherwise whatever the person says would fail, until an operator looks into the database."""
    await anna.baker.begins()
    await database.write(lambda c: c.execute(rows.update().values(**change)).rowcount)
    await anna.door.says("ola")
    assert await anna.baker.place == ""
    assert await anna.door.notices() == [(ANNA.id, "wizard/cancelled")]


async def test_cancel_works_for_a_wizard_that_nobody_knows(anna: Anna, database: Database) -> None:
    await anna.baker.begins()
    await database.write(lambda c: c.execute(rows.update().values(flow="pie")).rowcount)
    await anna.door.says("/cancel")
    assert await anna.door.notices() == [(ANNA.id, "wizard/cancelled")]


@pytest.mark.parametrize("meanwhile", ["ended", "begun again"])
async def test_an_answer_to_a_question_that_was_withdrawn_while_it_was_looked_into_changes_nothing(
    anna: Anna, meanwhile: str
) -> None:
    await anna.baker.begins()
    turns = anna.door.turns

    class Interrupted(Services):
        async def capitals(self, words: str) -> str:
            anna.door.clock.advance(seconds=1)
            await turns.run(interrupt)
            return words

    def interrupt(tx: Transaction) -> None:
        conversations.end(tx, ANNA.id)
        if meanwhile == "begun again":
            CAKE.start(Scene(tx, ANNA), Cake("Ela"))

    anna.door.services = Interrupted()
    await anna.door.says("ola")
    assert await anna.baker.place == ("" if meanwhile == "ended" else "name")
    if meanwhile == "begun again":
        assert (await anna.baker.draft).name == "Ela"
    assert await anna.door.counts() == {"done": 1}


async def test_skipping_asks_the_world_nothing(anna: Anna) -> None:
    await anna.baker.begins(Cake("Ola", "plain", photos=("old",)), at="photos")
    await anna.taps(SKIP)
    assert (await anna.baker.draft).photos == ()


async def test_the_person_is_known_after_the_first_answer(anna: Anna, database: Database) -> None:
    await anna.door.says("/cancel")
    found = await database.read(lambda c: people.find(c, ANNA.id))
    assert found is not None
    assert found.name == "Anna"
