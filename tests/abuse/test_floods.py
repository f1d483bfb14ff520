"""Sixty messages, presses or pictures at once from one person: others are served meanwhile, nothing is lost."""

import asyncio

import pytest

from bot.flows.ordering.draft import OrderingDraft
from bot.flows.relay import RelayDraft
from bot.usecases.case_talk import AN_HOUR
from tests.abuse.crowd import Crowd
from tests.ordering_scene import ADDRESS

pytestmark = pytest.mark.asyncio(loop_scope="module")

MANY = 60


async def test_messages_arrive_in_the_order_of_sending(crowd: Crowd) -> None:
    await crowd.at(crowd.anna, "relay", RelayDraft(crowd.job))
    crowd.look()
    for number in range(MANY):
        await crowd.anna.says(f"line {number}")
    read = [message.text.split("\n")[-1] for message in await crowd.news(crowd.ali)]
    assert read == [f"line {number}" for number in range(MANY)]
    await crowd.free(crowd.anna)


async def test_others_are_served_meanwhile(crowd: Crowd) -> None:
    """What a patient person asks for comes before the sixtieth answer to the impatient one."""
    crowd.look()
    for number in range(MANY):
        await crowd.zoe.says(f"hello {number}")
    await crowd.eva.says("/help")
    patient = await crowd.eva.chat.until(lambda: crowd.eva.chat.find("This is how it works"), 5)
    assert patient is not None
    answered = [message for message in crowd.zoe.chat.from_bot if message.message_id > crowd.seen[crowd.zoe.id]]
    assert len(answered) < MANY
    await crowd.stage.settled()


async def test_words_that_answer_nothing_leave_one_hint(crowd: Crowd) -> None:
    """The hint moves down instead of filling the chat."""
    crowd.look()
    for number in range(MANY):
        await crowd.zoe.says(f"hello {number}")
    kept = [message for message in await crowd.news(crowd.zoe) if not message.deleted]
    assert [message.text for message in kept if "The menu shows what I can do" not in message.text] == []
    assert len(kept) == 1


async def test_one_button_sixty_times(crowd: Crowd) -> None:
    press = crowd.press("of:decline:{offer}")
    answers = await asyncio.gather(*(crowd.eva.press_raw(press) for _ in range(MANY)))
    await crowd.stage.settled()
    assert all(answer is not None for answer in answers)
    declined = [row for row in (await crowd.facts())["order_events"] if row["kind"] == "declined"]
    assert len(declined) == 1


async def test_six_albums_at_once_get_one_hint_each(crowd: Crowd) -> None:
    crowd.look()
    for _ in range(6):
        await crowd.zoe.sends_album(10)
    assert len(await crowd.news(crowd.zoe)) <= 6


async def test_sixty_questions_do_not_reach_the_operators(crowd: Crowd) -> None:
    crowd.look()
    for number in range(MANY):
        await crowd.zoe.press_raw("me:question", answer_within=0)
        await crowd.zoe.says(f"question {number}")
    await crowd.stage.settled()
    asked = [row for row in (await crowd.facts())["case_messages"] if row["author_id"] == crowd.zoe.id]
    assert 0 < len(asked) <= AN_HOUR
    await crowd.zoe.sees("Please wait for the answers")


async def test_sixty_orders_at_once_are_five(crowd: Crowd) -> None:
    draft = OrderingDraft(service="leak", address=ADDRESS, max_crew=4)
    for _ in range(8):
        await crowd.free(crowd.zoe)
        await crowd.at(crowd.zoe, "ordering", draft, "summary")
        asked = await crowd.conversation(crowd.zoe)
        assert asked is not None
        press = f"w|{asked.version}|nav:confirm"
        await asyncio.gather(*(crowd.zoe.press_raw(press) for _ in range(7)))
    await crowd.stage.settled()
    assert len([row for row in (await crowd.facts())["orders"] if row["customer_id"] == crowd.zoe.id]) == 5


async def test_guessing_the_owners_code(crowd: Crowd) -> None:
    crowd.look()
    for number in range(MANY):
        await crowd.zoe.says(f"/claim GUESS{number:05}")
    read = {message.text for message in await crowd.news(crowd.zoe)}
    assert len(read) == 1
    assert [row["person_id"] for row in (await crowd.facts())["staff"] if row["role"] == "owner"] == [crowd.olga.id]
