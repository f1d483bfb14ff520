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
        await self.customer.says("/menu")
        await self._orders(anna)
        job = await self._works(anna, bo)
        await asyncio.gather(_rates(anna, job), _rates(bo, job))

    async def _orders(self, anna: Hands) -> None:
        await anna.press(MenuPress, act="order")
        await anna.mark("category:water")
        await anna.choose("service:leak")
        await anna.choose("continue")
        await anna.shares_place(*KRAKOW)
        await anna.choose("at_once")
        await anna.choose("crew:1")
        await anna.shares_contact()
        await anna.choose("nav:confirm")

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


async def _rates(hands: Hands, job: int) -> None:
    await hands.press(RatePress, job_id=job)
    await hands.choose("stars:5")
    await hands.choose("nav:skip")
    await hands.choose("nav:skip")
