"""A bare playground with two people and a bot that only says what it is told to: nothing to wait for."""

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BotCommand

from playground import Limits, Person, Playground
from tests.playground.conftest import QuickSession

COMMANDS = {"start": "Begin", "why": "Why was I asked?", "help": "What can be done here", "history": "Past orders"}


class Alone:
    """A playground that can be stopped and begun again at its address, and a bot that only says what it is told to."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground
        self.port = 0

    async def opens(self) -> None:
        """Serve, with the bot's commands set and Ewa and Omid there."""
        self.playground.limits = Limits.off()
        await self.playground.start(self.port)
        self.port = int(self.playground.url.rpartition(":")[2])
        if not self.playground.people:
            async with self.bot() as bot:
                await bot.set_my_commands([BotCommand(command=name, description=COMMANDS[name]) for name in COMMANDS])
            for name, language in (("Ewa", "pl"), ("امید", "fa")):
                await self.playground.person(name, language).starts()

    def bot(self) -> Bot:
        """The bot's voice."""
        api = TelegramAPIServer.from_base(self.playground.url)
        return Bot(self.playground.token, session=QuickSession(api=api))

    async def begins_anew(self) -> None:
        """As when `make run` is ended and started again: another process, another token, the same address."""
        await self.playground.stop()
        self.playground = Playground(seed=5)
        await self.opens()

    def person(self, name: str) -> Person:
        return next(one for one in self.playground.people.values() if one.first_name == name)

    def said(self, name: str) -> list[str]:
        """What the bot has got from them, in words."""
        chat = self.person(name).chat
        return [message.text for message in chat.messages if message.sender_id == chat.record.id]
