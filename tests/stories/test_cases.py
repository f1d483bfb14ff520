"""Something went wrong: a case with its own topic, talked about with both sides, closed, opened again, solved."""

from datetime import timedelta

import pytest

from bot.domain.languages import Language
from playground.group import Group
from playground.person import Person
from playground.world.state import Message
from tests.stories.journeys import code_of, orders_a_leak, rates, says, taps, technicians, texts_for, works
from tests.stories.stage import Stage, words

LANGUAGES = pytest.mark.parametrize("language", [Language.EN, Language.FA])


async def a_group(stage: Stage, *people: Person, forum: bool = True) -> Group:
    """The operators' group."""
    group = await stage.playground.group("Operators", list(people), forum=forum)
    await says(stage, people[0].within(group), "/desk")
    return group


def in_topic(group: Group) -> list[Message]:
    """What stands in the group's only topic."""
    (thread,) = group.record.topics
    return [message for message in group.from_bot if message.thread_id == thread]


async def notes(stage: Stage, operator: Person, group: Group, text: str) -> None:
    """Write in the topic, in answer to nothing."""
    (thread,) = group.record.topics
    await says(stage, operator.within(group, thread), text)


@LANGUAGES
async def test_a_bad_rating_from_its_topic_to_solved(stage: Stage, language: str) -> None:
    olga, anna = await stage.owner(), await stage.newcomer("Anna", language)
    (ali,) = await technicians(stage, "Ali", language=language)
    group = await a_group(stage, olga)
    await is_rated_badly(stage, anna, ali)
    shown = "\n".join(olga.reads(message) for message in in_topic(group))
    for part in ("A bad rating, order 1", "Water everywhere", "Which floor?", "work begun"):
        assert part in shown
    await taps(stage, olga.within(group), "I take it")
    assert group.find("Olga sees to it.")
    await both_sides_talk_to_the_desk(stage, anna, ali, olga, group)
    await taps(stage, olga.within(group), "Solved: ask Anna")
    await taps(stage, anna, "No, not yet")
    assert group.find("Anna says no. The case is open again.")
    await taps(stage, olga.within(group), "Solved: ask Anna")
    await taps(stage, anna, "Yes, it is solved")
    await anna.sees(words(anna, "Solved. Thank you for telling us."))
    await says(stage, olga.within(group), "/cases")
    assert group.find("Open cases None.")


async def is_rated_badly(stage: Stage, anna: Person, ali: Person) -> None:
    """After a word in the chat and the work."""
    order = await orders_a_leak(stage, anna)
    await taps(stage, ali, "Accept")
    await taps(stage, ali, "Write to %(name)s", name=texts_for(stage, ali).name("Anna"))
    await says(stage, ali, "Which floor?")
    await taps(stage, ali, "End chat")
    await works(stage, ali, await code_of(stage, order.id))
    await rates(stage, anna, texts_for(stage, anna).name("Ali"), 1, comment="Water everywhere")
    soon = texts_for(stage, anna).moment(stage.clock.now() + timedelta(hours=1), stage.clock.now())
    await anna.sees(
        words(anna, "We are sorry. An operator looks into it and writes to you here by %(time)s.", time=soon)
    )


async def both_sides_talk_to_the_desk(stage: Stage, anna: Person, ali: Person, olga: Person, group: Group) -> None:
    """In answer to what a side said it goes there; all else in the topic stays there."""
    await taps(stage, anna, "Write to the operator")
    await says(stage, anna, "The <ceiling> drips")
    asked = next(message for message in in_topic(group) if olga.reads(message).endswith("The <ceiling> drips"))
    await olga.within(group).says("Somebody comes at once.", reply_to=asked)
    await notes(stage, olga, group, "He was late twice.")
    await anna.sees("Somebody comes at once.")
    for secret in ("He was late twice.", "Olga"):
        await anna.does_not_see(secret)
    assert group.find("He was late twice.")
    await taps(stage, olga.within(group), "Write to Ali")
    await says(stage, olga, "What happened?")
    await ali.sees("What happened?")
    await olga.sees("Sent to Ali (case 1).")
    await taps(stage, ali, "Reply")
    await says(stage, ali, "The seal was old.")
    assert "The seal was old." in olga.reads(in_topic(group)[-1])
    await anna.does_not_see("The seal was old.")


@LANGUAGES
async def test_a_complaint_in_a_plain_group_waits_too_long(stage: Stage, language: str) -> None:
    olga, anna, zoe = await stage.owner(), await stage.newcomer("Anna", language), await stage.newcomer("Zoe", language)
    (ali,) = await technicians(stage, "Ali")
    group = await a_group(stage, olga, zoe, forum=False)
    await orders_a_leak(stage, anna)
    await taps(stage, ali, "Accept")
    await taps(stage, anna, "Something is wrong")
    await anna.sees(words(anna, "What is wrong with order %(number)s?", number=1))
    await anna.sends_voice()
    await stage.settled()
    assert [message for message in group.from_bot if "voice" in message.content]
    await stage.passes(minutes=61)
    texts = texts_for(stage, anna)
    later = texts.moment(stage.clock.now() + timedelta(minutes=59), stage.clock.now())
    sorry = "Sorry, this takes longer than we said. You hear from an operator by %(time)s."
    await anna.sees(words(anna, sorry, time=later))
    await nobody_else_may(stage, zoe, group)
    await taps(stage, olga.within(group), "Write to Anna")
    await says(stage, olga, "Ali is stuck in traffic.")
    await anna.sees("Ali is stuck in traffic.")
    await taps(stage, olga.within(group), "Solved: ask Anna")
    await stage.passes(days=3)
    await anna.sees(words(anna, "Solved. Thank you for telling us."))


async def nobody_else_may(stage: Stage, zoe: Person, group: Group) -> None:
    """Whoever sits in the group and is not on the staff."""
    refused = await zoe.within(group).taps("I take it")
    assert refused is not None
    assert refused.text == words(zoe, "That is for operators.")
    await says(stage, zoe, "/cases")
    await zoe.sees(words(zoe, "I don’t know this command. /help says what I can do."))


@LANGUAGES
async def test_words_that_answer_nothing_become_a_question_by_one_tap(stage: Stage, language: str) -> None:
    """A topic that somebody deletes is opened anew."""
    olga, anna = await stage.owner(), await stage.newcomer("Anna", language)
    group = await a_group(stage, olga)
    await says(stage, anna, "Do you <also> do roofs?")
    await taps(stage, anna, "Send it to an operator")
    assert "Do you <also> do roofs?" in olga.reads(in_topic(group)[-1])
    gone = await anna.press_raw("me:unheard")
    assert gone is not None
    assert gone.show_alert
    group.record.topics.clear()
    stage.troubles.forgiven |= {"message thread not found"}
    await anna.sends_voice()
    await stage.settled()
    await taps(stage, anna, "Send it to an operator")
    assert [message for message in in_topic(group) if "Case 1" in olga.reads(message)]
