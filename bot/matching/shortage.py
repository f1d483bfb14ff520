"""Whether those at work can serve what is to come, and who of those off duty would be missing least if left alone.

Demand and people are matched as a transport problem: each expected order goes to somebody who has the skills for it and
takes jobs that far from their base; each person serves as many as their time allows. The cheapest way of serving as
much as possible uses those at work first; what then falls to somebody off duty is what they are called in for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from bot.domain.ids import PersonId
from bot.domain.points import Point
from bot.matching.forecast import Demand, flat_km

BUSY = 0.8
"""Of a shift, the part that work and ways can fill: orders do not come one exactly when the other is done."""
AN_OFF_DUTY_ORDER = 0.1
"""What serving an order with somebody off duty costs, of its worth, so that whoever is at work comes first."""
A_KM = 0.01
"""And each kilometre from their base, so that of two off duty the nearer one is called."""
LEAST_SHARE = 0.5
"""Nobody is called in for less than half an order, should they come."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who could serve orders: `free_at` and `until` bound the time they have; `chance` that they do come.

    Whoever is at work has come: their chance is 1.
    """

    id: PersonId
    skills: frozenset[str]
    base: Point
    radius_km: float
    free_at: datetime
    until: datetime
    chance: float = 1.0
    on_duty: bool = True


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody off duty who is needed: `near` orders are expected in their reach, `missing` of them nobody serves."""

    technician: PersonId
    near: float
    missing: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is expected, how much of it those at work can serve, and who should be called in, the most needed first."""

    expected: float
    served: float
    calls: tuple[Call, ...]

    @property
    def missing(self) -> float:
        """Orders that nobody at work has time for."""
        return self.expected - self.served


def outlook(demand: Iterable[Demand], hands: Iterable[Hand], each_takes: timedelta) -> Outlook:
    """Match what is expected with who is there. `each_takes`: an order's way and work together."""
    wanted = [one for one in demand if one.orders > 0]
    able = [hand for hand in hands if hand.until > hand.free_at]
    expected = sum(one.orders for one in wanted)
    pairs = [(i, j) for i, hand in enumerate(able) for j, one in enumerate(wanted) if can_take(hand, one)]
    if not pairs:
        return Outlook(expected, 0.0, ())
    served = dict.fromkeys(range(len(able)), 0.0)
    for (hand, _), orders in zip(pairs, _transport(wanted, able, pairs, each_takes), strict=True):
        served[hand] += orders
    by_those_at_work = sum(orders for i, orders in served.items() if able[i].on_duty)
    calls = [_call(able[i], wanted, orders) for i, orders in served.items() if _is_called(able[i], orders)]
    return Outlook(expected, by_those_at_work, tuple(sorted(calls, key=lambda call: (-call.missing, call.technician))))


def can_take(hand: Hand, one: Demand) -> bool:
    """Whether such orders would be offered to them at all."""
    return one.skills <= hand.skills and flat_km(hand.base, one.point) <= hand.radius_km


def capacity(hand: Hand, each_takes: timedelta) -> float:
    """How many orders they can be reckoned with for."""
    return hand.chance * BUSY * ((hand.until - hand.free_at) / each_takes)


def _transport(
    wanted: Sequence[Demand], able: Sequence[Hand], pairs: Sequence[tuple[int, int]], each_takes: timedelta
) -> list[float]:
    """How many orders of each pair: what is served is as much as possible, at the least cost."""
    from scipy.optimize import LinearConstraint, milp  # here, or the market would start a quarter of a second later
    from scipy.sparse import coo_array

    columns = np.arange(len(pairs))
    rows = np.array([[hand, len(able) + one] for hand, one in pairs])
    limits = [*(capacity(hand, each_takes) for hand in able), *(one.orders for one in wanted)]
    sums = coo_array(
        (np.ones(2 * len(pairs)), (rows.T.ravel(), np.tile(columns, 2))), shape=(len(limits), len(pairs))
    ).tocsr()
    worth = [_worth(able[hand], wanted[one]) for hand, one in pairs]
    solved = milp(-np.array(worth), constraints=LinearConstraint(sums, ub=np.array(limits)))
    if solved.x is None:
        raise ArithmeticError(f"the transport problem was not solved: {solved.message}")
    return [float(orders) for orders in solved.x]


def _worth(hand: Hand, one: Demand) -> float:
    """Serving always pays, however far: only who serves is a matter of cost."""
    if hand.on_duty:
        return 1.0
    return max(0.1, 1.0 - AN_OFF_DUTY_ORDER - A_KM * flat_km(hand.base, one.point))


def _is_called(hand: Hand, orders: float) -> bool:
    return not hand.on_duty and orders >= LEAST_SHARE * hand.chance


def _call(hand: Hand, wanted: Sequence[Demand], orders: float) -> Call:
    return Call(hand.id, sum(one.orders for one in wanted if can_take(hand, one)), orders)
