"""Who is served first, how fast at the most, and what happens when the sender stops."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.delivery import sender as sending
from bot.delivery.pace import Limits
from bot.domain.market import Market
from db.database import Database
from db.outbox import Priority, notify
from db.transaction import Transaction
from playground import Limits as PlaygroundLimits
from playground import Person, Playground
from tests.delivery.conftest import known
from tests.delivery.post_office import NEWS, QUESTION, PostOffice, texts, until

TELEGRAM = Limits(per_second=28, chat_burst=3, chat_interval=1.0, group_per_minute=19)
FASTER = 20.0
"""How much faster than Telegram's own the limits of these tests are."""


@pytest.fixture
async def paced(database: Database, market: Market, playground: Playground, signs: None) -> AsyncIterator[PostOffice]:
    """The limits are kept, twenty times as fast."""
    async with PostOffice(database, market, playground, limits=TELEGRAM.scaled(FASTER)) as office:
        yield office


async def crowd(playground: Playground, count: int) -> list[Person]:
    return [await known(playground, f"Person {number}") for number in range(count)]


async def test_an_answer_overtakes_five_hundred_broadcasts(
    paced: PostOffice, anna: Person, playground: Playground
) -> None:
    people = await crowd(playground, 500)

    def broadcast(tx: Transaction) -> None:
        for person in people:
            notify(tx, person.id, NEWS, {"text": "to all"}, priority=Priority.BROADCAST)

    await paced.do(broadcast)
    await until(lambda: len(playground.calls) >= 5)
    await paced.tells(anna.id, "your answer", Priority.ANSWER)
    await anna.sees("your answer")
    order = [call.arguments["chat_id"] for call in playground.calls]
    assert order.index(str(anna.id)) < 100


async def test_the_order_within_a_chat_holds_for_many(office: PostOffice, anna: Person, ben: Person) -> None:
    for number in range(40):
        await office.tells(anna.id, str(number), Priority(number % 4))
        await office.tells(ben.id, str(number), Priority((number + 1) % 4))
    await office.quiet()
    assert texts(anna) == texts(ben) == [str(number) for number in range(40)]


async def test_two_hundred_messages_within_the_limits_are_never_too_many(
    paced: PostOffice, playground: Playground
) -> None:
    """To fifty people and a group, with buttons that go from the old messages, as fast as Telegram allows."""
    playground.limits = PlaygroundLimits().scaled(FASTER)
    people = await crowd(playground, 50)
    group = await playground.group("Operators")

    def everything(tx: Transaction) -> None:
        for number in range(3):
            for person in people:
                notify(tx, person.id, NEWS, {"text": f"news {number}"})
            notify(tx, group.id, NEWS, {"text": f"news {number}"}, priority=Priority.BROADCAST)

    await paced.do(everything)
    for round_ in range(2):
        for person in people:
            await paced.puts_up(person.id, f"round {round_}", "inline", view=QUESTION, fresh=True)
        await paced.puts_up(group.id, f"round {round_}", "inline", view=QUESTION, fresh=True)
        await paced.quiet()
    assert playground.calls.refusals == {}
    assert playground.calls.counts["sendMessage"] == 51 * 5
    assert playground.calls.counts["editMessageReplyMarkup"] == 51
    assert (await paced.counts()).keys() == {"sent"}
    assert [message.text for message in group.from_bot] == ["news 0", "news 1", "news 2", "round 0", "round 1"]


async def test_what_changes_while_everybody_waits_is_not_forgotten(
    office: PostOffice, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wake-up between looking and going to sleep must not be lost: nobody looks by himself for a long time."""
    monkeypatch.setattr(sending, "FALLBACK_LOOK", 3600.0)
    for number in range(80):
        await office.tells(anna.id, str(number))
        if number % 3:
            await asyncio.sleep(0)
        if number % 8 == 0:
            await office.quiet()
    await office.quiet()
    assert texts(anna) == [str(number) for number in range(80)]


async def test_the_outbox_is_looked_at_even_when_nobody_wakes_the_sender(
    office: PostOffice, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "FALLBACK_LOOK", 0.02)
    monkeypatch.setattr(office.sender, "wake", lambda: None)
    await office.tells(anna.id, "from another process")
    await anna.sees("from another process")


async def test_a_telegram_that_hardly_answers_is_not_asked_ever_more(
    office: PostOffice, playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "AT_ONCE", 4)
    people = await crowd(playground, 12)
    playground.faults.slow(0.05, method="sendMessage")
    most = 0
    for person in people:
        await office.tells(person.id, "slowly")
    while not office.sender.idle:
        most = max(most, playground.calls.in_flight)
        await asyncio.sleep(0.005)
    assert most == 4
    assert await office.counts() == {"sent": 12}


async def test_stopping_lets_arrive_what_is_on_its_way_and_starts_nothing_new(
    office: PostOffice, anna: Person, ben: Person, playground: Playground
) -> None:
    playground.faults.slow(0.1, method="sendMessage", times=1)
    await office.tells(anna.id, "on its way")
    await until(lambda: playground.calls.in_flight)
    await office.tells(anna.id, "the next one")
    await office.close()
    assert texts(anna) == ["on its way"]
    assert await office.counts() == {"sent": 1, "pending": 1}
    await office.tells(ben.id, "after the stop")
    await asyncio.sleep(0.05)
    assert texts(ben) == []
    office.open()
    await office.quiet()
    assert texts(anna) == ["on its way", "the next one"]
    assert texts(ben) == ["after the stop"]


async def test_stopping_does_not_wait_for_chats_that_only_rest(
    database: Database, market: Market, playground: Playground, signs: None, anna: Person
) -> None:
    slow = Limits(per_second=1000, chat_burst=2, chat_interval=3600.0, group_per_minute=19)
    async with PostOffice(database, market, playground, limits=slow) as office:
        for number in range(3):
            await office.tells(anna.id, str(number))
        await until(lambda: len(texts(anna)) == 2)
        async with asyncio.timeout(10):
            await office.close()
        assert await office.counts() == {"sent": 2, "pending": 1}


async def test_idle_says_when_all_has_been_sent(office: PostOffice, anna: Person, playground: Playground) -> None:
    await office.quiet()
    playground.faults.slow(0.1, method="sendMessage", times=1)
    await office.tells(anna.id, "one")
    assert not office.sender.idle
    await until(lambda: playground.calls.in_flight)
    assert not office.sender.idle
    await office.quiet()
    assert texts(anna) == ["one"]
