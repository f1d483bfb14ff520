"""Who is measured: a bare aiogram bot that repeats what it hears, and ours."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

from benchmarks.telegram import Telegram
from bot.app import App
from bot.config import Settings, load_settings

NO_LIMITS = 100_000.0
"""How much wider than Telegram's our own limits are: what is measured is us, not them."""


def bare_bot(telegram: Telegram) -> Bot:
    """aiogram's Bot as its own examples make it."""
    return Bot(telegram.token, session=AiohttpSession(api=TelegramAPIServer.from_base(telegram.url)))


async def repeat(message: Message) -> None:
    """Say it back."""
    await message.answer(message.text or "")


@asynccontextmanager
async def echo(telegram: Telegram) -> AsyncIterator[None]:
    """The least that a bot can do: aiogram's polling, one handler, nothing kept."""
    gc.freeze()  # as main.py does for ours: so the bare bot does not pay for what ours has imported
    bot, dispatcher = bare_bot(telegram), Dispatcher()
    dispatcher.message.register(repeat)
    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
    await telegram.quiet()
    try:
        yield
    finally:
        await dispatcher.stop_polling()
        await polling


@asynccontextmanager
async def onsite(telegram: Telegram, folder: Path, speed: float = NO_LIMITS) -> AsyncIterator[App]:
    """Our bot as it is started for people, on a database of its own; with `speed` 1 it keeps to Telegram's limits."""
    app = App(settings(telegram, folder), telegram.token, speed=speed)
    await app.start()
    await telegram.quiet()
    try:
        yield app
    finally:
        await app.stop()


def settings(telegram: Telegram, folder: Path) -> Settings:
    """The settings of config.yaml, for this Telegram and this database."""
    ours: dict[str, Any] = {"database": {"url": f"sqlite:///{folder / 'market.db'}"}}
    plain = load_settings(Path(__file__).parents[1] / "config.yaml", **ours)
    unhurried = {"api_url": telegram.url, "person_per_minute": 10**9}
    return plain.model_copy(update={"telegram": plain.telegram.model_copy(update=unhurried)})
