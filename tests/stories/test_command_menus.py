"""The menus of commands as Telegram has them: set once, by role and language, and again when a role changes."""

from functools import partial

import pytest
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat, BotCommandScopeDefault

from bot.delivery.command_menus import CommandMenus
from bot.domain.languages import Language
from bot.ui.commands import personal_menu, profile
from bot.ui.texts import texts_of
from tests.clock import TestClock
from tests.delivery.post_office import until
from tests.dispatch_scene import DispatchScene
from tests.stories.stage import Stage, words

SETTING = ("setMyCommands", "deleteMyCommands", "setMyName", "setMyDescription", "setMyShortDescription")
LOOKING = ("getMyCommands", "getMyName", "getMyDescription", "getMyShortDescription")


@pytest.fixture
async def menus(stage: Stage) -> CommandMenus:
    menus = CommandMenus(stage.app.bot, stage.app.database, stage.app.market)
    await menus.publish()
    await stage.settled()
    return menus


def described(menu: list[BotCommand]) -> list[tuple[str, str]]:
    return [(command.command, command.description) for command in menu]


async def names(stage: Stage, chat: int) -> set[str]:
    return {c.command for c in await stage.app.bot.get_my_commands(scope=BotCommandScopeChat(chat_id=chat))}


@pytest.mark.parametrize("language", list(Language))
async def test_everybody_gets_the_menu_in_their_telegrams_language(
    stage: Stage, menus: CommandMenus, language: Language
) -> None:
    bot, texts = stage.app.bot, texts_of(language)
    scope = BotCommandScopeAllPrivateChats()
    shown = await bot.get_my_commands(scope=scope, language_code=language.value)
    assert described(shown) == described(personal_menu(texts))
    told = profile(texts, stage.app.market.name, stage.app.market.city.name)
    assert (await bot.get_my_description(language_code=language.value)).description == told.description


async def test_a_restart_asks_telegram_nothing(stage: Stage, menus: CommandMenus) -> None:
    stage.playground.calls.clear()
    await stage.restart()
    await stage.settled()
    await CommandMenus(stage.app.bot, stage.app.database, stage.app.market).publish()
    assert not stage.playground.calls.of(*SETTING, *LOOKING)


async def test_a_lost_database_compares_before_it_sets(stage: Stage, menus: CommandMenus) -> None:
    await stage.app.database.write(lambda connection: connection.exec_driver_sql("DELETE FROM command_menus"))
    stage.playground.calls.clear()
    await menus.publish()
    assert not stage.playground.calls.of(*SETTING)
    assert stage.playground.calls.of(*LOOKING)


async def test_what_an_earlier_bot_left_in_other_scopes_is_cleared(stage: Stage) -> None:
    bot = stage.app.bot
    await bot.set_my_commands(personal_menu(texts_of(Language.EN)), scope=BotCommandScopeDefault(), language_code="pl")
    await stage.app.database.write(lambda connection: connection.exec_driver_sql("DELETE FROM command_menus"))
    await CommandMenus(bot, stage.app.database, stage.app.market).publish()
    assert await bot.get_my_commands(scope=BotCommandScopeDefault(), language_code="pl") == []


async def test_roles_come_and_go_with_their_menus(stage: Stage, menus: CommandMenus) -> None:
    olga, oskar = await stage.owner(), await stage.newcomer("Oskar", "ru")
    await olga.says(f"/appoint {oskar.id} operator")
    await stage.settled()
    await menus.publish()
    assert {"orders", "staff", "new"} <= await names(stage, olga.id)
    assert "orders" in await names(stage, oskar.id)
    assert "staff" not in await names(stage, oskar.id)
    await olga.says(f"/dismiss {oskar.id}")
    await stage.settled()
    await menus.publish()
    assert await names(stage, oskar.id) == set()


async def test_a_technicians_menu_and_a_chosen_language(stage: Stage, menus: CommandMenus) -> None:
    anna = await stage.newcomer("Anna")
    await DispatchScene(stage.app.turns, stage.clock).technician(77)
    await anna.taps(words(anna, "Language"))
    await anna.taps("Русский")
    await stage.settled()
    await menus.publish()
    scope = BotCommandScopeChat(chat_id=anna.id)
    shown = await stage.app.bot.get_my_commands(scope=scope)
    assert described(shown) == described(personal_menu(texts_of(Language.RU)))


async def test_a_chat_that_telegram_does_not_know_is_tried_once(stage: Stage, menus: CommandMenus) -> None:
    await DispatchScene(stage.app.turns, stage.clock).technician(77)
    await menus.publish()
    stage.playground.calls.clear()
    await menus.publish()
    assert not stage.playground.calls.of(*SETTING, *LOOKING)


async def test_trouble_on_telegrams_side_is_tried_again(stage: Stage, menus: CommandMenus) -> None:
    olga = await stage.owner()
    stage.playground.faults.too_many_requests(method="setMyCommands", times=1)
    looking = CommandMenus(stage.app.bot, stage.app.database, stage.app.market)
    with pytest.raises(Exception, match=r"(?i)too many"):
        await looking.publish()
    await looking.publish()
    assert "orders" in await names(stage, olga.id)


async def test_the_bot_sets_them_by_itself(database_url: str, clock: TestClock) -> None:
    async with Stage(database_url, clock, sets_menus=True) as stage:
        for language in Language:
            await until(partial(is_set, stage, language))


async def is_set(stage: Stage, language: Language) -> bool:
    """Whether everybody who speaks it has the menu: the bot sets one after the other, beside its other work."""
    scope = BotCommandScopeAllPrivateChats()
    shown = await stage.app.bot.get_my_commands(scope=scope, language_code=language.value)
    return described(shown) == described(personal_menu(texts_of(language)))
