"""What an order costs its customer as it stands."""

from collections.abc import Sequence

from bot.domain.money import Money
from bot.domain.offers import Job, JobStatus
from bot.domain.orders import Order, OrderStatus

GONE = frozenset({JobStatus.HANDED_BACK, JobStatus.CANCELLED})
"""Whoever left is not paid."""


def costs(order: Order, jobs: Sequence[Job]) -> Money | None:
    """What was done, once it is done; before that the price for all, and the extra work agreed to. None: no price."""
    there = [job for job in jobs if job.status not in GONE]
    if order.status in {OrderStatus.DONE, OrderStatus.CLOSED}:
        return _sum([job.total for job in there if job.status is JobStatus.DONE and job.total])
    extra = [job.extra for job in there if job.extra]
    return _sum([order.price.times(order.crew), *extra]) if order.price else None


def _sum(amounts: Sequence[Money]) -> Money | None:
    return sum(amounts[1:], amounts[0]) if amounts else None
