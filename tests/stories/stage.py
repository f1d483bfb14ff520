"""The real bot on a real (local) Telegram, with people to act in it and a clock that the story moves."""

import asyncio
import pickle
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, Self

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from pydantic import SecretStr

from bot.app import App
from bot.config import Settings, load_settings
from bot.domain.languages import Language
from bot.ui.texts import texts_of
from db.engines import is_postgresql
from db.sqlite import path_of
from db.timers import next_due
from playground import Limits, Playground
from playground.person import Person
from tests.clock import TestClock
from tests.keys import KEY
from tests.market_files import empty_market
from tests.stories.troubles import Troubles

FAST = 1000.0
"""How much faster than the world messages may go out: a story should not wait for Telegram's limits."""
QUIET = 0.001
"""Real seconds of silence, the fewest that a loop can sleep: an update that was fetched counts until its turn is over,
and a message from the commit that wants it, so that nothing can be under way unseen for longer."""
PATIENCE = 30.0
"""Real seconds within which the market must come to rest, even on a machine that is busy with other things."""
SAID_TWICE = {"message is not modified", "message to delete not found"}
"""What Telegram answers when, after a crash, something is done that had been done but not yet marked as done."""
KRAKOW = (50.0614, 19.9366)


def words(person: Person, msgid: str, **fields: object) -> str:
    """A button's label in this person's own language."""
    return texts_of(Language(person.language_code or "en")).label(msgid, **fields)


@dataclass
class Stage:
    """One market with its people. `restart()` is what a deploy does, `dies()` a crash: the database stays.

    `person_per_minute`: how much of one person is heard; most stories let no minute pass.
    `sets_menus`: whether the bot sets its menus of commands, which takes some forty calls that few stories need.
    """

    database_url: str
    clock: TestClock
    settings_overrides: Mapping[str, Any] = field(default_factory=dict)
    sets_menus: bool = False
    person_per_minute: int = 100_000
    playground: Playground = field(default_factory=lambda: Playground(seed=1))
    app: App = field(init=False)
    troubles: Troubles = field(init=False)

    def __post_init__(self) -> None:
        """Whatever goes wrong on this stage is written down."""
        self.troubles = Troubles(self.playground)

    async def __aenter__(self) -> Self:
        await self.playground.start()
        self.playground.limits = Limits.off()
        self.troubles.begin()
        await self.start()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                await self.check()
        finally:
            self.troubles.end()
            await self.app.stop()
            await self.playground.stop()

    @property
    def folder(self) -> Path:
        """Where a market lies that is kept in a file."""
        return path_of(self.database_url).parent

    async def check(self) -> None:
        """Fail when anything went wrong behind the story's back that it did not ask for (`troubles.forgiven`)."""
        await self.settled()
        found = await self.app.database.read(self.troubles.unforgiven)
        assert not found, "\n".join(found)

    async def start(self) -> None:
        """Start the bot on whatever the database holds."""
        if not is_postgresql(self.database_url) and not (file := path_of(self.database_url)).exists():
            file.write_bytes(empty_market())
        settings = _settings(pickle.dumps(self.settings_overrides))
        changes = {
            "database": settings.database.model_copy(update={"url": self.database_url}),
            "telegram": settings.telegram.model_copy(
                update={"api_url": self.playground.url, "person_per_minute": self.person_per_minute}
            ),
            "market": settings.market.model_copy(update={"name": "Onsite", "currency": "PLN", "language": Language.EN}),
            "geocoding": settings.geocoding.model_copy(update={"provider": "zones"}),
        }
        if is_postgresql(self.database_url):  # there is no folder of its own where its keys could lie
            changes["privacy"] = settings.privacy.model_copy(update={"keys": (SecretStr(KEY),)})
        else:
            changes["backup"] = settings.backup.model_copy(update={"folder": self.folder / "copies"})
        self.app = App(settings.model_copy(update=changes), self.playground.token, self.clock, speed=FAST)
        _close_at_once(self.app.bot)
        await self.app.start()
        if not self.sets_menus:
            next(task for task in self.app._duties if task.get_name() == "menus").cancel()

    async def restart(self) -> None:
        """Stop as SIGTERM does and start again."""
        await self.app.stop()
        await self.start()

    async def dies(self) -> None:
        """As kill -9 does, as far as one process can play it: nothing under way is finished, nobody says goodbye."""
        under_way = [*self.app._tasks, *self.app._duties, *self.app.intake._tasks, *self.app.sender._on_their_way]
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        await self.app.stop()
        self.troubles.forgiven |= SAID_TWICE

    async def settled(self) -> None:
        """Wait until nothing is under way any more: no update, no turn, no deadline due, no message waiting."""
        loop = asyncio.get_running_loop()
        latest = loop.time() + PATIENCE
        while loop.time() < latest:
            await self.playground.settled(quiet=QUIET)
            # Idle before: the last turn may have set a deadline that is due at once. And after: a study may have told.
            if self.app.idle and not await self.app.scheduler.run_due() and self.app.idle:
                return
        raise TimeoutError("the market does not come to rest")

    async def passes(self, **duration: float) -> None:
        """Let time pass (timedelta's words: minutes=5), and everything happen that falls due, at its time."""
        await self.settled()
        end = self.clock.now() + timedelta(**duration)
        while (due := await self.app.database.read(next_due)) is not None and due <= end:
            self.clock.moment = max(due, self.clock.moment)
            await self.settled()
        self.clock.moment = end
        await self.settled()

    async def sleeps(self, **duration: float) -> None:
        """Stop the bot, let so much time pass without it, and start it again."""
        await self.app.stop()
        self.clock.advance(**duration)
        await self.start()
        await self.settled()

    # ------------------------------------------------------------ people

    async def newcomer(self, name: str, language: str = "en", **account: Any) -> Person:
        """Somebody who has pressed Start and agreed to the rules; `account`: their username, phone_number, …"""
        person = self.playground.person(name, language, **account)
        await person.starts()
        await person.taps(words(person, "I agree"), within=PATIENCE, answer_within=PATIENCE)
        await self.settled()
        return person

    async def owner(self, name: str = "Olga", language: str = "en") -> Person:
        """The first operator, by the code that the first start printed."""
        assert self.app.claim_code is not None
        person = await self.newcomer(name, language)
        await person.says(f"/claim {self.app.claim_code}")
        await self.settled()
        return person


async def together(*acts: Awaitable[object]) -> None:
    """Several people at once."""
    await asyncio.gather(*acts)


@cache
def _settings(overrides: bytes) -> Settings:
    """The shipped ones with these (pickled) changes, read once: the file takes longer than many a turn."""
    return load_settings(**pickle.loads(overrides))


def _close_at_once(bot: Bot) -> None:
    """Closing its session, aiogram sleeps a quarter of a second for TLS connections, of which there are none here."""
    session = bot.session
    assert isinstance(session, AiohttpSession)

    async def close() -> None:
        if session._session is not None:
            await session._session.close()

    session.close = close  # type: ignore[method-assign]
