"""A market with simulated people in it: the playground, the bot on it, technicians at work, one operator."""

import asyncio
import contextlib
import random
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.app import keyring_from
from bot.config import Settings
from bot.demo.bot_process import BotProcess, start_bot
from bot.demo.cast import Character
from bot.demo.citys_time import CitysTime
from bot.demo.hands import Hands
from bot.demo.operator import SimulatedOperator
from bot.demo.pastime import Pastime
from bot.demo.registering import applies, goes_online, greets
from bot.demo.technician import CodeAtDoor, SimulatedTechnician
from bot.domain.clock import ScaledClock
from bot.domain.market import Market
from db.database import Database
from db.engines import open_database
from playground import Keeping, Limits, Playground
from playground import Settings as TelegramSettings

HASTE = 20.0
"""How much wider than Telegram's the limits are, by the city's clock: people who join would else wait in line."""
AT_ONCE = 8
"""Technicians who register at the same time."""
ON_THE_WAY_S = 2.0
"""Real seconds that a jump of the clock waits for presses and answers which are on their way, at most."""


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
    market: Market = field(init=False)
    database: Database = field(init=False)
    """The bot's, for looking at; writing is its own business."""
    operator: SimulatedOperator = field(init=False)
    bot_stays: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Whoever holds it may be sure that the bot neither comes nor goes meanwhile."""
    _desks: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _bot: BotProcess | None = None
    _tasks: list[asyncio.Task[Any]] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        """Open the playground, start the bot on an empty database, let the operator take office."""
        self.clock = ScaledClock(self.speed)
        self.pastime = Pastime(self.clock, random.Random(self.seed))
        self.playground = Playground(settings=self._telegram(), clock=CitysTime(self.clock), seed=self.seed)
        self.playground.limits = Limits().scaled(HASTE)
        await self.playground.start(self.port)
        self.market = self._settings().market_rules()
        await self._opens()
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
        await self._opens()

    async def _opens(self) -> None:
        """A bot that remembers nothing, and somebody in the office who owns it."""
        self._empty()
        claim_code = await self.starts_bot()
        assert claim_code is not None
        settings = self._settings()
        self.database = open_database(settings.database.url, keyring_from(settings))
        await self._open_office(claim_code)

    async def _goes_to_sleep(self) -> None:
        for task in reversed(self._tasks):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        self._tasks.clear()
        await self.kills_bot()
        await self.database.close()

    async def starts_bot(self) -> str | None:
        """Start the bot on whatever the database holds; what people did meanwhile waits for it at Telegram.

        Returns the code that makes somebody its owner, while it has none.
        """
        async with self.bot_stays:
            if self._bot is None:
                self._bot = await start_bot(self._settings(), self.playground.token, self.clock, HASTE)
            return self._bot.claim_code

    async def kills_bot(self) -> None:
        """Kill the bot in the middle of whatever it does."""
        async with self.bot_stays:
            bot, self._bot = self._bot, None
            if bot is not None:
                await bot.dies()

    @property
    def bot_runs(self) -> bool:
        """Whether the bot is there."""
        return self._bot is not None

    @property
    def bot_pid(self) -> int | None:
        """Which process the bot is, while there is one."""
        return self._bot.pid if self._bot else None

    def runs_at(self, speed: float) -> None:
        """Let time run so many times as fast as ours, at once for everybody who waits."""
        self.speed = speed
        self.clock.run_at(speed)
        self.playground.settings.keeping = Keeping().hastened(speed)
        self._look_at_the_clock()

    async def jumps(self, ahead: timedelta) -> None:
        """Skip some time, for Telegram and everybody; what falls due by it happens now.

        What is on its way to a bot that runs arrives first: it would be too old for Telegram afterwards.
        """
        if self.bot_runs:
            with contextlib.suppress(TimeoutError):  # in a busy city something is always on its way
                await self.playground.settled(timeout=ON_THE_WAY_S)
        self.clock.jump(ahead)
        self._look_at_the_clock()

    def _look_at_the_clock(self) -> None:
        self.pastime.reconsiders()
        if self._bot is not None:
            self._bot.goes_by(self.clock.course)

    def begin(self, act: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Let something go on beside the rest until the town closes."""
        task = asyncio.ensure_future(act)
        self._tasks.append(task)
        return task

    def check(self) -> None:
        """Raise what has gone wrong in anything that goes on beside, each once."""
        if self._bot is not None:
            self._bot.check()
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

    async def _open_office(self, claim_code: str) -> None:
        self.operator = SimulatedOperator(self.playground.person("Olga", "en"))
        await greets(self.operator.hands)
        await self.operator.claims(claim_code)

    def _telegram(self) -> TelegramSettings:
        keeping = Keeping().hastened(self.speed)
        return TelegramSettings(keeping=keeping, bot_name=self.settings.market.name, bot_username="onsite_bot")

    @property
    def _database(self) -> Path:
        return self.folder / "market.db"

    def _empty(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob(f"{self._database.name}*"):
            left.unlink()

    def _settings(self) -> Settings:
        """The real market's, but nothing of its own is touched: its database, its keys, its backups, its port."""
        changes: dict[str, dict[str, Any]] = {
            "database": {"url": f"sqlite:///{self._database}"},
            "telegram": {"api_url": self.playground.url},
            "geocoding": {"provider": "zones"},
            "backup": {"folder": self.folder / "backups"},
            "status": {"port": None},
            "privacy": {"keys": (), "key_file": None},
        }
        # Whoever is simulated has worked here for years: their first jobs are long behind them.
        changes["probation"] = {"jobs": 0}
        # Whoever looks at the city at night wants to see what it tells, not wait for the morning.
        changes["quiet_hours"] = {"begins": None}
        parts = {name: getattr(self.settings, name).model_copy(update=update) for name, update in changes.items()}
        return self.settings.model_copy(update=parts)
