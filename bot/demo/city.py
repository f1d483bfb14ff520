"""`make run` without a token: a small city on the playground, ten technicians at work, and you as everybody else."""

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path

from bot.config import Settings
from bot.demo.cast import Character, characters, scattered
from bot.demo.doors import CodesOnCards
from bot.demo.town import Town

TECHNICIANS = 10
FOLDER = Path("var/playground")
SEED = 7


async def open_city(settings: Settings, port: int) -> None:
    """Open the city, say where, and keep it running until cancelled."""
    async with Town(settings, FOLDER, seed=SEED, port=port) as town:
        print(f"{settings.city.name} is waking up: {TECHNICIANS} technicians are signing on …", flush=True)
        await town.hires(_cast(settings), CodesOnCards(town.playground.people))
        print(f"\n  Open {town.playground.url} and order something.\n  Stop with Ctrl+C.\n", flush=True)
        while True:
            town.check()
            await asyncio.sleep(1.0)


def _cast(settings: Settings) -> Iterator[Character]:
    dice = random.Random(SEED)
    city = settings.market_rules().city
    return characters(TECHNICIANS, list(settings.skills), scattered(city.centre, 5.0, 40, dice), dice)
