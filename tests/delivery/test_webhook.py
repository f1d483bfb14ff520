"""The door that Telegram posts to: who may come in, what is answered, and when."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiogram import Bot

from bot.delivery.intake import Intake
from bot.delivery.polling import Poller
from bot.delivery.webhook import LARGEST, SECRET_HEADER, Door, Registration
from db import inbox
from db.database import Database, UnavailableError
from db.inbox import Received
from playground import Playground
from tests.delivery.post_office import bot_for, until
from tests.delivery.reception import Reception

SECRET = "not-to-be-guessed-1"
UPDATE = {"update_id": 7, "message": {"message_id": 1, "date": 0, "chat": {"id": 5}, "from": {"id": 5}, "text": "hi"}}


@dataclass
class Visitor:
    """Somebody who posts to the door."""

    door: Door
    http: aiohttp.ClientSession
    answers: list[int] = field(default_factory=list)

    async def posts(self, body: Any, secret: str | None = SECRET, path: str = "/updates") -> int:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        content = body if isinstance(body, bytes | io.BytesIO) else json.dumps(body).encode()
        url = f"http://127.0.0.1:{self.door.port}{path}"
        async with self.http.post(url, data=content, headers=headers) as response:
            self.answers.append(response.status)
            return response.status


@pytest.fixture
async def visitor(reception: Reception) -> AsyncIterator[Visitor]:
    door = Door(reception.intake, "https://bot.example.com/updates", SECRET)
    await door.open("127.0.0.1", 0)
    async with aiohttp.ClientSession() as http:
        yield Visitor(door, http)
    await door.close()


async def test_an_update_is_taken_once_however_often_it_is_posted(visitor: Visitor, reception: Reception) -> None:
    assert [await visitor.posts(UPDATE) for _ in range(3)] == [200] * 3
    await reception.quiet()
    assert await reception.effects() == [7]
    assert await reception.counts() == {"done": 1}


STRANGERS = (None, "", "wrong", SECRET[:-1], SECRET + "1", "пароль")


async def test_without_the_secret_nothing_is_taken(visitor: Visitor, reception: Reception) -> None:
    assert [await visitor.posts(UPDATE, secret) for secret in STRANGERS] == [403] * len(STRANGERS)
    assert await reception.counts() == {}


async def test_the_secret_is_looked_at_before_the_body_comes(visitor: Visitor) -> None:
    """A stranger who announces a body and never sends it is sent away at once."""
    for header in (b"", SECRET_HEADER.encode() + b": \xff\xfe\r\n"):
        reader, writer = await asyncio.open_connection("127.0.0.1", visitor.door.port)
        writer.write(b"POST /updates HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n" + header + b"\r\n")
        await writer.drain()
        assert b"403" in await asyncio.wait_for(reader.readline(), 10)
        writer.close()
        await writer.wait_closed()


NO_JSON = (b"", b"{", b"\xff\xfe", b"[" * 100_000)
NO_UPDATE: tuple[Any, ...] = ([], 7, None, "x", {}, {"update_id": "7"}, {"update_id": None})


async def test_what_is_no_update_is_refused(visitor: Visitor, reception: Reception) -> None:
    """Or too large, or at another door."""
    refused = (*NO_JSON, *NO_UPDATE)
    assert [await visitor.posts(body) for body in refused] == [400] * len(refused)
    assert await visitor.posts(io.BytesIO(b"x" * (LARGEST + 1))) == 413
    assert [await visitor.posts(UPDATE, path=path) for path in ("/", "/updates/", "/other")] == [404] * 3
    assert await reception.counts() == {}


async def test_it_is_answered_when_it_is_stored_and_not_before(
    visitor: Visitor, reception: Reception, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored, go_on = asyncio.Event(), asyncio.Event()
    take = Intake.take

    async def slowly(intake: Intake, updates: list[Received]) -> None:
        stored.set()
        await go_on.wait()
        await take(intake, updates)

    monkeypatch.setattr(Intake, "take", slowly)
    posting = asyncio.create_task(visitor.posts(UPDATE))
    await stored.wait()
    await asyncio.sleep(0.05)
    assert visitor.answers == []
    go_on.set()
    assert await posting == 200
    assert (await database.read(inbox.count_by_status)).keys() <= {"pending", "done"}


async def test_what_cannot_be_stored_is_to_be_posted_again(
    visitor: Visitor, reception: Reception, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(_intake: Intake, _updates: list[Received]) -> None:
        raise UnavailableError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(Intake, "take", fails)
        assert await visitor.posts(UPDATE) == 503
    assert await visitor.posts(UPDATE) == 200
    await reception.quiet()
    assert await reception.effects() == [7]


# ------------------------------------------------------------ what Telegram is told


@pytest.fixture
async def bot(playground: Playground) -> AsyncIterator[Bot]:
    bot = bot_for(playground)
    yield bot
    await bot.session.close()


def told(playground: Playground) -> int:
    return [call.method for call in playground.calls].count("setWebhook")


async def test_it_is_told_once_and_again_when_something_differs(
    playground: Playground, bot: Bot, database: Database
) -> None:
    url = "http://127.0.0.1:9/updates"
    await Registration(bot, database, url, SECRET).register()
    await Registration(bot, database, url, SECRET).register()
    assert told(playground) == 1
    assert (await bot.get_webhook_info()).url == url
    await Registration(bot, database, url, SECRET + "2").register()
    assert told(playground) == 2
    await bot.set_webhook("http://127.0.0.1:9/somebody-elses")
    await Registration(bot, database, url, SECRET + "2").register()
    assert (await bot.get_webhook_info()).url == url


async def test_who_fetches_takes_the_webhook_away(
    playground: Playground, bot: Bot, database: Database, reception: Reception
) -> None:
    await bot.set_webhook("http://127.0.0.1:9/updates")
    polling = asyncio.create_task(Poller(bot, reception.intake, 1).run())
    anna = playground.person("Anna")
    await anna.starts()
    await until(lambda: has_effects(reception))
    assert (await bot.get_webhook_info()).url == ""
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)


async def has_effects(reception: Reception) -> bool:
    return bool(await reception.effects())
