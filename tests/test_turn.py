"""One update is one turn is one transaction, whatever its handler does."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.domain.errors import Refusal
from bot.domain.ids import ChatId, PersonId
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.people import Person, Role
from bot.flows.wizard import Scene
from bot.turn import AlreadyDoneError, Turn, Turns
from db import conversations, inbox, people, staff
from db.database import Database
from db.inbox import Received
from db.outbox import notify
from db.tables import outbox
from db.transaction import Transaction
from tests.clock import NOON, TestClock
from tests.flows.cake import CAKE, Cake
from tests.front_door import FrontDoor

ANNA = Person(PersonId(7), "Anna Nowak", Language.PL)


@pytest.fixture
def turns(database: Database, clock: TestClock, market: Market) -> Turns:
    return Turns(database, clock, market)


async def stored(turns: Turns, number: int = 1) -> Turn:
    """The turn of an update that is in the inbox."""
    await turns.database.write(lambda c: inbox.store(c, [Received(number, ANNA.id, "{}")], NOON))
    return await turns.begin(number, ANNA, ChatId(ANNA.id))


def told(tx: Transaction) -> str:
    notify(tx, ANNA.id, "news")
    return "said"


def messages(connection: Connection) -> int:
    return len(connection.execute(select(outbox.c.id)).all())


async def test_the_change_the_messages_the_sender_and_the_mark_are_one(turns: Turns, database: Database) -> None:
    assert await (await stored(turns)).decide(told) == "said"
    assert await database.read(messages) == 1
    assert await database.read(inbox.count_by_status) == {"done": 1}
    assert await database.read(lambda c: people.find(c, ANNA.id)) == ANNA


async def test_a_decision_that_fails_leaves_nothing_behind(turns: Turns, database: Database) -> None:
    def fails(tx: Transaction) -> None:
        told(tx)
        raise Refusal("offer_taken")

    turn = await stored(turns)
    with pytest.raises(Refusal):
        await turn.decide(fails)
    assert await database.read(messages) == 0
    assert await database.read(inbox.count_by_status) == {"pending": 1}
    assert await database.read(lambda c: people.find(c, ANNA.id)) is None
    await turn.decide(told)
    assert await database.read(messages) == 1


async def test_a_turn_decides_once(turns: Turns, database: Database) -> None:
    turn = await stored(turns)
    await turn.decide(told)
    with pytest.raises(RuntimeError, match="once"):
        await turn.decide(told)
    assert await database.read(messages) == 1


async def test_two_turns_of_one_update_take_effect_once(turns: Turns, database: Database) -> None:
    many = [await stored(turns) for _ in range(20)]
    results = await asyncio.gather(*(turn.decide(told) for turn in many), return_exceptions=True)
    assert results.count("said") == 1
    assert sum(isinstance(result, AlreadyDoneError) for result in results) == 19
    assert await database.read(messages) == 1


async def test_an_update_that_was_never_stored_changes_nothing(turns: Turns, database: Database) -> None:
    turn = await turns.begin(404, ANNA, ChatId(ANNA.id))
    with pytest.raises(AlreadyDoneError):
        await turn.decide(told)
    assert await database.read(messages) == 0


async def test_a_turn_knows_who_it_is_whose(turns: Turns) -> None:
    first = await stored(turns, 1)
    assert (first.sender, first.role) == (ANNA, None)
    await first.decide(lambda tx: staff.appoint(tx, ANNA.id, Role.OPERATOR))
    second = await stored(turns, 2)
    assert (second.role, second.now, second.market) == (Role.OPERATOR, NOON, turns.market)


async def test_the_language_that_was_chosen_stays_and_the_name_follows_telegram(turns: Turns) -> None:
    await (await stored(turns, 1)).decide(lambda tx: people.choose_language(tx, ANNA.id, Language.FA))
    renamed = Person(ANNA.id, "Anna Kowalska", Language.EN)
    await turns.database.write(lambda c: inbox.store(c, [Received(2, ANNA.id, "{}")], NOON))
    turn = await turns.begin(2, renamed, ChatId(ANNA.id))
    assert turn.sender.language is Language.FA
    await turn.decide(told)
    found = await turn.read(lambda c: people.find(c, ANNA.id))
    assert found is not None
    assert (found.name, found.language) == ("Anna Kowalska", Language.FA)


async def test_whoever_writes_can_be_reached_again(turns: Turns) -> None:
    await (await stored(turns, 1)).decide(lambda tx: people.set_reachable(tx, ANNA.id, reachable=False))
    turn = await stored(turns, 2)
    assert not turn.sender.reachable
    await turn.decide(told)
    found = await turn.read(lambda c: people.find(c, ANNA.id))
    assert found is not None
    assert found.reachable


async def test_those_who_look_for_new_rows_are_woken_after_the_commit_only(
    database: Database, clock: TestClock, market: Market
) -> None:
    seen: list[int] = []
    woken = asyncio.Event()

    async def looks() -> None:
        await woken.wait()
        seen.append(await database.read(messages))

    def fails(_tx: Transaction) -> None:
        raise Refusal("no")

    turns = Turns(database, clock, market, woken.set)
    with pytest.raises(Refusal):
        await turns.run(fails)
    assert not woken.is_set()
    looking = asyncio.create_task(looks())
    await turns.run(told)
    await looking
    assert seen == [1]


async def test_the_moment_is_that_of_the_transaction(turns: Turns, clock: TestClock) -> None:
    turn = await stored(turns)
    clock.advance(minutes=5)
    assert await turn.decide(lambda tx: tx.now) == NOON + timedelta(minutes=5)


# ---------------------------------------------------------------- through the dispatcher


@pytest.fixture
def door(database: Database, clock: TestClock, market: Market) -> FrontDoor:
    return FrontDoor(database, clock, market)


async def test_an_update_that_no_handler_wants_is_done_all_the_same(door: FrontDoor) -> None:
    await door.comes(
        my_chat_member={
            "chat": {"id": -5, "type": "channel", "title": "Channel"},
            "from": door.user,
            "date": 1772622000,
            "old_chat_member": {"status": "left", "user": door.user},
            "new_chat_member": {"status": "member", "user": door.user},
        }
    )
    assert await door.counts() == {"done": 1}


async def test_an_update_that_was_done_before_changes_nothing(door: FrontDoor) -> None:
    await door.says("/cancel")
    (again,) = await door.database.read(_all_updates)
    await door.again(again)
    assert [view for _, view in await door.notices()] == ["wizard/nothing_to_cancel"]
    assert door.commits == 1


def _all_updates(connection: Connection) -> list[Received]:
    from db.tables import inbox as rows

    query = select(rows.c.update_id, rows.c.lane, rows.c.payload)
    return [Received(*row) for row in connection.execute(query)]


async def test_a_stranger_is_spoken_to_in_the_language_of_their_telegram(door: FrontDoor) -> None:
    door.language = "fa-IR"
    await door.says("/cancel")
    found = await door.database.read(lambda c: people.find(c, door.person))
    assert found is not None
    assert found.language is Language.FA


async def test_a_banned_person_reaches_no_handler_and_is_told(door: FrontDoor) -> None:
    await door.says("/cancel")
    await door.turns.run(lambda tx: people.set_ban(tx, door.person, tx.now, "spam"))
    await door.says("/start")
    await door.presses("w|1|plain")
    assert [view for _, view in await door.notices()] == ["wizard/nothing_to_cancel", "refusals/banned"]
    ((words, alert),) = door.toasts
    assert words
    assert alert
    assert await door.counts() == {"done": 3}


@pytest.mark.parametrize("press", [True, False])
async def test_a_refusal_is_said_where_it_was_caused_and_the_update_is_done(
    door: FrontDoor, monkeypatch: pytest.MonkeyPatch, press: bool
) -> None:
    def refuses(tx: Transaction, *_: Any) -> None:
        told(tx)
        raise Refusal("banned")

    monkeypatch.setattr("bot.flows.engine.cancel", refuses)
    door.wizards["cake"] = CAKE
    await door.turns.run(lambda tx: people.meet(tx, ANNA, ANNA.name))
    await door.turns.run(lambda tx: CAKE.start(Scene(tx, ANNA), Cake()))
    if press:
        known = await door.database.read(lambda c: conversations.find(c, ANNA.id))
        assert known is not None
        await door.presses(f"w|{known.version}|nav:cancel")
        ((words, alert),) = door.toasts
        assert words
        assert alert
        assert await door.notices() == []
    else:
        await door.says("/cancel")
        assert await door.notices() == [(door.person, "refusals/banned")]
    assert await door.counts() == {"done": 1}


async def test_an_error_leaves_the_update_for_another_try(door: FrontDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: Any) -> None:
        raise LookupError("a bug")

    monkeypatch.setattr("bot.flows.engine.cancel", breaks)
    with pytest.raises(LookupError):
        await door.says("/cancel")
    assert await door.counts() == {"pending": 1}
