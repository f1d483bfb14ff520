"""A state machine that looks for the shortest story in which something breaks.

The other runs shake everything at once; here one deed follows the other, with a rest and all invariants after each.
What breaks is cut down to the fewest deeds that still break it, and printed.
"""

import asyncio
import random
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar, TypeVar

from aiogram.filters.callback_data import CallbackData
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.demo.doors import code_on_card
from bot.demo.hands import Hands
from bot.ui.presses import JobPress, OfferPress, StartPress
from db.database import Database
from tests.chaos.bot_process import Nursery
from tests.chaos.ground import Ground
from tests.chaos.impulses import Actor
from tests.chaos.keeper import Keeper
from tests.chaos.quiet import quiet
from tests.chaos.run import look
from tests.chaos.story import orders
from tests.chaos.town import Cast, Town

Found = TypeVar("Found")
CUSTOMERS, TECHNICIANS = ("Ada", "Bea"), ("Karl", "Leon")
SMALL = Cast(CUSTOMERS, TECHNICIANS, talkers=(), others=("Olga",))
FORWARD: tuple[tuple[type[CallbackData], dict[str, str]], ...] = (
    (OfferPress, {"act": "accept"}),
    (JobPress, {"act": "set_out"}),
    (JobPress, {"act": "arrive"}),
    (StartPress, {}),
    (JobPress, {"act": "finish"}),
)
"""The buttons that bring a job forward."""
POINTS = 40
"""Commits and calls of the Bot API within which a life may end: a deed has a few, a start some more."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What all stories of one run share: an event loop, and where bots are born."""

    runner: asyncio.Runner
    nursery: Nursery

    def done(self, deed: Coroutine[Any, Any, Found]) -> Found:
        """Carry it out."""
        return self.runner.run(deed)


class Machine(RuleBasedStateMachine):
    """Two customers, two technicians and an operator, one deed at a time."""

    stand: ClassVar[Stand]

    def __init__(self) -> None:
        """A new town with a bot in it."""
        super().__init__()
        self._folder = TemporaryDirectory(prefix="onsite-machine-", ignore_cleanup_errors=True)
        self._have_ordered: set[str] = set()
        self._dooms: list[int] = []
        self.stand.done(self._begin())

    async def _begin(self) -> None:
        self.town = await Town(Path(self._folder.name), 1, self.stand.nursery, Ground(), SMALL).__aenter__()
        self.keeper = Keeper(self.town, lambda _: self._dooms.pop() if self._dooms else 0)
        self.keeper.begin()
        self.database: Database = self.town.database()

    # ------------------------------------------------------------ deeds

    @precondition(lambda self: len(self._have_ordered) < len(CUSTOMERS))
    @rule()
    def orders(self) -> None:
        """Whoever has not ordered yet does, from the menu to the summary."""
        name = CUSTOMERS[len(self._have_ordered)]
        self._have_ordered.add(name)
        self.stand.done(self._orders(self._actor(name)))

    async def _orders(self, actor: Actor) -> None:
        await actor.person.says("/cancel")
        await self._rests()
        await orders(Hands(actor.person, answer_within=0))

    @precondition(lambda self: self._have_ordered)
    @rule(technician=st.sampled_from(TECHNICIANS), steps=st.integers(1, len(FORWARD)))
    def goes_on(self, technician: str, steps: int) -> None:
        """A technician does what comes next with the newest of what they see."""
        for _ in range(steps):
            self.stand.done(self._goes_on(self._actor(technician)))

    async def _goes_on(self, actor: Actor) -> None:
        hands = Hands(actor.person, answer_within=0)
        press, packed, message = max(_forward(hands), key=lambda step: step[2], default=(None, "", 0))
        if press is not None:
            await actor.person.press_raw(packed, message, answer_within=0)
            await self._rests()
        if isinstance(press, StartPress):
            await self._tells_code(actor, press.job_id)

    async def _tells_code(self, actor: Actor, job: int) -> None:
        codes = (code_on_card(self._actor(name).person, job) for name in CUSTOMERS)
        if code := next(filter(None, codes), None):
            await actor.person.says(code)
            await self._rests()

    @rule(name=st.sampled_from((*CUSTOMERS, *TECHNICIANS, "Olga")), dice=st.randoms(use_true_random=False))
    def acts(self, name: str, dice: random.Random) -> None:
        """Somebody does anything with what is on their screen, or presses what others have pressed."""
        actor = self._actor(name)
        actor.dice = dice
        self.stand.done(actor.acts())

    @rule(point=st.integers(0, POINTS))
    def dies(self, point: int) -> None:
        """Kill -9, and the next life ends at that point, if it comes so far (0: it does not)."""
        self._dooms = [point]
        self.stand.done(self._dies())

    async def _dies(self) -> None:
        if self.keeper.bot is not None:
            await self.keeper.bot.dies()

    # ------------------------------------------------------------ what must hold

    @invariant()
    def nothing_is_broken(self) -> None:
        """At rest, whenever everybody can be reached."""
        self.stand.done(self._rests())
        if not any(actor.person.chat.record.blocked for actor in self.town.actors):
            breaches = self.stand.done(self.database.read(self._look))
            assert not breaches, "\n".join(breaches)

    def _look(self, connection: Any) -> list[str]:
        return look(connection, self.town, self.keeper.kills)

    async def _rests(self) -> None:
        await quiet(self.town, self.database)

    # ------------------------------------------------------------ the end

    def teardown(self) -> None:
        """Everybody may be written to again, and has come back: a last look."""
        try:
            self.stand.done(self._everybody_comes_back())
            self.nothing_is_broken()
        finally:
            self.stand.done(self._ends())
            self._folder.cleanup()

    async def _everybody_comes_back(self) -> None:
        for actor in self.town.actors:
            if actor.person.chat.record.blocked:
                await actor.person.unblocks()
                await actor.person.starts()

    async def _ends(self) -> None:
        await self.keeper.end()
        await self.database.close()
        await self.town.__aexit__(None, None, None)

    def _actor(self, name: str) -> Actor:
        return next(actor for actor in self.town.actors if actor.person.first_name == name)


def _forward(hands: Hands) -> Iterator[tuple[CallbackData, str, int]]:
    """Each button that brings a job forward: what it says, its data, its message."""
    for kind, wanted in FORWARD:
        for message, packed, press in hands.buttons(kind, **wanted):
            yield press, packed, message.message_id
