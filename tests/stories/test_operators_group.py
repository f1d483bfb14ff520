"""The operators' group, and all others."""

import pytest

from playground.group import Group
from playground.person import Person
from tests.stories.desk import Desk, a_desk
from tests.stories.stage import Stage


@pytest.fixture
async def desk(stage: Stage) -> Desk:
    return await a_desk(stage)


async def _group(stage: Stage, *members: Person) -> Group:
    return await stage.playground.group("Operators", list(members))


async def test_the_operators_group_hears_the_staff_only(desk: Desk) -> None:
    eva = await desk.stage.newcomer("Eva")
    group = await _group(desk.stage, desk.owner, desk.operator, eva)
    await desk.owner.within(group).says("/desk")
    await group.until(lambda: group.find("This is the operators’ group now"), 5)
    await desk.operator.within(group).says("/orders@playground_bot")
    await group.until(lambda: group.find("Otwarte zlecenia") or group.find("Open orders"), 5)
    before = len(group.from_bot)
    await eva.within(group).says("/orders")
    await eva.within(group).says("/start")
    await desk.operator.within(group).says("good morning")
    await desk.operator.within(group).says("/orders@other_bot")
    await desk.stage.settled()
    assert len(group.from_bot) == before


async def test_another_group_hears_once_where_the_bot_is(desk: Desk) -> None:
    eva = await desk.stage.newcomer("Eva")
    group = await _group(desk.stage, eva, desk.operator)
    for words in ("/start", "/help", "hello", "/orders"):
        await eva.within(group).says(words)
    await desk.operator.within(group).says("/orders")
    await desk.operator.within(group).says("/desk")
    await desk.stage.settled()
    texts = [message.text for message in group.from_bot]
    assert texts.count("I work in private chats. Write to me there:") == 1
    assert not any("Open orders" in text for text in texts)


async def test_questions_behind_buttons_of_the_group_come_in_private(desk: Desk) -> None:
    group = await _group(desk.stage, desk.owner, desk.operator)
    await desk.owner.within(group).says("/desk")
    await desk.stage.settled()
    await desk.operator.within(group).says(f"/order {desk.order}")
    answered = await desk.operator.within(group).taps("Cancel the order…")
    assert answered is not None
    assert answered.text == "The question is in our private chat."
    await desk.operator.sees("Why do you cancel order 1?")
    await desk.operator.says("empty house")
    await desk.stage.settled()
    assert group.find("Order 1 · cancelled")


async def test_the_group_becomes_a_supergroup_and_then_puts_the_bot_out(desk: Desk) -> None:
    group = await desk.stage.playground.group("Operators", [desk.owner], basic=True)
    await desk.owner.within(group).says("/desk")
    await desk.stage.settled()
    group = await group.becomes_supergroup()
    await desk.stage.settled()
    await desk.owner.within(group).says("/orders")
    await group.until(lambda: group.find("Open orders"), 5)
    await group.kicks_bot()
    await desk.owner.sees("I am no longer in the operators’ group.")
