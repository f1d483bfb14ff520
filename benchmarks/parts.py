"""The parts of the way by themselves: a turn without a network, a message without a turn."""

import asyncio
import itertools
import json
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.types import Message, Update

from benchmarks.bots import bare_bot
from benchmarks.telegram import Telegram
from bot.app import App
from bot.delivery.polling import received
from bot.domain.clock import SystemClock
from bot.domain.floods import FloodGate
from bot.domain.market import Market
from bot.flows.wizards import WIZARDS
from bot.handlers.routes import routes
from bot.turn import Transaction, Turns
from db import inbox
from db.migrate import migrate
from db.outbox import notify
from db.sqlite import SqliteDatabase

AT_ONCE = 10
"""Calls of the bare Bot under way at the same time."""


class SilentSession(BaseSession):
    """Says yes to everything at once."""

    async def make_request(self, *_: Any, **__: Any) -> Any:
        """Nothing leaves the house."""
        return True

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """Nothing to download."""
        yield b""


async def bare_turns(people: list[int], times: int) -> float:
    """Seconds that aiogram takes for the updates with one handler, the network stubbed."""
    bot, dispatcher = Bot("7:token", session=SilentSession()), Dispatcher()

    async def says_help(message: Message) -> None:
        await message.answer("help")

    dispatcher.message.register(says_help)

    async def handle(update: dict[str, Any]) -> None:
        await dispatcher.feed_update(bot, Update.model_validate(update, context={"bot": bot}))

    return await _timed(handle, _updates(people, times))


@asynccontextmanager
async def desk(path: Path, market: Market) -> AsyncIterator[Turns]:
    """Turns on a database of their own; nobody sends what comes of them."""
    migrate(f"sqlite:///{path}")
    database = SqliteDatabase(path)
    yield Turns(database, SystemClock(), market)
    await database.close()


async def turns(maker: Turns, people: list[int], times: int) -> float:
    """Seconds that stored updates take from the dispatcher to the commit, the network stubbed."""
    bot, updates, now = Bot("7:token", session=SilentSession()), _updates(people, times), maker.clock.now()
    rows = [received(update) for update in updates]
    await maker.database.write(lambda connection: inbox.store(connection, rows, now))

    gate = FloodGate(len(updates))

    async def handle(update: dict[str, Any]) -> None:
        parsed = Update.model_validate(update, context={"bot": bot})
        await routes().feed_update(bot, parsed, turns=maker, services=None, wizards=WIZARDS, flood_gate=gate)

    return await _timed(handle, updates)


async def sending(app: App, telegram: Telegram, people: list[int], times: int) -> float:
    """Seconds that the sender takes for messages that wait in the outbox."""

    def queue(tx: Transaction) -> None:
        for _, person in itertools.product(range(times), people):
            notify(tx, person, "help/help")

    hearing = asyncio.create_task(telegram.hears(times * len(people)))
    await app.turns.run(queue)
    return await hearing


async def bare_sending(telegram: Telegram, people: list[int], times: int) -> float:
    """Seconds that aiogram's Bot takes for as many messages, ten on their way at once."""
    bot, places = bare_bot(telegram), asyncio.Semaphore(AT_ONCE)

    async def send(person: int) -> None:
        async with places:
            await bot.send_message(person, "help")

    began = time.perf_counter()
    await asyncio.gather(*(send(person) for _, person in itertools.product(range(times), people)))
    took = time.perf_counter() - began
    await bot.session.close()
    return took


async def _timed(handle: Callable[[dict[str, Any]], Awaitable[None]], updates: list[dict[str, Any]]) -> float:
    """Each person's updates one after the other, people side by side."""
    lanes: dict[int, list[dict[str, Any]]] = {}
    for update in updates:
        lanes.setdefault(update["message"]["from"]["id"], []).append(update)

    async def lane(own: list[dict[str, Any]]) -> None:
        for update in own:
            await handle(update)

    began = time.perf_counter()
    await asyncio.gather(*map(lane, lanes.values()))
    return time.perf_counter() - began


_numbers = itertools.count(1)


def _updates(people: list[int], times: int) -> list[dict[str, Any]]:
    return [_update(person) for _, person in itertools.product(range(times), people)]


def _update(person: int) -> dict[str, Any]:
    """`/help` as Telegram sends it."""
    who = {"id": person, "first_name": "Anna"}
    message = {
        "message_id": next(_numbers),
        "date": 1772622000,
        "chat": {**who, "type": "private"},
        "from": {**who, "is_bot": False, "language_code": "en"},
        "text": "/help",
        "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
    }
    return json.loads(json.dumps({"update_id": next(_numbers), "message": message}))  # type: ignore[no-any-return]
