"""The simulated people of a demo city: technicians by number and mood, and the customers."""

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.demo.cast import Character, characters, scattered
from bot.demo.customers import Customers
from bot.demo.doors import CodesOnCards
from bot.demo.hands import LostThreadError
from bot.demo.mood import Mood
from bot.demo.technician import SimulatedTechnician
from bot.demo.town import Town
from bot.domain.points import Point

LIVED_IN = 0.7
"""Share of the city's radius in which most people live."""


@dataclass
class Crowd:
    """Whoever lives in the city by itself. Numbers are changed while it runs."""

    town: Town
    dice: random.Random
    technicians: list[SimulatedTechnician] = field(default_factory=list)
    mood: Mood = field(default_factory=Mood)
    customers: Customers = field(init=False)
    _cast: Iterator[Character] = field(init=False)
    _changing: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        """Know whom to hire next, and who orders."""
        skills = list(self.town.settings.skills)
        self._cast = characters(1000, skills, scattered(self._centre, self._reach_km, 60, self.dice), self.dice)
        self.customers = Customers(self.town, self.dice, self._reach_km)

    @property
    def _centre(self) -> Point:
        return self.town.market.city.centre

    @property
    def _reach_km(self) -> float:
        return min(self.town.market.city.radius_km, 9.0) * LIVED_IN

    async def numbers(self, wanted: int) -> None:
        """Let so many technicians be at work: more are hired, those on duty last go home after their jobs."""
        async with self._changing:
            on_duty = [one for one in self.technicians if one.on_duty]
            for one in on_duty[wanted:]:
                await self._sends_home(one)
            resting = [one for one in self.technicians if not one.on_duty][: max(0, wanted - len(on_duty))]
            for one in resting:
                await self._calls_back(one)
            await self._hires(wanted - len(on_duty) - len(resting))

    async def _hires(self, more: int) -> None:
        new = [next(self._cast) for _ in range(more)]
        await asyncio.gather(*(self._hires_one(character) for character in new))

    async def _hires_one(self, character: Character) -> None:
        """Whoever loses the thread on the way, because of a fault, does not come to work; the others do."""
        try:
            technician = await self.town.hires_one(character, CodesOnCards(self.town.playground.people))
        except LostThreadError as lost:
            print(f"A technician gave up applying: {str(lost).splitlines()[0]}", flush=True)
            return
        technician.shares_way, technician.mood = True, self.mood
        self.technicians.append(technician)

    async def _sends_home(self, technician: SimulatedTechnician) -> None:
        technician.on_duty = False
        await technician.hands.person.says("/offline")

    async def _calls_back(self, technician: SimulatedTechnician) -> None:
        technician.on_duty = True
        await technician.hands.person.says("/online")

    def feels(self, eagerness: float) -> None:
        """Let them accept so many of a hundred offers (0 to 1), on average: some are more eager than others."""
        self.mood.eagerness = eagerness

    def hurries(self, speed: float) -> None:
        """Let them answer, set out, drive and work so many times as fast as usual."""
        self.mood.speed = speed
