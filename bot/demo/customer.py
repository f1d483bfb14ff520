"""A simulated customer: orders in chat like anybody, waits, rates."""

from dataclasses import dataclass, field

from bot.demo.hands import Hands
from bot.demo.pastime import Pastime
from bot.demo.rating import rates
from bot.demo.registering import greets
from bot.demo.requests import Request
from bot.ui.presses import MenuPress, RatePress

A_DAY = 24 * 3600.0


@dataclass(slots=True)
class SimulatedCustomer:
    """One request becomes one customer with one order. `category` is the service's group in the catalogue."""

    hands: Hands
    request: Request
    category: str
    pastime: Pastime
    rated: set[int] = field(default_factory=set)

    async def orders(self) -> None:
        """From Start to the confirmed order."""
        hands, request = self.hands, self.request
        await greets(hands)
        await hands.press(MenuPress, act="order")
        await hands.choose(f"category:{self.category}")
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
            job = self._unrated()
            if job is not None:
                self.rated.add(job)
                await rates(self.hands, self.pastime, job, as_customer=True)

    def _unrated(self) -> int | None:
        jobs = (press.job_id for _, _, press in self.hands.buttons(RatePress))
        return next((job for job in jobs if job not in self.rated), None)
