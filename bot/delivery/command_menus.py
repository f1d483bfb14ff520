"""Keeps the menus of commands and the bot's own description as they should be.

What was set is kept as a fingerprint, so that a restart asks Telegram nothing; where it differs, what Telegram has is
compared first. Whoever changes a role or a language need not think of it: the next look finds the difference.
"""

import asyncio
import hashlib
from collections.abc import Iterable

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
    BotCommandScopeDefault,
    BotCommandScopeUnion,
)

from bot.domain.languages import Language
from bot.domain.market import Market
from bot.ui.commands import Profile, group_menu, personal_menu, profile
from bot.ui.texts import texts_of
from db import command_menus, settings
from db.command_menus import EVERYBODY, MenuOwner
from db.database import Database

SECONDS_BETWEEN_LOOKS = 15
UNUSED_SCOPES: tuple[BotCommandScopeUnion, ...] = (
    BotCommandScopeDefault(),
    BotCommandScopeAllGroupChats(),
    BotCommandScopeAllChatAdministrators(),
)
"""Where we want no commands; what an earlier bot has left there would hide ours or show in strangers' groups."""
log = structlog.get_logger(__name__)


class CommandMenus:
    """One bot's menus."""

    def __init__(self, bot: Bot, database: Database, market: Market) -> None:
        """Set them through this bot."""
        self._bot = bot
        self._database = database
        self._market = market

    async def run(self) -> None:
        """Look again and again until cancelled. What Telegram refuses now may work at the next look."""
        while True:
            try:
                await self.publish()
            except AiogramError as error:
                log.warning("menus_not_set", error=str(error))
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)

    async def publish(self) -> None:
        """Set whatever differs from what was set last."""
        kept = await self._database.read(command_menus.kept)
        wanted = await self._wanted()
        if kept.get(EVERYBODY) != (everybody := self._fingerprint_of_everybody()):
            await self._publish_for_everybody()
            await self._keep(EVERYBODY, everybody)
        for chat, menu in wanted.items():
            if kept.get(chat) != (fingerprint := _fingerprint(menu)):
                await self._set_for_chat(chat, menu)
                await self._keep(chat, fingerprint)
        await self._clear(set(kept) - set(wanted) - {EVERYBODY})

    # ------------------------------------------------------------ everybody's

    def _speaking(self) -> list[tuple[str | None, Language]]:
        """Telegram's language code and our language; without a code: for whoever speaks none of ours."""
        return [(None, self._market.language), *((language.value, language) for language in Language)]

    def _profile(self, language: Language) -> Profile:
        return profile(texts_of(language), self._market.name, self._market.city.name)

    def _fingerprint_of_everybody(self) -> str:
        spoken = [
            (code, personal_menu(texts_of(language)), self._profile(language)) for code, language in self._speaking()
        ]
        return hashlib.sha256(f"{self._bot.id} {spoken}".encode()).hexdigest()

    async def _publish_for_everybody(self) -> None:
        for code, language in self._speaking():
            await self._set(BotCommandScopeAllPrivateChats(), code, personal_menu(texts_of(language)))
            await self._describe(code, self._profile(language))
            for scope in UNUSED_SCOPES:
                await self._set(scope, code, [])

    async def _describe(self, code: str | None, wanted: Profile) -> None:
        bot = self._bot
        if (await bot.get_my_name(language_code=code)).name != wanted.name:
            await bot.set_my_name(name=wanted.name, language_code=code)
        if (await bot.get_my_description(language_code=code)).description != wanted.description:
            await bot.set_my_description(description=wanted.description, language_code=code)
        short = (await bot.get_my_short_description(language_code=code)).short_description
        if short != wanted.short_description:
            await bot.set_my_short_description(short_description=wanted.short_description, language_code=code)

    # ------------------------------------------------------------ one chat's

    async def _wanted(self) -> dict[int, list[BotCommand]]:
        owners = await self._database.read(command_menus.owners)
        group = await self._database.read(lambda connection: settings.operators_group(connection, self._market))
        menus = {owner.chat: _menu_of(owner) for owner in owners}
        return menus | ({group: group_menu(texts_of(self._market.language))} if group else {})

    async def _set_for_chat(self, chat: int, menu: list[BotCommand]) -> None:
        """A chat that is gone is left alone: it would be refused at every look."""
        try:
            await self._set(BotCommandScopeChat(chat_id=chat), None, menu)
            if chat < 0:
                await self._set(BotCommandScopeChatAdministrators(chat_id=chat), None, [])
        except (TelegramBadRequest, TelegramForbiddenError) as error:
            log.info("menu_not_set", chat=chat, error=str(error))

    async def _clear(self, chats: Iterable[int]) -> None:
        cleared = list(chats)
        for chat in cleared:
            await self._set_for_chat(chat, [])
        if cleared:
            await self._database.write(lambda connection: command_menus.forget(connection, cleared))

    # ------------------------------------------------------------ either

    async def _set(self, scope: BotCommandScopeUnion, code: str | None, wanted: list[BotCommand]) -> None:
        """Compare first; no commands means that the next wider scope counts."""
        present = await self._bot.get_my_commands(scope=scope, language_code=code)
        if _words(present) == _words(wanted):
            return
        if wanted:
            await self._bot.set_my_commands(wanted, scope=scope, language_code=code)
        else:
            await self._bot.delete_my_commands(scope=scope, language_code=code)

    async def _keep(self, chat: int, fingerprint: str) -> None:
        await self._database.write(lambda connection: command_menus.keep(connection, chat, fingerprint))


def _words(menu: Iterable[BotCommand]) -> list[tuple[str, str]]:
    """What people see; two of aiogram's objects are equal only when they belong to the same bot."""
    return [(command.command, command.description) for command in menu]


def _menu_of(owner: MenuOwner) -> list[BotCommand]:
    return personal_menu(
        texts_of(owner.language), owner.role, is_technician=owner.is_technician, is_dispatcher=owner.is_dispatcher
    )


def _fingerprint(menu: list[BotCommand]) -> str:
    return hashlib.sha256(repr(_words(menu)).encode()).hexdigest()
