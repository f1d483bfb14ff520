"""Customer and technician talk through the bot: while there is a job, and without each other's names."""

import json

import pytest

from playground.person import Person
from tests.stories.journeys import orders_a_leak, says, taps, technicians
from tests.stories.stage import Stage


@pytest.mark.both_engines
async def test_they_talk_and_stay_strangers(stage: Stage) -> None:
    anna = await stage.newcomer("Anna", username="anna_secret", last_name="Nowakowska")
    (ali,) = await technicians(stage, "Ali")
    await orders_a_leak(stage, anna)
    await anna.sees_no_button("Write to Ali")
    await taps(stage, ali, "Accept")
    await taps(stage, anna, "Write to Ali")
    await says(stage, anna, "The <blue> door, second floor")
    await ali.sees("The <blue> door, second floor")
    await taps(stage, ali, "Reply")
    await ali.sends_voice()
    await stage.settled()
    assert [message for message in anna.chat.from_bot if "voice" in message.content]
    gives_nobody_away(ali, str(anna.id), "anna_secret", "Nowakowska")
    gives_nobody_away(anna, str(ali.id))


def gives_nobody_away(reader: Person, *secrets: str) -> None:
    """None of these in anything that the bot has sent to this person."""
    seen = json.dumps([message.content for message in reader.chat.from_bot], ensure_ascii=False, default=str)
    assert not [secret for secret in secrets if secret in seen]


async def test_a_restart_in_the_middle_of_a_chat(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    await orders_a_leak(stage, anna)
    await taps(stage, ali, "Accept", "Write to Anna")
    await says(stage, ali, "Which floor?")
    await stage.restart()
    await says(stage, ali, "And is there a lift?")
    await anna.sees("And is there a lift?")


async def test_the_line_is_cut_when_the_order_is_cancelled(stage: Stage) -> None:
    """Also for somebody who is in the middle of a sentence; the next words go nowhere."""
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    await orders_a_leak(stage, anna)
    await taps(stage, ali, "Accept", "Write to Anna")
    await taps(stage, anna, "Cancel the order", "It is solved")
    await says(stage, ali, "I am at the corner")
    await anna.does_not_see("I am at the corner")
    await says(stage, ali, "hello?")
    await anna.does_not_see("hello?")
    await ali.sees_no_button("Write to Anna")
