"""The simulated people of a demo city: technicians by number and mood, customers at a rate."""

import asyncio
import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count

from bot.demo.cast import LANGUAGES, NAMES, Character, characters, scattered
from bot.demo.customer import SimulatedCustomer
from bot.demo.doors import CodesOnCards
from bot.demo.hands import Hands, LostThreadError
from bot.demo.requests import Request
from bot.demo.technician import SimulatedTechnician
from bot.demo.town import Town
from bot.domain.catalogue import Service
from bot.domain.points import Point

AN_HOUR = 3600.0
REGULARS = 100
"""From so many customers on, whoever has been served orders again before somebody new comes: a city is finite."""
LIVED_IN = 0.7
"""Share of the city's radius in which most people live."""
WORDS = (
    "It started this morning and gets worse.",
    "It worked yesterday. Please bring what may be needed.",
    "Third floor, the bell is broken too.",
    "We have a small child at home, the sooner the better.",
    "Not urgent, but it should hold this time.",
)


@dataclass
class Crowd:
    """Whoever lives in the city by itself. Numbers are changed while it runs."""

    town: Town
    dice: random.Random
    technicians: list[SimulatedTechnician] = field(default_factory=list)
    orders_an_hour: float = 0.0
    eagerness: float | None = None
    _cast: Iterator[Character] = field(init=False)
    _changing: asyncio.Lock = field(default_factory=asyncio.Lock)
    _customers: asyncio.Task[None] | None = None
    _known: int = 0
    _served: deque[SimulatedCustomer] = field(default_factory=deque)

    def __post_init__(self) -> None:
        """Know whom to hire next."""
        skills = list(self.town.settings.skills)
        self._cast = characters(1000, skills, scattered(self._centre, self._reach_km, 60, self.dice), self.dice)

    @property
    def _centre(self) -> Point:
        return self.town.market.city.centre

    @property
    def _reach_km(self) -> float:
        return min(self.town.market.city.radius_km, 9.0) * LIVED_IN

    # ------------------------------------------------------------ technicians

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
        new = [self._mood(next(self._cast)) for _ in range(more)]
        await asyncio.gather(*(self._hires_one(character) for character in new))

    async def _hires_one(self, character: Character) -> None:
        """Whoever loses the thread on the way, because of a fault, does not come to work; the others do."""
        try:
            technician = await self.town.hires_one(character, CodesOnCards(self.town.playground.people))
        except LostThreadError as lost:
            print(f"A technician gave up applying: {str(lost).splitlines()[0]}", flush=True)
            return
        technician.shares_way = True
        self.technicians.append(technician)

    async def _sends_home(self, technician: SimulatedTechnician) -> None:
        technician.on_duty = False
        await technician.hands.person.says("/offline")

    async def _calls_back(self, technician: SimulatedTechnician) -> None:
        technician.on_duty = True
        await technician.hands.person.says("/online")

    def feels(self, eagerness: float) -> None:
        """Let everybody be this willing (0 to 1) to accept an offer."""
        self.eagerness = eagerness
        for technician in self.technicians:
            technician.character = self._mood(technician.character)

    def _mood(self, character: Character) -> Character:
        return character if self.eagerness is None else replace(character, eagerness=self.eagerness)

    # ------------------------------------------------------------ customers

    def wants(self, orders_an_hour: float) -> None:
        """Let so many orders an hour of the world's time come in."""
        self.orders_an_hour = orders_an_hour
        if orders_an_hour and self._customers is None:
            self._customers = self.town.begin(self._come())

    async def _come(self) -> None:
        for number in count():
            while not self.orders_an_hour:
                await self.town.pastime.passes(10)
            await self.town.pastime.passes(self.dice.expovariate(self.orders_an_hour / AN_HOUR))
            if self.orders_an_hour:
                self.town.begin(self._lives(self._customer(number)))

    async def _lives(self, customer: SimulatedCustomer) -> None:
        """Order, wait, rate, perhaps come again. Whoever lost the thread because of a fault leaves: so do people."""
        try:
            await customer.orders()
            await customer.sees_it_through()
            self._served.append(customer)
        except LostThreadError as lost:
            print(f"A simulated customer gave up: {str(lost).splitlines()[0]}", flush=True)

    def _customer(self, number: int) -> SimulatedCustomer:
        category, service = self.dice.choice(list(self._services()))
        point = scattered(self._centre, self._reach_km, 1, self.dice)[0]
        request = Request(f"{number}", timedelta(), point, service.key, self.dice.choice(WORDS), "")
        if self._known >= REGULARS and self._served:
            customer = self._served.popleft()
            customer.wants(request, category)
            return customer
        self._known += 1
        person = self.town.playground.person(NAMES[-1 - number % len(NAMES)], LANGUAGES[number % len(LANGUAGES)])
        return SimulatedCustomer(Hands(person), request, category, self.town.pastime)

    def _services(self) -> Iterator[tuple[str, Service]]:
        for category in self.town.market.catalogue.categories:
            for service in category.services:
                yield category.key, service
