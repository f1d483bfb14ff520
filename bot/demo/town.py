"""A market with simulated people in it: the playground, the bot on it, technicians at work, one operator."""

import asyncio
import contextlib
import random
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.app import App
from bot.config import Settings
from bot.demo.cast import Character
from bot.demo.hands import Hands
from bot.demo.operator import SimulatedOperator
from bot.demo.pastime import Pastime
from bot.demo.registering import applies, goes_online, greets
from bot.demo.technician import CodeAtDoor, SimulatedTechnician
from bot.domain.clock import ScaledClock
from playground import Limits, Playground

HASTE = 20.0
"""How much wider than Telegram's the limits are while nobody watches: people who join would else wait in line."""
AT_ONCE = 8
"""Technicians who register at the same time."""


@dataclass
class Town:
    """Starts everything on entering and stops it on leaving. The world runs `speed` times as fast as ours."""

    settings: Settings
    folder: Path
    speed: float = 1.0
    seed: int | None = None
    port: int = 0
    pastime: Pastime = field(init=False)
    playground: Playground = field(init=False)
    app: App = field(init=False)
    operator: SimulatedOperator = field(init=False)
    _tasks: list[asyncio.Task[Any]] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        """Open the playground, start the bot on an empty database, let the operator take office."""
        self.pastime = Pastime(self.speed, random.Random(self.seed))
        self.playground = Playground(seed=self.seed)
        self.playground.limits = Limits().scaled(self.speed * HASTE)
        await self.playground.start(self.port)
        self.app = App(self._settings(), self.playground.token, ScaledClock(self.speed), speed=self.speed * HASTE)
        await self.app.start()
        self.begin(self.app.run_until_stopped())
        await self._open_office()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop everybody, the bot last."""
        for task in reversed(self._tasks):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await self.playground.stop()

    def begin(self, act: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Let something go on beside the rest until the town closes."""
        task = asyncio.ensure_future(act)
        self._tasks.append(task)
        return task

    def check(self) -> None:
        """Raise what has gone wrong in anything that goes on beside."""
        for task in self._tasks:
            if task.done() and not task.cancelled():
                task.result()

    async def hires(self, characters: Iterable[Character], code_at_door: CodeAtDoor) -> list[SimulatedTechnician]:
        """Let these people apply, be approved and go to work."""
        places = asyncio.Semaphore(AT_ONCE)
        return list(await asyncio.gather(*(self._hires(one, code_at_door, places) for one in characters)))

    async def _hires(
        self, character: Character, code_at_door: CodeAtDoor, places: asyncio.Semaphore
    ) -> SimulatedTechnician:
        person = self.playground.person(character.name, character.language)
        technician = SimulatedTechnician(Hands(person), character, self.pastime, code_at_door)
        async with places:
            await greets(technician.hands)
            await applies(technician.hands, character)
            await self.operator.approves(person.id)
            await goes_online(technician.hands)
        self.begin(technician.works())
        return technician

    async def _open_office(self) -> None:
        assert self.app.claim_code is not None
        self.operator = SimulatedOperator(Hands(self.playground.person("Olga", "en")))
        await greets(self.operator.hands)
        await self.operator.claims(self.app.claim_code)

    def _settings(self) -> Settings:
        self.folder.mkdir(parents=True, exist_ok=True)
        database = self.folder / "market.db"
        for left in self.folder.glob("market.db*"):
            left.unlink()
        changes: dict[str, Any] = {
            "database": self.settings.database.model_copy(update={"url": f"sqlite:///{database}"}),
            "telegram": self.settings.telegram.model_copy(update={"api_url": self.playground.url}),
            "geocoding": self.settings.geocoding.model_copy(update={"provider": "zones"}),
        }
        return self.settings.model_copy(update=changes)
