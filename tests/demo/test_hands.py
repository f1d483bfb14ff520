"""How simulated people find their buttons: never one of a question that they have answered already."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.demo.hands import Hands
from bot.ui.presses import WizardPress
from playground import Person, Playground


@asynccontextmanager
async def met() -> AsyncIterator[tuple[Bot, Person]]:
    """A bot, and somebody who has started it."""
    async with Playground() as playground:
        session = AiohttpSession(api=TelegramAPIServer.from_base(playground.url))
        async with Bot(playground.token, session=session) as bot:
            anna = playground.person("Anna")
            await anna.starts()
            playground.world.state.updates.clear()
            yield bot, anna


def question(version: int, *choices: str) -> InlineKeyboardMarkup:
    row = [InlineKeyboardButton(text=c, callback_data=WizardPress(version=version, choice=c).pack()) for c in choices]
    return InlineKeyboardMarkup(inline_keyboard=[row])


async def pressed(bot: Bot, offset: int = 0) -> tuple[str | None, int]:
    """What was pressed next, answered at once; and where to go on."""
    (update,) = await bot.get_updates(offset=offset, limit=1, timeout=20, allowed_updates=["callback_query"])
    assert update.callback_query is not None
    await bot.answer_callback_query(update.callback_query.id)
    return update.callback_query.data, update.update_id + 1


async def asked(bot: Bot, chat: int, version: int, *choices: str) -> Message:
    return await bot.send_message(chat, "?", reply_markup=question(version, *choices))


async def test_skip_waits_for_the_next_question() -> None:
    async with met() as (bot, anna):
        hands = Hands(anna)
        message = await asked(bot, anna.id, 1, "yes", "skip")
        answering = asyncio.create_task(hands.choose("yes"))
        first, behind = await pressed(bot)
        await answering
        skipping = asyncio.create_task(hands.choose("skip"))
        await asyncio.sleep(0.05)
        await message.edit_reply_markup(reply_markup=question(2, "skip"))
        second, _ = await pressed(bot, behind)
        await skipping
    assert (first, second) == (
        WizardPress(version=1, choice="yes").pack(),
        WizardPress(version=2, choice="skip").pack(),
    )


async def test_several_of_one_question_and_then_done() -> None:
    async with met() as (bot, anna):
        hands = Hands(anna)
        await asked(bot, anna.id, 1, "a", "b", "done")
        choosing = asyncio.create_task(several(hands))
        behind, found = 0, []
        for _ in range(3):
            choice, behind = await pressed(bot, behind)
            found.append(choice)
        await choosing
    assert found == [WizardPress(version=1, choice=choice).pack() for choice in ("a", "b", "done")]


async def several(hands: Hands) -> None:
    await hands.mark("a")
    await hands.mark("b")
    await hands.choose("done")
