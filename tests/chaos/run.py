"""One run: minutes of chaos, then everything made whole, then the invariants."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from bot.demo.hands import Hands
from bot.domain.clock import SystemClock
from bot.ui.presses import RelayPress, WizardPress
from tests.chaos.bot_process import Nursery
from tests.chaos.ground import Ground
from tests.chaos.impulses import Actor, Talker
from tests.chaos.invariants import broken
from tests.chaos.invariants.sight import Sight
from tests.chaos.keeper import Keeper
from tests.chaos.nemesis import Nemesis
from tests.chaos.quiet import RestlessError, quiet
from tests.chaos.town import Town
from tests.chaos.wire import Wire

DOOMED = 0.4
"""Share of the bot's lives that end at a chosen commit or call."""
BETWEEN_ACTS = (0.1, 0.8)
FIRST_WORDS_WITHIN = 60.0


@dataclass
class Outcome:
    """What a run was and what it broke."""

    seed: int
    updates: int = 0
    messages: int = 0
    repeated: int = 0
    troubles: Counter[str] = field(default_factory=Counter)
    ends: Counter[int] = field(default_factory=Counter)
    breaches: list[str] = field(default_factory=list)
    diary: list[str] = field(default_factory=list)


async def run(folder: Path, nursery: Nursery, seed: int, seconds: float, ground: Ground) -> Outcome:
    """Break a town for so many seconds and see what is left of it."""
    dice = random.Random(seed)
    outcome = Outcome(seed)
    async with Town(folder, seed, nursery, ground) as town:
        keepers = [Keeper(town, partial(_doom, random.Random(dice.random())), n) for n in range(ground.replicas)]
        wire = Wire(random.Random(dice.random()))
        nemesis = Nemesis(town, keepers, wire, random.Random(dice.random()))
        with _cut_in(wire):
            await _suffer(town, keepers, nemesis, seconds)
        try:
            await _make_whole(town, keepers, outcome, nemesis)
        except RestlessError as error:
            outcome.breaches.append(str(error))
        outcome.diary = [*nemesis.diary, *town.nursery.log]
    return outcome


def _doom(dice: random.Random, _life: int) -> int:
    """At which point a life ends by itself, the early ones more often: a start has the most to take up; 0: at none."""
    return int(2 ** dice.uniform(0, 9)) if dice.random() < DOOMED else 0


@contextmanager
def _cut_in(wire: Wire) -> Iterator[None]:
    wire.cut_in()
    try:
        yield
    finally:
        wire.take_out()


async def _suffer(town: Town, keepers: list[Keeper], nemesis: Nemesis, seconds: float) -> None:
    """Everybody acts, everything breaks; whoever only talks begins as soon as they may."""
    for keeper in keepers:
        keeper.begin()
    living = [asyncio.create_task(_lives(actor)) for actor in town.actors]
    living += [asyncio.create_task(_talks(talker)) for talker in town.talkers]
    striking = asyncio.create_task(nemesis.strikes())
    done, _ = await asyncio.wait([*living, striking], timeout=seconds, return_when=asyncio.FIRST_EXCEPTION)
    for task in (*living, striking):
        task.cancel()
    await asyncio.gather(*living, striking, return_exceptions=True)
    await asyncio.gather(*(keeper.end() for keeper in keepers))
    for task in done:
        task.result()


async def _lives(actor: Actor) -> None:
    while True:
        await asyncio.sleep(actor.dice.uniform(*BETWEEN_ACTS))
        await actor.acts()


async def _talks(talker: Talker) -> None:
    """Open the chat with the other one by the button on the card, then write without end."""
    hands = Hands(talker.person)
    await hands.press(RelayPress, within=FIRST_WORDS_WITHIN)
    await talker.person.chat.until(lambda: next(hands.buttons(WizardPress), None), FIRST_WORDS_WITHIN)
    while True:
        await asyncio.sleep(talker.dice.uniform(*BETWEEN_ACTS))
        await talker.acts()


async def _make_whole(town: Town, keepers: list[Keeper], outcome: Outcome, nemesis: Nemesis) -> None:
    """Nothing is broken any more; the bot catches up, everybody may be written to, and what is left is looked at."""
    town.playground.faults.clear()
    bots = [await town.bot(place=place) for place in range(town.ground.replicas)]
    database = town.database()
    try:
        for actor in town.actors:
            await actor.person.unblocks()
        await quiet(town, database)
        for actor in town.actors:
            await actor.person.starts()
        await quiet(town, database)
        repeats = (
            sum(keeper.kills for keeper in keepers)
            + nemesis.refused["drop_after"]
            + nemesis.struck["disk full"]
            + nemesis.struck["quota"]
        )
        repeats += nemesis.struck["database locked"] + nemesis.struck["server stopped"]
        outcome.breaches = await database.read(partial(look, town=town, repeats=repeats))
    finally:
        await database.close()
        keepers[0].ends += Counter(await asyncio.gather(*(bot.stops() for bot in bots)))
    _count(town, keepers, outcome, nemesis)


def look(connection: Connection, town: Town, repeats: int) -> list[str]:
    now = SystemClock().now() + timedelta(seconds=town.levers.clock_offset)
    market = town.settings.market_rules()
    return broken(Sight(connection, town.playground, town.witness, town.talkers, market, now, repeats))


def _count(town: Town, keepers: list[Keeper], outcome: Outcome, nemesis: Nemesis) -> None:
    outcome.updates, outcome.messages = len(town.witness.updates), len(town.witness.arrived)
    outcome.repeated = nemesis.wire.repeated + (town.crossing.repeated if town.crossing else 0)
    outcome.troubles = nemesis.struck + Counter({f"calls: {kind}": n for kind, n in nemesis.refused.items()})
    outcome.ends = sum((keeper.ends for keeper in keepers), Counter())
