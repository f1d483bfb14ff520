"""The simulated customers of a demo city: people who want what the demand file says, at a rate, in its rhythm."""

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from math import inf

from bot.demo.customer import SimulatedCustomer
from bot.demo.demand import SHIPPED, Rhythm, beginning_at, brought_to, category_of, newcomer, time_of_day
from bot.demo.hands import LostThreadError
from bot.demo.requests import Request, read_requests
from bot.demo.town import Town
from playground.stage.acts import ActRefused

AN_HOUR = 3600.0
REGULARS = 100
"""From so many customers on, whoever has been served orders again before somebody new comes: a city is finite."""
MOST_REQUESTS = 10_000
LOOKS_AGAIN_S = 30.0
"""Seconds of the world's time after which whoever waits for the next order looks at the rate again."""


@dataclass
class Customers:
    """Whoever orders by themselves. Their rate is changed while they do."""

    town: Town
    dice: random.Random
    reach_km: float
    orders_an_hour: float = 0.0
    """In the busiest hour of the day."""
    _requests: list[Request] = field(init=False)
    _rhythm: Rhythm = field(init=False)
    _wishes: Iterator[Request] = field(init=False)
    _coming: bool = False
    _known: int = 0
    _served: deque[SimulatedCustomer] = field(default_factory=deque)

    def __post_init__(self) -> None:
        """Know what people want: whatever of the file this market does at all."""
        market = self.town.market
        requests = [
            one for one in read_requests(SHIPPED, MOST_REQUESTS) if market.catalogue.service(one.service) is not None
        ]
        self._requests = brought_to(market.city.centre, self.reach_km, requests) if requests else []
        self._rhythm = Rhythm(self._requests)
        self._wishes = beginning_at(time_of_day(self._now), self._requests)

    def wants(self, orders_an_hour: float) -> None:
        """Let so many orders come in within the busiest hour of the world's day."""
        if orders_an_hour and not self._requests:
            raise ActRefused("Nobody in the demand file wants what this market does.")
        self.orders_an_hour = orders_an_hour
        if orders_an_hour and not self._coming:
            self._coming = True
            self.town.begin(self._come())

    async def _come(self) -> None:
        for number in count():
            await self._somebody_wants()
            self.town.begin(self._lives(self._customer(number)))

    async def _somebody_wants(self) -> None:
        """Wait as in the busiest hour; in a quieter one many do not order after all. Another rate counts at once."""
        while True:
            gap = self.dice.expovariate(self.orders_an_hour / AN_HOUR) if self.orders_an_hour else inf
            await self.town.pastime.passes(min(gap, LOOKS_AGAIN_S))
            if gap <= LOOKS_AGAIN_S and self.dice.random() < self._rhythm.share(self._now.hour):
                return

    @property
    def _now(self) -> datetime:
        return self.town.clock.now().astimezone(self.town.market.city.time_zone)

    async def _lives(self, customer: SimulatedCustomer) -> None:
        """Order, wait, rate, perhaps come again. Whoever lost the thread because of a fault leaves: so do people."""
        try:
            await customer.orders()
            await customer.sees_it_through()
            self._served.append(customer)
        except LostThreadError as lost:
            print(f"A simulated customer gave up: {str(lost).splitlines()[0]}", flush=True)

    def _customer(self, number: int) -> SimulatedCustomer:
        request = next(self._wishes)
        if self._known >= REGULARS and self._served:
            customer = self._served.popleft()
            customer.wants(request, category_of(self.town.market.catalogue, request.service))
            return customer
        self._known += 1
        return newcomer(self.town, request, number)
