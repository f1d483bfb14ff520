"""How well a policy served a city, in figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil, nan, sqrt
from statistics import fmean, stdev

from bot.matching.lab.calibration import brier
from bot.matching.lab.records import WITHIN, LabOrder, Outcome
from bot.matching.lab.world import World

STUDENT_T = (
    12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13,
    2.12, 2.11, 2.10, 2.09, 2.09, 2.08, 2.07, 2.07, 2.06, 2.06, 2.06, 2.05, 2.05, 2.05, 2.04,
)  # fmt: skip
"""The 97.5% quantile of Student's t for 1 to 30 degrees of freedom."""
NORMAL = 1.96


@dataclass(frozen=True, slots=True)
class Measures:
    """One policy's figures for one city: the table's columns.

    Shares are in hundredths of all orders. Minutes to accept: from the order to its complete crew, among orders that
    found theirs. `km_a_job`: along the streets. `gini`: of jobs done over all technicians, 0 when all have the same.
    `brier`: how far the predicted chances of a yes were off, whether or not the policy looks at them.
    """

    on_site: float
    accept_p50: float
    accept_p90: float
    offers_an_order: float
    km_a_job: float
    unserved: float
    gini: float
    late_taps: float
    brier: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over seeds with half the width of its 95% confidence interval (Student's t)."""

    mean: float
    half_width: float


def measure(world: World) -> Measures:
    """The figures of a world in which everything has ended."""
    orders, found = world.orders, [order for order in world.orders if order.outcome is Outcome.FOUND]
    minutes = [_minutes_to_accept(order) for order in found]
    jobs = sum(duty.done for duty in world.duties.values())
    return Measures(
        on_site=_percent(sum(_is_in_time(order) for order in found), len(orders)),
        accept_p50=quantile(minutes, 0.5),
        accept_p90=quantile(minutes, 0.9),
        offers_an_order=sum(len(order.offers) for order in orders) / len(orders),
        km_a_job=sum(order.metres for order in found) / 1000 / jobs if jobs else nan,
        unserved=_percent(len(orders) - len(found), len(orders)),
        gini=gini([duty.done for duty in world.duties.values()]),
        late_taps=_percent(sum(order.late_taps for order in orders), len(orders)),
        brier=brier(world.told),
    )


def estimate(values: Sequence[float]) -> Estimate:
    """The mean, and how far off it may be; one value alone does not say."""
    if len(values) < 2:
        return Estimate(fmean(values), nan)
    freedom = len(values) - 1
    t = STUDENT_T[freedom - 1] if freedom <= len(STUDENT_T) else NORMAL
    return Estimate(fmean(values), t * stdev(values) / sqrt(len(values)))


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that so large a share of them does not exceed; not a number when there are none."""
    return sorted(values)[max(0, ceil(share * len(values)) - 1)] if values else nan


def gini(values: Sequence[int]) -> float:
    """The Gini coefficient: 0 when everybody has the same, towards 1 when one has it all."""
    total, count = sum(values), len(values)
    if not total:
        return 0.0
    weighted = sum(rank * value for rank, value in enumerate(sorted(values), start=1))
    return 2 * weighted / (count * total) - (count + 1) / count


def _is_in_time(order: LabOrder) -> bool:
    """The whole crew at the door within the hour."""
    return max(order.arrived) - order.placed <= WITHIN


def _minutes_to_accept(order: LabOrder) -> float:
    assert order.ended is not None
    return (order.ended - order.placed) / timedelta(minutes=1)


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole
