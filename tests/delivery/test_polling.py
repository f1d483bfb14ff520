"""Polling: what is confirmed to Telegram has been stored; nothing that Telegram does ends it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence

import pytest
from sqlalchemy import Connection, select
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot.delivery import polling
from bot.delivery.lanes import NOBODY, lane_of
from bot.delivery.polling import Poller
from db import inbox
from db.database import Database
from db.inbox import Received
from db.tables import inbox as rows
from playground import Person, Playground
from tests.clock import NOON
from tests.delivery.post_office import bot_for, until


class Shelf:
    """Takes what the poller brings; breaks when told to."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.broken: list[Exception] = []
        self.taken: list[Received] = []

    async def take(self, updates: Sequence[Received]) -> None:
        if self.broken:
            raise self.broken.pop()
        await self.database.write(lambda connection: inbox.store(connection, updates, NOON))
        self.taken.extend(updates)

    @property
    def texts(self) -> list[str]:
        return [update.payload.split('"text": "')[1].split('"')[0] for update in self.taken]


@pytest.fixture
def shelf(database: Database) -> Shelf:
    return Shelf(database)


@pytest.fixture
async def poller(shelf: Shelf, playground: Playground, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Poller]:
    monkeypatch.setattr(polling, "BEFORE_NEXT_TRY", (0.01,))
    bot = bot_for(playground)
    yield Poller(bot, shelf, longest_wait=5)  # type: ignore[arg-type]  # an intake that gives no turns
    await bot.session.close()


def locked() -> OperationalError:
    """What SQLAlchemy raises while somebody else holds the file."""
    below = sqlite3.OperationalError("database is locked")
    below.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return OperationalError("INSERT", {}, below)


@pytest.fixture
async def running(poller: Poller) -> AsyncIterator[None]:
    task = asyncio.create_task(poller.run())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.mark.usefixtures("running")
async def test_updates_come_in_order_and_word_for_word(shelf: Shelf, playground: Playground) -> None:
    anna = playground.person("Łucja 🔧", "pl")
    for number in range(120):
        await anna.says(f"wiadomość {number} 🚰")
    await until(lambda: len(shelf.taken) == 120)
    assert shelf.texts == [f"wiadomość {number} 🚰" for number in range(120)]
    assert {update.lane for update in shelf.taken} == {anna.id}
    assert len({update.update_id for update in shelf.taken}) == 120


async def test_an_update_is_confirmed_only_after_it_was_stored(
    poller: Poller, shelf: Shelf, playground: Playground, anna: Person
) -> None:
    shelf.broken = [locked()]
    with pytest.raises(OperationalError):
        await poller._poll()
    assert len(playground.world.state.updates) == 1
    await poller._poll()
    assert shelf.texts == ["/start"]
    assert len(playground.world.state.updates) == 1, "not confirmed by the poll that brought it"
    await anna.says("next")
    await poller._poll()
    assert shelf.texts == ["/start", "next"]


@pytest.mark.usefixtures("running")
async def test_a_database_that_fails_for_a_while_loses_nothing(shelf: Shelf, anna: Person) -> None:
    shelf.broken = [locked() for _ in range(3)]
    await anna.says("still there?")
    await until(lambda: shelf.texts[-1:] == ["still there?"])
    assert shelf.texts == ["/start", "still there?"]


@pytest.mark.usefixtures("running")
@pytest.mark.parametrize("fault", ["server_error", "dropped_before", "dropped_after"])
async def test_a_telegram_that_breaks_for_a_while_loses_nothing(
    shelf: Shelf, playground: Playground, anna: Person, fault: str
) -> None:
    await until(lambda: shelf.taken)
    getattr(playground.faults, fault)(method="getUpdates", times=3)
    for number in range(5):
        await anna.says(f"after {number}")
    await until(lambda: len(shelf.taken) >= 6)
    assert shelf.texts == ["/start", *(f"after {number}" for number in range(5))]


@pytest.mark.usefixtures("running")
async def test_too_many_polls_wait_as_told(shelf: Shelf, playground: Playground, anna: Person) -> None:
    await until(lambda: shelf.taken)
    fault = playground.faults.too_many_requests(1, method="getUpdates", times=1)
    await anna.says("one")
    await until(lambda: fault.happened)
    await anna.says("two")
    await until(lambda: shelf.texts == ["/start", "one", "two"])
    refused, *later = [call.at for call in playground.calls.of("getUpdates") if call.status in {200, 429}][-2:]
    assert fault.happened == 1
    assert later[0] - refused >= 0.99


@pytest.mark.usefixtures("running")
async def test_a_second_bot_with_the_same_token_is_named_once_and_the_first_goes_on(
    shelf: Shelf, playground: Playground, anna: Person
) -> None:
    await until(lambda: shelf.taken)
    with capture_logs() as logs:
        other = bot_for(playground)
        for _ in range(3):
            await until(lambda: playground.calls.of("getUpdates"))
            await other.get_updates(timeout=0)
            await asyncio.sleep(0.05)
        await anna.says("still here?")
        await until(lambda: shelf.texts[-1] == "still here?")
        await other.session.close()
    assert [entry["event"] for entry in logs] == ["another_process_polls"]


@pytest.mark.usefixtures("running")
async def test_two_pollers_for_a_long_time_lose_nothing(
    shelf: Shelf, playground: Playground, database: Database, anna: Person
) -> None:
    other = Poller(bot_for(playground), shelf, longest_wait=5)  # type: ignore[arg-type]
    task = asyncio.create_task(other.run())
    for number in range(30):
        await anna.says(str(number))
        await asyncio.sleep(0.005)

    def stored(connection: Connection) -> int:
        return len(connection.execute(select(rows.c.update_id)).all())

    async def all_there() -> bool:
        return await database.read(stored) == 31

    await until(all_there)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await other._bot.session.close()


async def test_a_gateways_page_instead_of_updates_does_not_end_it(
    poller: Poller, shelf: Shelf, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = ["<html>502 Bad Gateway</html>"]
    check = poller._bot.session.check_response

    def broken_once(bot: object, method: object, status_code: int, content: str) -> object:
        return check(bot, method, status_code, pages.pop() if pages else content)  # type: ignore[arg-type]

    monkeypatch.setattr(poller._bot.session, "check_response", broken_once)
    task = asyncio.create_task(poller.run())
    await until(lambda: shelf.taken)
    assert shelf.texts == ["/start"]
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_new_process_gets_again_what_was_not_confirmed(
    poller: Poller, shelf: Shelf, playground: Playground, anna: Person
) -> None:
    await poller._poll()
    restarted = Poller(poller._bot, shelf, longest_wait=5)  # type: ignore[arg-type]
    await restarted._poll()
    assert shelf.texts == ["/start", "/start"]
    assert await shelf.database.read(inbox.count_by_status) == {"pending": 1}


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        ({"update_id": 1, "message": {"from": {"id": 7}, "chat": {"id": -5}}}, 7),
        ({"update_id": 1, "callback_query": {"id": "1", "from": {"id": 7}}}, 7),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": 7}, "from": {"id": 7}}}, 7),
        ({"update_id": 1, "channel_post": {"chat": {"id": -100}}}, -100),
        ({"update_id": 1, "poll_answer": {"poll_id": "1", "user": {"id": 9}}}, 9),
        ({"update_id": 1, "poll": {"id": "1"}}, NOBODY),
        ({"update_id": 1}, NOBODY),
    ],
)
def test_whose_update_it_is(update: dict[str, object], lane: int) -> None:
    assert lane_of(update) == lane
