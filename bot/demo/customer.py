"""A simulated customer: orders in chat like anybody, waits, rates."""

import asyncio
from dataclasses import dataclass, field

from bot.demo.hands import Hands
from bot.demo.pastime import Pastime
from bot.demo.rating import rates
from bot.demo.registering import greets
from bot.demo.requests import Request
from bot.ui.presses import MenuPress, RatePress

A_DAY = 24 * 3600.0
PATIENCE = 3 * 3600.0
"""Seconds of the world's time that a customer of the demo city waits in all, before ordering something else."""


@dataclass(slots=True)
class SimulatedCustomer:
    """One request becomes one customer with one order. `category` is the service's group in the catalogue."""

    hands: Hands
    request: Request
    category: str
    pastime: Pastime
    rated: set[int] = field(default_factory=set)
    _is_known: bool = False

    def wants(self, request: Request, category: str) -> None:
        """Something else is broken."""
        self.request, self.category = request, category

    async def orders(self) -> None:
        """From Start to the confirmed order; whoever has ordered before begins with the command."""
        hands, request = self.hands, self.request
        if self._is_known:
            await hands.person.says("/new")
        else:
            await greets(hands)
            await hands.press(MenuPress, act="order")
            self._is_known = True
        await hands.mark(f"category:{self.category}")
        await hands.choose(f"service:{request.service}")
        await hands.types(request.words)
        await hands.choose("continue")
        await hands.shares_place(request.point.lat, request.point.lon)
        await hands.choose("at_once")
        await hands.choose("crew:1")
        await hands.shares_contact()
        await hands.choose("nav:confirm")

    async def waits(self) -> None:
        """Rate every technician who has been there, until cancelled."""
        while True:
            await self.hands.person.chat.until(self._unrated, A_DAY)
            await self._rates()

    async def sees_it_through(self) -> None:
        """Wait until somebody has been there and is rated; whom nobody serves gives up after a while."""
        waits = (self.hands.person.chat.until(self._unrated, A_DAY), self.pastime.passes(PATIENCE))
        tasks = [asyncio.ensure_future(wait) for wait in waits]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
        await self._rates()

    async def _rates(self) -> None:
        job = self._unrated()
        if job is not None:
            self.rated.add(job)
            await rates(self.hands, self.pastime, job, as_customer=True)

    def _unrated(self) -> int | None:
        jobs = (press.job_id for _, _, press in self.hands.buttons(RatePress))
        return next((job for job in jobs if job not in self.rated), None)
