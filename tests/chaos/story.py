"""One order from the first word to both ratings, told by people who wait for what they need to see: however often the
bot dies meanwhile, they get there, and everything has happened once.
"""

import asyncio
from dataclasses import dataclass

from bot.demo.doors import code_on_card
from bot.demo.hands import Hands, Press
from bot.ui.presses import JobPress, MenuPress, OfferPress, RatePress, StartPress
from playground.person import Person
from tests.stories.stage import KRAKOW

PATIENCE = 60.0
"""Seconds for which people wait through any number of deaths."""


class Steady(Hands):
    """Hands that never wait for the answer to a press: a bot that dies takes its answers with it, its messages not."""

    async def press(self, kind: type[Press], within: float = PATIENCE, **wanted: object) -> Press:
        """Wait for such a button and press it."""
        message, packed, press = await self._wait(lambda: next(self.buttons(kind, **wanted), None), within, str(wanted))
        await self.person.press_raw(packed, message.message_id, answer_within=0)
        return press

    async def choose(self, choice: str) -> None:
        """Answer the wizard's open question with this choice."""
        message, packed, press = await self._wait(lambda: self._open_choice(choice), PATIENCE, choice)
        self.answered = press.version
        self.chosen.add((press.version, choice))
        await self.person.press_raw(packed, message.message_id, answer_within=0)


@dataclass
class Story:
    """A customer and a technician with nobody else in town."""

    customer: Person
    technician: Person

    async def is_told(self) -> None:
        """From the menu to the last star."""
        anna, bo = Steady(self.customer), Steady(self.technician)
        await self.customer.says("/menu")
        await self._orders(anna)
        job = await self._works(anna, bo)
        await asyncio.gather(_rates(anna, job), _rates(bo, job))

    async def _orders(self, anna: Hands) -> None:
        await anna.press(MenuPress, act="order")
        await anna.choose("category:water")
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
