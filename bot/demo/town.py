"""A market with simulated people in it: the playground, the bot on it, technicians at work, one operator."""

import asyncio
import contextlib
import random
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
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
from playground import Settings as TelegramSettings

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
    clock: ScaledClock = field(init=False)
    app: App = field(init=False)
    operator: SimulatedOperator = field(init=False)
    bot_stays: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Whoever holds it may be sure that the bot neither comes nor goes meanwhile."""
    _desks: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _running: asyncio.Task[None] | None = None
    _tasks: list[asyncio.Task[Any]] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        """Open the playground, start the bot on an empty database, let the operator take office."""
        self.clock = ScaledClock(self.speed)
        self.pastime = Pastime(self.clock, random.Random(self.seed))
        self.playground = Playground(settings=self._telegram(), seed=self.seed)
        self.playground.limits = Limits().scaled(self.speed * HASTE)
        await self.playground.start(self.port)
        self._empty()
        await self.starts_bot()
        await self._open_office()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop everybody, the bot last."""
        await self._goes_to_sleep()
        await self.playground.stop()

    async def begins_anew(self) -> None:
        """Forget everybody and everything; the address stays, and an operator takes office again."""
        await self._goes_to_sleep()
        self.playground.begin_anew()
        self._empty()
        await self.starts_bot()
        await self._open_office()

    async def _goes_to_sleep(self) -> None:
        for task in reversed(self._tasks):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        self._tasks.clear()
        await self.kills_bot()

    async def starts_bot(self) -> None:
        """Start the bot on whatever the database holds; what people did meanwhile waits for it at Telegram."""
        async with self.bot_stays:
            if self._running is None:
                self.app = App(self._settings(), self.playground.token, self.clock, speed=self.speed * HASTE)
                await self.app.start()
                self._running = asyncio.ensure_future(self.app.run_until_stopped())

    async def kills_bot(self) -> None:
        """Stop the bot in the middle of whatever it does."""
        async with self.bot_stays:
            running, self._running = self._running, None
            if running is not None:
                running.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await running

    @property
    def bot_runs(self) -> bool:
        """Whether the bot is there."""
        return self._running is not None

    def runs_at(self, speed: float) -> None:
        """Let time run so many times as fast as ours, at once for everybody who waits."""
        self.speed = speed
        self.clock.run_at(speed)
        self.playground.limits = replace(Limits().scaled(speed * HASTE), enabled=self.playground.limits.enabled)
        self._look_at_the_clock()

    def jumps(self, ahead: timedelta) -> None:
        """Skip some time; what falls due by it happens now."""
        self.clock.jump(ahead)
        self._look_at_the_clock()

    def _look_at_the_clock(self) -> None:
        self.pastime.reconsiders()
        self.app.scheduler.wake()

    def begin(self, act: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Let something go on beside the rest until the town closes."""
        task = asyncio.ensure_future(act)
        self._tasks.append(task)
        return task

    def check(self) -> None:
        """Raise what has gone wrong in anything that goes on beside, each once."""
        if self._running is not None and self._running.done():
            self._running.result()
        for task in [task for task in self._tasks if task.done()]:
            self._tasks.remove(task)
            if not task.cancelled():
                task.result()

    async def hires(self, characters: Iterable[Character], code_at_door: CodeAtDoor) -> list[SimulatedTechnician]:
        """Let these people apply, be approved and go to work."""
        return list(await asyncio.gather(*(self.hires_one(character, code_at_door) for character in characters)))

    async def hires_one(self, character: Character, code_at_door: CodeAtDoor) -> SimulatedTechnician:
        """Let one of them; a few at a time, however many are asked for."""
        async with self._desks:
            hands = await self.registers(character)
        technician = SimulatedTechnician(hands, character, self.pastime, code_at_door)
        self.begin(technician.works())
        return technician

    async def registers(self, character: Character) -> Hands:
        """Somebody applies, is approved and goes online; what they do then is up to whoever holds these hands."""
        hands = Hands(self.playground.person(character.name, character.language))
        await greets(hands)
        await applies(hands, character)
        await self.operator.approves(hands.person.id)
        await goes_online(hands)
        return hands

    async def _open_office(self) -> None:
        assert self.app.claim_code is not None
        self.operator = SimulatedOperator(self.playground.person("Olga", "en"))
        await greets(self.operator.hands)
        await self.operator.claims(self.app.claim_code)

    def _telegram(self) -> TelegramSettings:
        return TelegramSettings(bot_name=self.settings.market.name, bot_username="onsite_bot")

    @property
    def _database(self) -> Path:
        return self.folder / "market.db"

    def _empty(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob(f"{self._database.name}*"):
            left.unlink()

    def _settings(self) -> Settings:
        changes: dict[str, Any] = {
            "database": self.settings.database.model_copy(update={"url": f"sqlite:///{self._database}"}),
            "telegram": self.settings.telegram.model_copy(update={"api_url": self.playground.url}),
            "geocoding": self.settings.geocoding.model_copy(update={"provider": "zones"}),
        }
        return self.settings.model_copy(update=changes)
