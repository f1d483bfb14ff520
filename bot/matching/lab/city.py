"""The simulated city: its technicians, its orders, its midnight. The same seed builds the same city."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from random import Random
from typing import TypeVar

from bot.domain.ids import PersonId
from bot.domain.market import Market
from bot.domain.points import Point
from bot.domain.technicians import Shift, WeeklyHours
from bot.matching.lab.demand import DailyDemand, Wanted, beside, days_of

T = TypeVar("T")
Spell = tuple[datetime, datetime]
"""From when until when."""

SHIFTS = {(6, 15): 12, (7, 16): 18, (8, 17): 18, (10, 19): 16, (12, 21): 14, (14, 23): 12, (22, 7): 10}
"""Hours of a shift → how many technicians in a hundred have it. The same every day."""
RADII_KM = (8, 10, 12, 15, 20)
MAX_JOBS = {1: 70, 2: 25, 3: 5}
"""Jobs that somebody is willing to have at once → in a hundred. One is what a technician has who sets nothing."""
TRADES = {1: 20, 2: 40, 3: 40}
"""Services whose skills somebody has → in a hundred."""
BASE_SPREAD_KM = 2.0
EAGERNESS_SPREAD = 0.6
"""The standard deviation, in logits, of how much more or less willing than others somebody is."""


@dataclass(frozen=True, slots=True)
class CityTechnician:
    """A technician of the city. `eagerness`: logits added to the chance of a yes; `called_in`: at work besides."""

    id: PersonId
    skills: frozenset[str]
    base: Point
    radius_km: int
    hours: WeeklyHours
    max_jobs: int
    stars_sum: int
    stars_count: int
    eagerness: float
    called_in: tuple[Spell, ...] = ()

    def hours_at(self, moment: datetime) -> WeeklyHours:
        """Their hours; none at all (always) while they follow a call."""
        if self.called_in and any(since <= moment < until for since, until in self.called_in):
            return {}
        return self.hours


@dataclass(frozen=True, slots=True)
class SimulatedCity:
    """All that is the same for every policy. `seed` also draws how everybody would answer and how long ways take."""

    market: Market
    seed: int
    midnight: datetime
    days: int
    technicians: tuple[CityTechnician, ...]
    orders: tuple[Wanted, ...]


def build_city(
    market: Market, demand: DailyDemand, seed: int, orders_a_day: int, technicians: int, days: int
) -> SimulatedCity:
    """Draw a city. Technicians depend on the seed alone, so that every load is served by the same people."""
    midnight = datetime(2026, 3, 2, tzinfo=market.city.time_zone).astimezone(UTC)
    orders = days_of(demand, orders_a_day, days, Random(f"{seed} orders"))
    return SimulatedCity(
        market, seed, midnight, days, _hired(market, demand, technicians, Random(f"{seed} technicians")), tuple(orders)
    )


def _hired(market: Market, demand: DailyDemand, count: int, dice: Random) -> tuple[CityTechnician, ...]:
    """They live where orders come from and have the skills that orders want, as often as these do."""
    sample = demand(200, dice)
    return tuple(_technician(market, PersonId(1000 + number), sample, dice) for number in range(count))


def _technician(market: Market, person: PersonId, sample: list[Wanted], dice: Random) -> CityTechnician:
    trades = [dice.choice(sample).service for _ in range(_drawn(TRADES, dice))]
    start, end = _drawn(SHIFTS, dice)
    rated = dice.randrange(60)
    return CityTechnician(
        id=person,
        skills=frozenset[str]().union(*(skills_for(market, trade) for trade in trades)),
        base=beside(dice.choice(sample).point, BASE_SPREAD_KM, dice),
        radius_km=dice.choice(RADII_KM),
        hours=dict.fromkeys(range(7), Shift(time(start), time(end))),
        max_jobs=_drawn(MAX_JOBS, dice),
        stars_sum=round(rated * min(5.0, dice.gauss(4.6, 0.25))),
        stars_count=rated,
        eagerness=dice.gauss(0, EAGERNESS_SPREAD),
    )


def skills_for(market: Market, service: str) -> frozenset[str]:
    """What the service needs; the catalogue has it, or `check_services` would have refused the demand."""
    known = market.catalogue.service(service)
    assert known is not None
    return known.skills


def _drawn(shares: dict[T, int], dice: Random) -> T:
    (value,) = dice.choices(list(shares), list(shares.values()))
    return value
