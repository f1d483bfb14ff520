"""`make run` without a token: a small city on the playground, ten technicians at work, and you as everybody else."""

import asyncio
import random
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from bot.config import Settings
from bot.demo.controls import DirectorControls
from bot.demo.crowd import Crowd
from bot.demo.hands import LostThreadError
from bot.demo.scene import CityScene
from bot.demo.tour import WORDS, Tour
from bot.demo.town import Town

TECHNICIANS = 10
FOLDER = Path("var/playground")
SEED = 7
LOOKS_S = 1.0
"""Seconds between two looks at the market for the map."""
log = structlog.get_logger(__name__)


async def open_city(settings: Settings, port: int) -> None:
    """Open the city, say where, and keep it running until cancelled."""
    async with Town(settings, FOLDER, seed=SEED, port=port) as town:
        print(f"{settings.city.name} is waking up: {TECHNICIANS} technicians are signing on …", flush=True)
        city = City(town)
        await city.wakes_up(TECHNICIANS)
        print(f"\n  Open {town.playground.url} and order something.\n  Stop with Ctrl+C.\n", flush=True)
        await city.goes_on()


@dataclass
class City:
    """A town that can be watched on a map, directed from a panel and shown on a tour."""

    town: Town
    crowd: Crowd = field(init=False)
    tour: Tour = field(init=False)
    scene: CityScene = field(init=False)
    technicians: int = 0

    def __post_init__(self) -> None:
        """Know everybody and everything; nothing happens yet."""
        self.crowd = Crowd(self.town, random.Random(self.town.seed))
        self.tour = Tour(self.town)
        self.scene = CityScene(self.town.playground.scene)

    async def wakes_up(self, technicians: int) -> None:
        """Let everybody sign on, and give the page its map, its panel and its tour."""
        self.technicians = technicians
        playground = self.town.playground
        self.scene.lay(self.town.market)
        self.crowd.mood.leaves = frozenset({WORDS})
        await asyncio.gather(self.crowd.numbers(technicians), self.tour.arrives())
        DirectorControls(self.town, self.crowd, self.begins_anew).add_to(playground.controls)
        playground.tour.prepare_with(self.tour.prepare)
        await self.scene.show(self.town)

    async def goes_on(self) -> None:
        """Keep the map true until cancelled; whoever lost the thread by a fault is left behind."""
        while True:
            try:
                self.town.check()
            except LostThreadError as lost:
                log.warning("simulated_person_lost", why=str(lost).splitlines()[0])
            async with self.town.bot_stays:
                if self.town.bot_runs:
                    await self.scene.show(self.town)
            await asyncio.sleep(LOOKS_S)

    async def begins_anew(self) -> None:
        """A fresh city at the same address, with as many technicians as the first."""
        await self.town.begins_anew()
        self.crowd, self.tour = Crowd(self.town, random.Random(self.town.seed)), Tour(self.town)
        await self.wakes_up(self.technicians)
