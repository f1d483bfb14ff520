"""When Telegram says no, breaks or falls silent: nothing is lost, nobody is flooded, the order within a chat holds."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from aiogram.exceptions import ClientDecodeError
from aiogram.methods import SendMessage
from sqlalchemy import Connection, update

from bot.delivery import sender as sending
from bot.domain.clock import SystemClock
from bot.domain.market import Market
from db import outbox
from db.database import Database
from db.outbox import notify
from db.tables import outbox as rows
from playground import Person, Playground
from tests.delivery.post_office import NEWS, PostOffice, texts, until


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second of real time is long for a test; and no test shall pass because the sender looks now and then."""
    monkeypatch.setattr(sending, "FIRST_BACKOFF", 0.01)
    monkeypatch.setattr(sending, "FALLBACK_LOOK", 3600.0)


async def test_too_many_requests_waits_as_told_and_keeps_the_order(
    office: PostOffice, anna: Person, ben: Person, playground: Playground
) -> None:
    playground.faults.too_many_requests(1, chat=anna.id, times=1)
    for number in range(3):
        await office.tells(anna.id, f"news {number}")
    await office.tells(ben.id, "for ben")
    await ben.sees("for ben")
    await until(lambda: len(texts(anna)) == 3)
    assert texts(anna) == ["news 0", "news 1", "news 2"]
    refused, *delivered = [call.at for call in playground.calls if call.arguments["chat_id"] == str(anna.id)]
    assert delivered[0] - refused >= 0.99
    await office.quiet()
    assert await office.counts() == {"sent": 4}


async def test_a_blocked_bot_drops_the_message_and_says_so(
    office: PostOffice, anna: Person, playground: Playground
) -> None:
    await anna.blocks()
    await office.tells(anna.id, "are you there?")
    await until(lambda: office.unreachable)
    await office.quiet()
    assert office.unreachable == [anna.id]
    assert await office.counts() == {"dropped": 1}
    assert "bot was blocked by the user" in (await office.errors())[0]
    assert len(playground.calls) == 1


async def test_a_message_that_telegram_refuses_goes_to_the_dead_letters(
    office: PostOffice, anna: Person, playground: Playground
) -> None:
    await office.tells(anna.id, "<b>never closed")
    await office.tells(anna.id, "the next one")
    await anna.sees("the next one")
    await office.quiet()
    assert await office.counts() == {"dead": 1, "sent": 1}
    (error,) = await office.errors()
    assert "TelegramBadRequest" in error
    assert "can't parse entities" in error
    assert len(playground.calls) == 2


async def test_a_notice_that_cannot_be_drawn_stops_nobody_else(office: PostOffice, anna: Person) -> None:
    await office.do(lambda tx: notify(tx, anna.id, NEWS, {"no": "text"}))
    await office.do(lambda tx: notify(tx, anna.id, "no/such_template"))
    await office.tells(anna.id, "the next one")
    await anna.sees("the next one")
    await office.quiet()
    assert await office.counts() == {"dead": 2, "sent": 1}
    missing, unknown = await office.errors()
    assert "KeyError" in missing
    assert "TemplateNotFound" in unknown


@pytest.mark.parametrize("code", [500, 502, 504])
async def test_a_broken_server_is_asked_again_until_it_works(
    office: PostOffice, anna: Person, playground: Playground, code: int
) -> None:
    fault = playground.faults.server_error(code, method="sendMessage", times=3)
    await office.tells(anna.id, "one")
    await office.tells(anna.id, "two")
    await anna.sees("two")
    assert fault.happened == 3
    assert texts(anna) == ["one", "two"]
    await office.quiet()
    assert await office.counts() == {"sent": 2}


async def test_no_retry_is_slept_through(
    office: PostOffice, anna: Person, playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that falls due just between looking and going to sleep is easily missed."""
    monkeypatch.setattr(sending, "LONGEST_BACKOFF", 0.001)
    playground.faults.server_error(method="sendMessage", times=60)
    await office.tells(anna.id, "at last")
    await anna.sees("at last", timeout=20)


async def test_a_connection_dropped_before_it_was_done_loses_nothing(
    office: PostOffice, anna: Person, playground: Playground
) -> None:
    playground.faults.dropped_before(method="sendMessage", times=2)
    await office.tells(anna.id, "one")
    await anna.sees("one")
    await office.quiet()
    assert texts(anna) == ["one"]


async def test_a_connection_dropped_after_it_was_done_makes_one_duplicate_at_the_most(
    office: PostOffice, anna: Person, playground: Playground
) -> None:
    playground.faults.dropped_after(method="sendMessage", times=1)
    await office.tells(anna.id, "one")
    await office.tells(anna.id, "two")
    await anna.sees("two")
    await office.quiet()
    assert texts(anna) == ["one", "one", "two"]
    assert await office.counts() == {"sent": 2}


async def test_an_edit_whose_answer_was_lost_is_no_second_message(
    office: PostOffice, anna: Person, playground: Playground
) -> None:
    await office.puts_up(anna.id, "one")
    await office.quiet()
    playground.faults.dropped_after(method="editMessageText", times=1)
    await office.puts_up(anna.id, "two")
    await until(lambda: len(playground.calls.of("editMessageText")) == 2)
    await office.quiet()
    assert texts(anna) == ["two"]
    assert await office.counts() == {"sent": 2}


async def test_a_wrong_token_kills_no_message(office: PostOffice, anna: Person) -> None:
    token = office.bot._Bot__token  # type: ignore[attr-defined]  # aiogram lets nobody change it
    office.bot._Bot__token = "7:wrong"  # type: ignore[attr-defined]
    await office.tells(anna.id, "patience")

    await until(lambda: office.database.read(tried_twice))
    office.bot._Bot__token = token  # type: ignore[attr-defined]
    await anna.sees("patience")
    await office.quiet()
    assert await office.counts() == {"sent": 1}


def tried_twice(connection: Connection) -> bool:
    row = connection.execute(rows.select()).one()
    return bool(row.status == "pending" and row.attempts > 1)


@pytest.mark.parametrize(
    ("original", "counts"),
    [(ValueError("a field of a type nobody knows yet"), {"dead": 1}), (None, {"sent": 1})],
)
async def test_a_gateways_page_instead_of_json_is_a_broken_server_and_an_unknown_answer_is_not(
    office: PostOffice, anna: Person, original: Exception | None, counts: dict[str, int]
) -> None:
    answers = iter([original])

    async def broken_once(call: Any, bot: Any, method: Any) -> Any:
        for error in answers:
            if error is not None:
                raise ClientDecodeError("Failed to deserialize object", error, {})
            return bot.session.check_response(bot, SendMessage(chat_id=1, text=""), 502, "<html>Bad Gateway</html>")
        return await call(bot, method)

    async def over() -> bool:
        return "pending" not in await office.counts()

    office.bot.session.middleware(broken_once)  # type: ignore[arg-type]  # any method's types
    await office.tells(anna.id, "hello")
    await until(over)
    assert await office.counts() == counts


async def test_a_group_that_became_a_supergroup_gets_its_news_there(office: PostOffice, playground: Playground) -> None:
    basic = await playground.group("Operators", basic=True)
    group, old = await basic.becomes_supergroup(), basic.id
    await office.tells(old, "one")
    await office.tells(old, "two")
    await until(lambda: [message.text for message in group.from_bot] == ["one", "two"])
    await office.quiet()
    assert office.moved[0] == (old, group.id)
    assert await office.counts() == {"sent": 2}


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_a_database_that_fails_after_sending_does_not_flood_the_chat(
    office: PostOffice, anna: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message went out and could not be marked as sent: the next try must not come at once."""
    monkeypatch.setattr(sending, "LONGEST_BACKOFF", 0.3)
    pages = await office.database.read(lambda c: c.exec_driver_sql("PRAGMA page_count").scalar_one())
    await office.close()
    await office.tells(anna.id, "x" * 3000)
    await office.tells(ben.id, "for ben")
    full = pages + 2
    await office.database.write(lambda c: c.exec_driver_sql(f"PRAGMA max_page_count={full}").scalar())
    monkeypatch.setattr(outbox, "finish", _grows_too_much)
    office.open()
    await anna.sees("x")
    await ben.sees("for ben")
    await asyncio.sleep(0.1)
    assert len(texts(anna)) == 1
    monkeypatch.undo()
    await office.database.write(lambda c: c.exec_driver_sql("PRAGMA max_page_count=1000000").scalar())
    await until(lambda: len(texts(anna)) == 2)
    await office.quiet()
    assert await office.counts() == {"sent": 2}


def _grows_too_much(connection: Connection, item: outbox.Outgoing, *_: object) -> None:
    connection.execute(update(rows).where(rows.c.id == item.id).values(error="x" * 1_000_000))


async def test_a_process_that_stalls_waits_no_longer_for_it() -> None:
    """Between two looks at the clock nearly the whole wait may pass; it must not be taken for the clock's speed."""

    class Stalling(SystemClock):
        def now(self) -> datetime:
            self.stalled += timedelta(seconds=0.0999)
            return super().now() + self.stalled

        stalled = timedelta()

    clock = Stalling()
    assert sending._after(clock, 0.1) - clock.now() < timedelta(seconds=0.3)


class SetBack(SystemClock):
    """A clock that was an hour fast until somebody noticed."""

    ahead = timedelta(hours=1)

    def now(self) -> datetime:
        return super().now() + self.ahead


async def test_a_clock_that_is_set_back_holds_nothing_up(
    database: Database, market: Market, playground: Playground, anna: Person, ben: Person, signs: None
) -> None:
    """What was to be tried again by the old clock is tried now, and what was written by it goes at once."""
    clock = SetBack()
    async with PostOffice(database, market, playground, clock) as office:
        playground.faults.too_many_requests(30, chat=anna.id, times=1)
        await office.tells(anna.id, "one")
        await until(playground.calls.refused)
        await office.quiet()
        await office.close()
        await office.tells(ben.id, "two")
        clock.ahead = timedelta()
        office.open()
        await anna.sees("one")
        await ben.sees("two")


async def test_what_was_put_off_is_tried_when_the_bot_starts(
    database: Database, market: Market, playground: Playground, anna: Person, signs: None
) -> None:
    async with PostOffice(database, market, playground) as office:
        playground.faults.too_many_requests(30, chat=anna.id, times=1)
        await office.tells(anna.id, "one")
        await until(playground.calls.refused)
        await office.quiet()
    async with PostOffice(database, market, playground):
        await anna.sees("one")
