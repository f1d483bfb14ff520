"""Death at a chosen point: the story of one order is told while the bot dies there, once or in every one of its lives.

The points are just before and just after each commit and each call of the Bot API, so going through all of them is
dying at every boundary at which anything could be lost, doubled or left half done.
"""

import asyncio
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.chaos.bot_process import Nursery
from tests.chaos.ground import Ground
from tests.chaos.keeper import Keeper
from tests.chaos.quiet import quiet
from tests.chaos.run import look
from tests.chaos.story import PATIENCE, Story
from tests.chaos.town import Cast, Town

TWO = Cast(("Ada",), ("Karl",), talkers=(), others=("Olga",))


@dataclass(frozen=True, slots=True)
class Survival:
    """How often the bot was killed, how many points its last life before the end had, and what is broken."""

    kills: int
    points: int
    breaches: list[str]


async def survived(folder: Path, nursery: Nursery, crash_at: int, ground: Ground, *, always: bool = False) -> Survival:
    """Tell the story with a bot that dies at that point (0: never).

    `always`: each life ends there, not only the first; no life is longer than so many points.
    """
    async with Town(folder, crash_at, nursery, ground, TWO) as town:
        keeper = Keeper(town, lambda life: crash_at if life == 1 or (always and life > 1) else 0)
        keeper.begin()
        await _menus_are_set(town, keeper)
        customer, technician, _ = (actor.person for actor in town.actors)
        try:
            await Story(customer, technician).is_told()
        finally:
            await keeper.end()
        points = town.levers.points
        bot = await town.bot()
        database = town.database()
        try:
            await quiet(town, database)
            breaches = await database.read(partial(look, town=town, repeats=keeper.kills))
            return Survival(keeper.kills, points, breaches)
        finally:
            await database.close()
            await bot.stops()


async def _menus_are_set(town: Town, keeper: Keeper) -> None:
    """A first life sets the menus of commands, which takes many calls; the second begins where the story does."""
    called = asyncio.Event()
    town.playground.calls.listeners.append(lambda _: called.set())
    await asyncio.wait_for(called.wait(), PATIENCE)
    await town.playground.settled(quiet=0.4, timeout=PATIENCE)
    assert keeper.bot is not None
    await keeper.bot.dies()
