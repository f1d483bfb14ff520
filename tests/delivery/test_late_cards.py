"""A card changes while nobody can be shown it: its reader has blocked the bot, or its first message is on its way."""

import pytest

from bot.domain.ids import PersonId
from bot.domain.languages import Language
from bot.domain.people import Person as Known
from bot.usecases import people as use_cases
from db import outbox, people
from db.resuming import drop_unless_back, show_dropped_cards
from db.transaction import Transaction
from playground import Person, Playground
from tests.delivery.post_office import SIGN, PostOffice, put_up, texts, until


async def test_whoever_cannot_be_reached_is_not_tried_and_sees_the_card_when_they_are_back(
    office: PostOffice, anna: Person
) -> None:
    """What stands in the chat is not touched meanwhile, and stays the card's message."""
    known = Known(PersonId(anna.id), "Anna", Language.EN)
    await office.do(lambda tx: people.meet(tx, known, "Anna"))
    await office.puts_up(anna.id, "searching", "inline")
    await office.quiet()
    await office.do(lambda tx: people.set_reachable(tx, known.id, reachable=False))
    await office.puts_up(anna.id, "somebody comes")
    await office.quiet()
    assert office.calls() == ["sendMessage"]

    def comes_back(tx: Transaction) -> None:
        assert people.come_back(tx, known.id)
        show_dropped_cards(tx, anna.id)

    await office.do(comes_back)
    await office.quiet()
    assert texts(anna) == ["somebody comes"]
    assert office.calls() == ["sendMessage", "editMessageText"]


async def test_a_card_that_is_on_its_way_for_the_first_time_hears_of_a_change(
    office: PostOffice, anna: Person, playground: Playground
) -> None:
    """Nobody knows its message yet; whoever changes its subject finds the chat all the same."""
    playground.faults.slow(0.2, method="sendMessage", times=1)
    await office.puts_up(anna.id, "waits for a price", "inline")
    await until(lambda: playground.calls.in_flight)

    def cancel(tx: Transaction) -> None:
        for chat in outbox.chats_with_card(tx.connection, SIGN, 1):
            put_up(tx, chat, "cancelled")

    await office.do(cancel)
    await office.quiet()
    assert texts(anna) == ["cancelled"]


async def back_again(office: PostOffice, person: Person) -> None:
    """The person can be reached again, and is shown what was missed."""

    def comes_back(tx: Transaction) -> None:
        assert people.come_back(tx, PersonId(person.id))
        show_dropped_cards(tx, person.id)

    await office.do(comes_back)


async def test_a_card_about_to_be_given_up_is_sent_to_whoever_is_back(office: PostOffice, anna: Person) -> None:
    """They came back between the look at them and the note that nothing reaches them."""
    known = Known(PersonId(anna.id), "Anna", Language.EN)
    await office.do(lambda tx: people.meet(tx, known, "Anna"))
    await office.do(lambda tx: people.set_reachable(tx, known.id, reachable=False))
    await office.close()
    await office.puts_up(anna.id, "somebody comes")
    now = office.clock.now()
    (item,) = await office.database.read(lambda connection: outbox.heads(connection, now, (), 1))
    await back_again(office, anna)
    await office.database.write(lambda connection: drop_unless_back(connection, item, now, "unreachable"))
    office.open()
    await office.quiet()
    assert texts(anna) == ["somebody comes"]


async def test_a_card_whose_old_message_left_before_the_new_one_was_refused_is_sent_anew(
    office: PostOffice, anna: Person, playground: Playground
) -> None:
    known = Known(PersonId(anna.id), "Anna", Language.EN)
    await office.do(lambda tx: people.meet(tx, known, "Anna"))
    await office.puts_up(anna.id, "searching", "inline")
    await office.quiet()
    playground.faults.blocked(method="sendMessage", times=1)
    await office.do(lambda tx: put_up(tx, anna.id, "searching", "inline", fresh=True))
    await until(lambda: office.unreachable)
    await office.quiet()
    assert texts(anna) == []
    await office.do(lambda tx: people.set_reachable(tx, known.id, reachable=False))
    await back_again(office, anna)
    await office.quiet()
    assert texts(anna) == ["searching"]


async def test_whoever_writes_while_their_refusal_is_on_its_way_keeps_the_answer(
    office: PostOffice, anna: Person, playground: Playground
) -> None:
    """They had blocked the bot and are back before we knew: what they are told now is not given up."""
    known = Known(PersonId(anna.id), "Anna", Language.EN)
    await office.do(lambda tx: people.meet(tx, known, "Anna"))
    slow = playground.faults.slow(0.3, method="sendMessage", times=1)
    fault = playground.faults.blocked(chat=anna.id, times=1)
    await office.tells(anna.id, "are you there?")
    await until(lambda: playground.calls.in_flight)
    await office.do(lambda tx: people.meet(tx, known, "Anna"))
    await office.tells(anna.id, "welcome back")
    await anna.sees("welcome back", timeout=8)
    assert (fault.happened, slow.happened) == (1, 1)
    await office.quiet()
    assert texts(anna) == ["are you there?", "welcome back"]
    assert office.unreachable == []


async def test_a_row_that_was_refused_is_dropped_with_the_contact_or_not_at_all(
    office: PostOffice, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill between the two would leave somebody for reachable whose card is lost."""
    known = Known(PersonId(anna.id), "Anna", Language.EN)
    await office.do(lambda tx: people.meet(tx, known, "Anna"))
    await anna.blocks()
    failed = []

    def fails(*_: object) -> None:
        failed.append(True)
        raise LookupError("as if killed here")

    with monkeypatch.context() as broken:
        broken.setattr(use_cases, "lost_contact", fails)
        await office.tells(anna.id, "are you there?")
        await until(lambda: failed)
        assert await office.counts() == {"pending": 1}
