"""The main job on real input: every row of a table becomes a customer who orders through the Bot API like a person."""

import asyncio
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.config import CitySettings, Place, Settings
from bot.demo.cast import characters
from bot.demo.demand import newcomer
from bot.demo.doors import CodesOnCards
from bot.demo.figures import Figures, count, under_way
from bot.demo.requests import SERVICES, Request, UnreadableTableError, middle, read_requests
from bot.demo.town import Town

REACH_KM = 30.0
AFTERWARDS = timedelta(hours=6)
"""How long the market may take, after the last request, to finish what it has begun."""


@dataclass(slots=True)
class Replay:
    """One dense day of a city, played through the whole system."""

    settings: Settings
    file: Path
    limit: int
    speed: float
    technicians: int
    seed: int

    async def run(self) -> int:
        """Play it and print the table; 0 when nothing went wrong and nobody is stuck."""
        try:
            requests = read_requests(self.file, self.limit)
        except (UnreadableTableError, OSError) as error:
            print(error)
            return 2
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            figures = await self._play(requests, Path(folder))
        print(figures.table())
        print(
            f"\n{len(requests)} requests, {self.technicians} technicians, ×{self.speed:g}, seed {self.seed}, ", end=""
        )
        print(f"{time.monotonic() - began:.0f} s")
        return 0 if figures.errors == figures.stuck == 0 else 1

    async def _play(self, requests: Sequence[Request], folder: Path) -> Figures:
        settings = self.settings.model_copy(update={"city": _city_of(self.file, requests, self.settings.city)})
        async with Town(settings, folder, self.speed, self.seed) as town:
            dice = random.Random(self.seed)
            skills = sorted({skill for key in (*SERVICES.values(), "leak") for skill in _skills(town, key)})
            cast = characters(self.technicians, skills, [request.point for request in requests], dice)
            await town.hires(cast, CodesOnCards(town.playground.people))
            print(f"{self.technicians} technicians are online; the day begins.", flush=True)
            await self._day(town, requests)
            return await town.database.read(count)

    async def _day(self, town: Town, requests: Sequence[Request]) -> None:
        midnight, ordering = town.clock.now(), []
        for number, request in enumerate(requests):
            due = midnight + request.after - requests[0].after
            await asyncio.sleep(town.clock.seconds_until(due))
            town.check()
            customer = newcomer(town, request, number)
            ordering.append(town.begin(customer.orders()))
            town.begin(customer.waits())
        await asyncio.gather(*ordering)
        await self._rest(town)

    async def _rest(self, town: Town) -> None:
        """Wait until no order is under way any more and the last ratings are in."""
        latest = town.clock.now() + AFTERWARDS
        waiting = await town.database.read(under_way)
        while waiting and town.clock.now() < latest:
            town.check()
            await town.pastime.passes(60)
            waiting = await town.database.read(under_way)
        await town.pastime.passes(600)
        await town.playground.settled(quiet=0.5, timeout=60)


def _city_of(file: Path, requests: Sequence[Request], home: CitySettings) -> CitySettings:
    """A city around the requests; it keeps the configured city's clocks, which only label the day."""
    centre = middle(requests)
    return home.model_copy(
        update={
            "name": file.stem.replace("_", " ").title(),
            "centre": home.centre.model_copy(update={"lat": centre.lat, "lon": centre.lon}),
            "radius_km": REACH_KM,
            "districts": tuple(_districts(requests)),
        }
    )


def _districts(requests: Sequence[Request]) -> Iterator[Place]:
    """Each neighbourhood that the table names, in the middle of its requests."""
    named = sorted({request.neighborhood for request in requests if request.neighborhood})
    for name in named:
        centre = middle([request for request in requests if request.neighborhood == name])
        yield Place(name=name, lat=centre.lat, lon=centre.lon)


def _skills(town: Town, service: str) -> frozenset[str]:
    known = town.market.catalogue.service(service)
    return known.skills if known else frozenset()
