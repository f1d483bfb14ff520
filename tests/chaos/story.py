"""One order from the first word to both ratings, told by people who wait for what they need to see: however often the
bot dies meanwhile, they get there, and everything has happened once.
"""

import asyncio
from dataclasses import dataclass

from bot.demo.doors import code_on_card
from bot.demo.hands import Hands
from bot.ui.presses import JobPress, MenuPress, OfferPress, RatePress, StartPress
from playground.person import Person
from tests.stories.stage import KRAKOW

PATIENCE = 60.0
"""Seconds for which people wait through any number of deaths."""


@dataclass
class Story:
    """A customer and a technician with nobody else in town."""

    customer: Person
    technician: Person

    async def is_told(self) -> None:
        """From the menu to the last star."""
        # A bot that dies takes its answers to presses with it, its messages not.
        anna, bo = Hands(self.customer, answer_within=0), Hands(self.technician, answer_within=0)
        await orders(anna)
        job = await self._works(anna, bo)
        await asyncio.gather(_rates(anna, job), _rates(bo, job))

    async def _works(self, anna: Hands, bo: Hands) -> int:
        await bo.press(OfferPress, act="accept")
        job = (await bo.press(JobPress, act="set_out")).job_id
        await bo.press(JobPress, act="arrive", job_id=job)
        await bo.press(StartPress, job_id=job)
        code = await anna.person.chat.until(lambda: code_on_card(anna.person, job), PATIENCE)
        assert code is not None, anna.person.transcript()
        await bo.types(code)
        await bo.press(JobPress, act="finish", job_id=job)
        return job


async def orders(hands: Hands) -> None:
    """Somebody who has never ordered does, from the menu to the confirmed summary."""
    await hands.person.says("/menu")
    await hands.press(MenuPress, act="order")
    await hands.mark("category:water")
    await hands.choose("service:leak")
    await hands.choose("continue")
    await hands.shares_place(*KRAKOW)
    await hands.choose("at_once")
    await hands.choose("crew:1")
    await hands.shares_contact()
    await hands.choose("nav:confirm")


async def _rates(hands: Hands, job: int) -> None:
    await hands.press(RatePress, job_id=job)
    await hands.choose("stars:5")
    await hands.choose("nav:skip")
    await hands.choose("nav:skip")
