"""The market's figures: one function a figure, the same for reports, charts and chats. docs/metrics.md defines them.

A figure is its value and the number of things it was taken from; None where there is nothing to take it from.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import ceil, floor

from bot.domain.measures.facts import Facts, JobFact, OrderFact
from bot.domain.offers import JobStatus, OfferStatus
from bot.domain.orders import OPEN, OrderStatus

HOUR = timedelta(hours=1)
ON_TIME = timedelta(minutes=10)
"""So much later than promised is still on time: a traffic light, a parking place."""
SMALL_SAMPLE = 20
"""Figures of fewer things than these say more about chance than about the market."""
SATISFIED = 4
"""Stars from which on a customer is counted as satisfied."""
PROMOTERS, DETRACTORS = range(9, 11), range(7)
"""Answers from 0 to 10 to 'would you recommend us': these would, those would rather not."""


class Unit(StrEnum):
    """What a figure is counted in."""

    COUNT = "count"
    SHARE = "share"
    MINUTES = "minutes"
    STARS = "stars"
    POINTS = "points"
    NUMBER = "number"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Value:
    """A figure's value (shares from 0 to 1, money in minor units) and the size of its sample."""

    value: float
    sample: int

    @property
    def is_uncertain(self) -> bool:
        """Whether it says more about chance."""
        return self.sample < SMALL_SAMPLE


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: its key, its unit and how it is taken from facts. `per_technician`: it means something for one."""

    key: str
    unit: Unit
    of: Callable[[Facts], Value | None]
    per_technician: bool = False


def percentile(values: Iterable[float], share: float) -> float | None:
    """The value below which that share of the values lies, interpolated between neighbours; None of none."""
    ascending = sorted(values)
    if not ascending:
        return None
    place = (len(ascending) - 1) * share
    low, high = ascending[floor(place)], ascending[ceil(place)]
    return low + (high - low) * (place - floor(place))


def minutes_to_accept(facts: Facts) -> list[float]:
    """From when the market could look until the first yes; orders for a later hour wait on purpose."""
    return [_minutes(o.accepted_at - o.asked_at) for o in facts.orders if o.accepted_at and not o.scheduled]


def minutes_to_arrive(facts: Facts) -> list[float]:
    """From when the market could look until the whole crew stood at the door."""
    return [_minutes(o.crewed_at - o.asked_at) for o in facts.orders if o.crewed_at and not o.scheduled]


def _placed(facts: Facts) -> Value | None:
    return Value(len(facts.orders), len(facts.orders))


def _accepted(facts: Facts) -> Value | None:
    return _share(order.accepted_at is not None for order in facts.orders)


def _percentile_of(minutes: Callable[[Facts], list[float]], share: float) -> Callable[[Facts], Value | None]:
    def of(facts: Facts) -> Value | None:
        values = minutes(facts)
        found = percentile(values, share)
        return None if found is None else Value(found, len(values))

    return of


def _within_hour(facts: Facts) -> Value | None:
    """Only orders whose hour is over count: the others may still be served in time."""
    due = [order for order in facts.orders if not order.scheduled and order.asked_at + HOUR <= facts.until]
    return _share(order.crewed_at is not None and order.crewed_at - order.asked_at <= HOUR for order in due)


def _unserved(facts: Facts) -> Value | None:
    """Nobody said yes, and nobody is being looked for any more."""
    over = {OrderStatus.EXPIRED} | set(OrderStatus) - OPEN
    return _share(order.accepted_at is None and order.status in over for order in facts.orders)


def _cancelled(facts: Facts) -> Value | None:
    return _share(order.status is OrderStatus.CANCELLED for order in facts.orders)


def _done(facts: Facts) -> Value | None:
    done = _done_orders(facts)
    return Value(len(done), len(done))


def _earned(facts: Facts) -> Value | None:
    done = _done_orders(facts)
    return Value(sum(order.total for order in done), len(done)) if done else None


def _returning(facts: Facts) -> Value | None:
    return _share(order.returning for order in facts.orders)


def _churn(facts: Facts) -> Value | None:
    return _share(customer not in facts.back for customer in facts.regulars)


def _first_visit(facts: Facts) -> Value | None:
    return _share(job.fixed for job in facts.jobs if job.fixed is not None)


def _still_fine(facts: Facts) -> Value | None:
    return _share(answer == 1 for answer in _answers(facts, "still_fine"))


def _satisfied(facts: Facts) -> Value | None:
    return _share(stars >= SATISFIED for stars in _stars(facts.jobs))


def _average_stars(facts: Facts) -> Value | None:
    stars = _stars(facts.jobs)
    return Value(sum(stars) / len(stars), len(stars)) if stars else None


def _promoter_score(facts: Facts) -> Value | None:
    answers = _answers(facts, "recommend")
    if not answers:
        return None
    points = sum((answer in PROMOTERS) - (answer in DETRACTORS) for answer in answers)
    return Value(100 * points / len(answers), len(answers))


def _complaints(facts: Facts) -> Value | None:
    jobs = sum(job.status is JobStatus.DONE for job in facts.jobs)
    return Value(100 * len(facts.cases) / jobs, jobs) if jobs else None


def _minutes_to_solve(facts: Facts) -> list[float]:
    return [_minutes(case.solved_at - case.opened_at) for case in facts.cases if case.solved_at]


def _given(facts: Facts) -> Value | None:
    return Value(sum(given.amount for given in facts.amends), len(facts.amends)) if facts.amends else None


def _acceptance(facts: Facts) -> Value | None:
    """Of the offers that somebody answered; one that went elsewhere before is nobody's no."""
    answered = {OfferStatus.ACCEPTED, OfferStatus.DECLINED}
    return _share(offer.status is OfferStatus.ACCEPTED for offer in facts.offers if offer.status in answered)


def _on_time(facts: Facts) -> Value | None:
    return _share(
        job.arrived_at <= job.promised_at + ON_TIME for job in facts.jobs if job.promised_at and job.arrived_at
    )


def _completion(facts: Facts) -> Value | None:
    """Of the jobs that were the technician's to end."""
    own_end = {JobStatus.DONE, JobStatus.HANDED_BACK}
    return _share(job.status is JobStatus.DONE for job in facts.jobs if job.status in own_end)


def _offers_an_order(facts: Facts) -> Value | None:
    asked = [order.offers for order in facts.orders if order.offers]
    return Value(sum(asked) / len(asked), len(asked)) if asked else None


FIGURES: tuple[Figure, ...] = (
    Figure("placed", Unit.COUNT, _placed),
    Figure("done", Unit.COUNT, _done, per_technician=True),
    Figure("earned", Unit.MONEY, _earned, per_technician=True),
    Figure("accepted", Unit.SHARE, _accepted),
    Figure("accept_half", Unit.MINUTES, _percentile_of(minutes_to_accept, 0.5)),
    Figure("accept_most", Unit.MINUTES, _percentile_of(minutes_to_accept, 0.9)),
    Figure("arrive_half", Unit.MINUTES, _percentile_of(minutes_to_arrive, 0.5)),
    Figure("arrive_most", Unit.MINUTES, _percentile_of(minutes_to_arrive, 0.9)),
    Figure("within_hour", Unit.SHARE, _within_hour),
    Figure("unserved", Unit.SHARE, _unserved),
    Figure("cancelled", Unit.SHARE, _cancelled),
    Figure("offers_an_order", Unit.NUMBER, _offers_an_order),
    Figure("acceptance", Unit.SHARE, _acceptance, per_technician=True),
    Figure("on_time", Unit.SHARE, _on_time, per_technician=True),
    Figure("completion", Unit.SHARE, _completion, per_technician=True),
    Figure("first_visit", Unit.SHARE, _first_visit, per_technician=True),
    Figure("still_fine", Unit.SHARE, _still_fine),
    Figure("stars", Unit.STARS, _average_stars, per_technician=True),
    Figure("satisfied", Unit.SHARE, _satisfied, per_technician=True),
    Figure("recommend", Unit.POINTS, _promoter_score),
    Figure("complaints", Unit.NUMBER, _complaints, per_technician=True),
    Figure("solve_half", Unit.MINUTES, _percentile_of(_minutes_to_solve, 0.5)),
    Figure("given", Unit.MONEY, _given),
    Figure("returning", Unit.SHARE, _returning),
    Figure("churn", Unit.SHARE, _churn),
)
"""Every figure, in the order in which they are read."""


def figure(key: str) -> Figure:
    """The figure of that key; a StopIteration is a slip of ours."""
    return next(figure for figure in FIGURES if figure.key == key)


def _done_orders(facts: Facts) -> list[OrderFact]:
    return [order for order in facts.orders if order.done_at is not None]


def _stars(jobs: Sequence[JobFact]) -> list[int]:
    return [job.stars for job in jobs if job.stars is not None]


def _answers(facts: Facts, kind: str) -> list[int]:
    return [survey.answer for survey in facts.surveys if survey.kind == kind]


def _minutes(length: timedelta) -> float:
    return length.total_seconds() / 60


def _share(kept: Iterable[bool | None]) -> Value | None:
    counted = [bool(one) for one in kept]
    return Value(sum(counted) / len(counted), len(counted)) if counted else None
