"""A simulated technician at work: answers offers, does the jobs, rates the customers."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from bot.demo.cast import Character
from bot.demo.driving import drives
from bot.demo.handing_over import hands_over
from bot.demo.hands import Hands
from bot.demo.mood import Mood
from bot.demo.pastime import Pastime
from bot.demo.rating import rates
from bot.domain.points import Point
from bot.ui.after_work_presses import HandOverPress
from bot.ui.presses import JobPress, OfferPress, StartPress

TO_ANSWER, TO_SET_OUT, TO_DRIVE, TO_WORK = 20.0, 60.0, 12 * 60.0, 40 * 60.0
"""Seconds that each of these takes on average."""
SECONDS_AT_DOOR = 30
"""Real seconds that a technician waits for the code."""
A_DAY = 24 * 3600.0
CodeAtDoor = Callable[[int], str | None]
"""What the customer of this job says when asked for the start code; None: nobody knows one."""


@dataclass(slots=True)
class SimulatedTechnician:
    """Knows the market by its messages alone, like anybody with a phone and a toolbox."""

    hands: Hands
    character: Character
    pastime: Pastime
    code_at_door: CodeAtDoor
    mood: Mood = field(default_factory=Mood)
    """Perhaps the whole crowd's."""
    shares_way: bool = False
    """Whether the position is shared on the way to a job: worth it where somebody watches the map."""
    on_duty: bool = True
    """Whether new offers are answered; what was accepted is done in any case."""
    _at: Point | None = None
    _seen: set[tuple[str, int]] = field(default_factory=set)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def works(self) -> None:
        """Answer whatever comes, until cancelled; what goes wrong in a job goes up from here."""
        try:
            while True:
                await self.hands.person.chat.until(self._take_up, A_DAY)
                self._check()
        finally:
            for task in self._tasks:
                task.cancel()

    def _take_up(self) -> bool | None:
        """Begin with every offer and job that is new; True when there was any."""
        offers = {("offer", press.offer_id) for _, _, press in self.hands.buttons(OfferPress, act="accept")}
        jobs = {("job", press.job_id) for _, _, press in self.hands.buttons(JobPress, act="set_out")}
        new = (offers | jobs) - self._seen
        for kind, number in sorted(new):
            self._seen.add((kind, number))
            self._begin(self._answers(number) if kind == "offer" else self._does(number))
        return bool(new) or None

    def _begin(self, act: Coroutine[Any, Any, None]) -> None:
        self._tasks.add(asyncio.ensure_future(act))

    def _check(self) -> None:
        for task in [task for task in self._tasks if task.done()]:
            self._tasks.discard(task)
            task.result()

    async def _answers(self, offer: int) -> None:
        """Say yes, or leave it: most people who do not want a job do not say so."""
        if self._is_for_others(offer):
            await self.hands.press(OfferPress, act="decline", offer_id=offer)
            return
        await self._takes(TO_ANSWER)
        still_open = any(self.hands.buttons(OfferPress, act="accept", offer_id=offer))
        if still_open and self.on_duty and self.pastime.happens(self._willing):
            await self.hands.press(OfferPress, act="accept", offer_id=offer)

    def _is_for_others(self, offer: int) -> bool:
        cards = (message.text for message, _, _ in self.hands.buttons(OfferPress, act="accept", offer_id=offer))
        return any(words in card for card in cards for words in self.mood.leaves)

    async def _does(self, job: int) -> None:
        """Drive there, do the work, rate the customer."""
        await self._takes(TO_SET_OUT)
        await self.hands.press(JobPress, act="set_out", job_id=job)
        await self._drives()
        await self.hands.press(JobPress, act="arrive", job_id=job)
        await self._starts(job)
        await self._takes(TO_WORK)
        await self._ends(job)
        await rates(self.hands, self.pastime, job, as_customer=False)

    async def _ends(self, job: int) -> None:
        """With a tap, or with the service's checklist: all is fine, nothing was built in."""
        while not any(self.hands.buttons(HandOverPress, job_id=job)):
            if any(self.hands.buttons(JobPress, act="finish", job_id=job)):
                await self.hands.press(JobPress, act="finish", job_id=job)
                return
            await asyncio.sleep(0.1)
        await self.hands.press(HandOverPress, job_id=job)
        await hands_over(self.hands)

    async def _drives(self) -> None:
        if self.shares_way:
            self._at = await drives(self.hands, self._takes, self._at or self.character.base, TO_DRIVE)
        else:
            await self._takes(TO_DRIVE)

    async def _takes(self, seconds: float) -> None:
        """Spend about this long, or less when in a hurry."""
        await self.pastime.takes(seconds / self.mood.speed)

    @property
    def _willing(self) -> float:
        return self.mood.willing(self.character.eagerness)

    async def _starts(self, job: int) -> None:
        await self.hands.press(StartPress, job_id=job)
        code = await self._asks_for_code(job)
        if code is not None:
            await self.hands.types(code)

    async def _asks_for_code(self, job: int) -> str | None:
        """Whoever opens has to find the card first; it may still be on its way to their phone."""
        for _ in range(SECONDS_AT_DOOR * 10):
            if (code := self.code_at_door(job)) is not None:
                return code
            await asyncio.sleep(0.1)
        return None
