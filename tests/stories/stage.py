"""The real bot on a real (local) Telegram, with people to act in it and a clock that the story moves."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

from bot.app import App
from bot.config import load_settings
from bot.domain.languages import Language
from bot.ui.texts import texts_of
from db.timers import next_due
from playground import Limits, Playground
from playground.person import Person
from tests.clock import TestClock
from tests.stories.troubles import Troubles

FAST = 1000.0
"""How much faster than the world messages may go out: a story should not wait for Telegram's limits."""
QUIET = 0.005
"""Real seconds of silence after which nothing is under way: an update that was fetched counts until its turn is over,
and a message from the commit that wants it."""
KRAKOW = (50.0614, 19.9366)


def words(person: Person, msgid: str, **fields: object) -> str:
    """A button's label in this person's own language."""
    return texts_of(Language(person.language_code or "en")).label(msgid, **fields)


@dataclass
class Stage:
    """One market with its people. `restart()` is what a deploy or a crash does: the database stays."""

    folder: Path
    clock: TestClock
    settings_overrides: dict[str, object] = field(default_factory=dict)
    playground: Playground = field(default_factory=lambda: Playground(seed=1))
    app: App = field(init=False)
    troubles: Troubles = field(init=False)

    def __post_init__(self) -> None:
        """Whatever goes wrong on this stage is written down."""
        self.troubles = Troubles(self.playground)

    async def __aenter__(self) -> Self:
        await self.playground.start()
        self.playground.limits = Limits.off()
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.app.stop()
        await self.playground.stop()

    async def check(self) -> None:
        """Fail when anything went wrong that the story did not ask for (`troubles.forgiven`)."""
        await self.settled()
        found = await self.app.database.read(self.troubles.unforgiven)
        assert not found, "\n".join(found)

    async def start(self) -> None:
        """Start the bot on whatever the database holds."""
        settings = load_settings(
            **{
                "database": {"url": f"sqlite:///{self.folder / 'market.db'}"},
                "market": {"name": "Onsite", "currency": "PLN", "language": "en"},
                **self.settings_overrides,
            }
        )
        telegram = settings.telegram.model_copy(update={"api_url": self.playground.url})
        geocoding = settings.geocoding.model_copy(update={"provider": "zones"})
        settings = settings.model_copy(update={"telegram": telegram, "geocoding": geocoding})
        self.app = App(settings, self.playground.token, self.clock, speed=FAST)
        await self.app.start()

    async def restart(self) -> None:
        """Stop as SIGTERM does and start again."""
        await self.app.stop()
        await self.start()

    async def dies(self) -> None:
        """As kill -9 does, as far as one process can play it: nothing under way is finished, nobody says goodbye."""
        under_way = [*self.app._tasks, *self.app.intake._tasks, *self.app.sender._on_their_way]  # noqa: SLF001
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        await self.app.stop()

    async def settled(self) -> None:
        """Wait until nothing is under way any more: no update, no turn, no deadline due, no message waiting."""
        for _ in range(100):
            await self.app.scheduler.run_due()
            await self.playground.settled(quiet=QUIET)
            if self.app.intake.idle and self.app.sender.idle:
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
        await person.taps(words(person, "I agree"))
        await self.settled()
        return person

    async def owner(self, name: str = "Olga", language: str = "en") -> Person:
        """The first operator, by the code that the first start printed."""
        assert self.app.claim_code is not None
        person = await self.newcomer(name, language)
        await person.says(f"/claim {self.app.claim_code}")
        await self.settled()
        return person


async def together(*acts: object) -> None:
    """Several people at once."""
    await asyncio.gather(*acts)  # type: ignore[arg-type]
