"""A card is one message that is kept true: edited where it can be, sent anew where it cannot."""

from collections.abc import Callable

from bot.ui.texts import texts_of
from db import outbox
from db.transaction import Transaction
from playground import Person, Playground
from tests.delivery.post_office import QUESTION, SIGN, PostOffice, put_up, texts, until


async def test_a_card_is_sent_once_and_then_edited(office: PostOffice, anna: Person) -> None:
    await office.puts_up(anna.id, "searching", "inline")
    await office.quiet()
    await office.puts_up(anna.id, "somebody comes")
    await office.quiet()
    assert texts(anna) == ["somebody comes"]
    assert office.calls() == ["sendMessage", "editMessageText"]
    assert anna.buttons() == []


async def test_three_changes_before_it_is_sent_are_one_message(office: PostOffice, anna: Person) -> None:
    def three(tx: Transaction) -> None:
        for text in ("one", "two", "three"):
            put_up(tx, anna.id, text)

    await office.do(three)
    await office.quiet()
    assert texts(anna) == ["three"]
    assert office.calls() == ["sendMessage"]


async def test_a_change_while_it_is_being_sent_follows_as_an_edit(
    office: PostOffice, anna: Person, playground: Playground
) -> None:
    slow = playground.faults.slow(0.1, method="sendMessage", times=1)
    await office.puts_up(anna.id, "one")
    await call_begun(playground)
    assert slow.happened
    await office.puts_up(anna.id, "two")
    await office.quiet()
    assert texts(anna) == ["two"]
    assert office.calls() == ["sendMessage", "editMessageText"]


async def call_begun(playground: Playground) -> None:
    await until(lambda: playground.calls.in_flight)


async def test_what_shows_the_same_is_not_sent_again(office: PostOffice, anna: Person) -> None:
    for _ in range(3):
        await office.puts_up(anna.id, "the same", "inline")
        await office.quiet()
    assert office.calls() == ["sendMessage"]
    assert await office.counts() == {"sent": 3}


async def test_the_same_question_with_ready_answers_is_not_asked_twice(office: PostOffice, anna: Person) -> None:
    for _ in range(2):
        await office.puts_up(anna.id, "where?", "reply")
        await office.quiet()
    assert office.calls() == ["sendMessage"]


async def test_a_message_that_telegram_finds_unchanged_is_fine(
    office: PostOffice, anna: Person, playground: Playground
) -> None:
    await office.puts_up(anna.id, "one")
    await office.quiet()
    sentence = "message is not modified: specified new message content and reply markup are exactly the same"
    playground.faults.bad_request(sentence, method="editMessageText", times=1)
    await office.puts_up(anna.id, "two")
    await office.quiet()
    assert await office.counts() == {"sent": 2}
    assert len(texts(anna)) == 1


async def test_a_fresh_card_is_a_new_message_instead_of_the_old_one(office: PostOffice, anna: Person) -> None:
    await office.puts_up(anna.id, "searching", "inline")
    await office.quiet()
    await office.puts_up(anna.id, "Ali comes", "inline", fresh=True)
    await office.quiet()
    assert texts(anna) == ["Ali comes"]
    await office.puts_up(anna.id, "Ali is here", "inline")
    await office.quiet()
    assert texts(anna) == ["Ali is here"]
    assert office.calls() == ["sendMessage", "deleteMessage", "sendMessage", "editMessageText"]


async def test_a_new_question_leaves_the_old_one_in_the_chat_without_its_buttons(
    office: PostOffice, anna: Person
) -> None:
    await office.puts_up(anna.id, "what?", "inline", view=QUESTION)
    await office.quiet()
    await office.puts_up(anna.id, "where?", "inline", view=QUESTION, fresh=True)
    await office.quiet()
    assert texts(anna) == ["what?", "where?"]
    assert anna.buttons() == ["Press"]
    assert not anna.chat.from_bot[0].inline_keyboard


async def test_an_old_message_that_cannot_be_deleted_loses_its_buttons(
    office: PostOffice, anna: Person, playground: Playground
) -> None:
    await office.puts_up(anna.id, "searching", "inline")
    await office.quiet()
    playground.faults.bad_request("message can't be deleted for everyone", method="deleteMessage")
    await office.puts_up(anna.id, "Ali comes", fresh=True)
    await office.quiet()
    assert texts(anna) == ["searching", "Ali comes"]
    assert anna.buttons() == []


async def test_a_fresh_card_asked_for_while_an_edit_is_on_its_way_comes_as_a_new_message(
    office: PostOffice, anna: Person, playground: Playground
) -> None:
    await office.puts_up(anna.id, "searching")
    await office.quiet()
    playground.faults.slow(0.1, method="editMessageText", times=1)
    await office.puts_up(anna.id, "two were asked")
    await call_begun(playground)
    await office.puts_up(anna.id, "Ali comes", fresh=True)
    await office.quiet()
    assert texts(anna) == ["Ali comes"]
    assert office.calls() == ["sendMessage", "editMessageText", "deleteMessage", "sendMessage"]


async def test_a_card_that_vanished_before_it_was_sent_is_never_sent(office: PostOffice, anna: Person) -> None:
    await office.close()
    await office.puts_up(anna.id, "an offer", "inline")
    await office.takes_down(anna.id)
    office.open()
    await office.quiet()
    assert office.calls() == []
    assert await office.counts() == {"dropped": 1}


async def test_a_card_that_vanished_later_goes(office: PostOffice, anna: Person) -> None:
    await office.puts_up(anna.id, "an offer", "inline")
    await office.quiet()
    await office.takes_down(anna.id)
    await office.quiet()
    assert texts(anna) == []
    await office.puts_up(anna.id, "a new offer")
    await office.quiet()
    assert texts(anna) == ["a new offer"]


async def test_a_question_that_is_over_stays_without_its_buttons(office: PostOffice, anna: Person) -> None:
    await office.puts_up(anna.id, "what?", "inline", view=QUESTION)
    await office.quiet()
    await office.takes_down(anna.id, view=QUESTION)
    await office.quiet()
    assert texts(anna) == ["what?"]
    assert anna.buttons() == []


async def test_a_message_that_the_person_deleted_comes_again(office: PostOffice, anna: Person) -> None:
    await office.puts_up(anna.id, "searching", "inline")
    await office.quiet()
    (message,) = anna.chat.from_bot
    await anna.deletes(message)
    await office.puts_up(anna.id, "somebody comes")
    await office.quiet()
    assert texts(anna) == ["somebody comes"]
    assert office.calls() == ["sendMessage", "editMessageText", "sendMessage"]
    await office.puts_up(anna.id, "is here")
    await office.quiet()
    assert texts(anna) == ["is here"]


async def test_ready_answers_leave_with_a_short_word(office: PostOffice, anna: Person) -> None:
    await office.puts_up(anna.id, "where?", "reply")
    await office.quiet()
    assert anna.keys() == ["Ready answer"]
    await office.puts_up(anna.id, "when?", "inline", fresh=True)
    await office.quiet()
    got_it = texts_of(office.market.language).label("Got it.")
    assert texts(anna) == ["where?", got_it, "when?"]
    assert anna.keys() == []


async def test_ready_answers_take_the_place_of_ready_answers(office: PostOffice, anna: Person) -> None:
    await office.puts_up(anna.id, "where?", "reply")
    await office.quiet()
    await office.puts_up(anna.id, "your number?", "reply", fresh=True)
    await office.quiet()
    assert texts(anna) == ["where?", "your number?"]
    assert anna.keys() == ["Ready answer"]


async def test_a_question_that_ends_takes_its_ready_answers_along(office: PostOffice, anna: Person) -> None:
    await office.puts_up(anna.id, "where?", "reply")
    await office.quiet()
    await office.takes_down(anna.id)
    await office.quiet()
    assert anna.keys() == []


async def test_buttons_turn_into_ready_answers_in_a_new_message(office: PostOffice, anna: Person) -> None:
    await office.puts_up(anna.id, "a place?", "inline", view=QUESTION)
    await office.quiet()
    await office.puts_up(anna.id, "send it", "reply", view=QUESTION)
    await office.quiet()
    assert texts(anna) == ["a place?", "send it"]
    assert anna.buttons() == []
    assert anna.keys() == ["Ready answer"]


async def test_each_subject_and_chat_has_a_message_of_its_own(office: PostOffice, anna: Person, ben: Person) -> None:
    await office.puts_up(anna.id, "first order", subject=1)
    await office.puts_up(anna.id, "second order", subject=2)
    await office.puts_up(ben.id, "ben's order", subject=1)
    await office.quiet()
    await office.puts_up(anna.id, "second order done", subject=2)
    await office.quiet()
    assert texts(anna) == ["first order", "second order done"]
    assert texts(ben) == ["ben's order"]


def confirm(anna: Person, keyboard: str = "") -> Callable[[Transaction], None]:
    """The last question becomes the order's card."""

    def confirmed(tx: Transaction) -> None:
        outbox.hand_over_card(tx, anna.id, (QUESTION, 1), (SIGN, 2))
        put_up(tx, anna.id, "your order", keyboard, subject=2)

    return confirmed


async def test_a_card_handed_over_stays_the_same_message(office: PostOffice, anna: Person) -> None:
    await office.puts_up(anna.id, "confirm?", "inline", view=QUESTION)
    await office.quiet()
    await office.do(confirm(anna))
    await office.quiet()
    assert texts(anna) == ["your order"]
    assert office.calls() == ["sendMessage", "editMessageText"]


async def test_a_card_handed_over_while_its_edit_is_on_its_way_keeps_its_buttons(
    office: PostOffice, anna: Person, playground: Playground
) -> None:
    """The finished edit must not claim the message back: the next question would take its buttons away."""
    await office.puts_up(anna.id, "what?", "inline", view=QUESTION)
    await office.quiet()
    playground.faults.slow(0.1, method="editMessageText", times=1)
    await office.puts_up(anna.id, "confirm?", "inline", view=QUESTION)
    await call_begun(playground)
    await office.do(confirm(anna, "inline"))
    await office.quiet()
    await office.puts_up(anna.id, "another what?", view=QUESTION, fresh=True)
    await office.quiet()
    assert texts(anna) == ["your order", "another what?"]
    assert anna.buttons() == ["Press"]


async def test_a_question_given_up_while_it_is_on_its_way_has_no_buttons(
    office: PostOffice, anna: Person, playground: Playground
) -> None:
    playground.faults.slow(0.1, method="sendMessage", times=1)
    await office.puts_up(anna.id, "what?", "inline", view=QUESTION)
    await call_begun(playground)
    await office.do(confirm(anna))
    await office.quiet()
    assert texts(anna) == ["what?", "your order"]
    assert anna.buttons() == []


async def test_buttons_of_an_old_message_that_cannot_be_taken_away_do_not_matter(
    office: PostOffice, anna: Person, playground: Playground
) -> None:
    await office.puts_up(anna.id, "old", "inline", view=QUESTION)
    await office.quiet()
    playground.faults.bad_request("message can't be edited", method="editMessageReplyMarkup")
    await office.puts_up(anna.id, "new", view=QUESTION, fresh=True)
    await office.quiet()
    assert texts(anna) == ["old", "new"]
    assert await office.counts() == {"sent": 2}
