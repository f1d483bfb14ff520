"""A first visit that a senior goes on from: why, what was found, and how the price is shared."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import JobId, OrderId
from bot.domain.money import Money

CONTINUED = "continued"
"""The reason of a job that ended with a call for a senior."""


class SeniorReason(StrEnum):
    """Why a first visit does not suffice: one tap each."""

    SKILL = "skill"
    TOOL = "tool"
    BIGGER = "bigger"
    SAFETY = "safety"


@dataclass(frozen=True, slots=True)
class Continuation:
    """The job that was left off, the order that goes on from it, and what its technician says about it."""

    job: JobId
    order: OrderId
    reason: SeniorReason
    words: str
    at: datetime


def shared(price: Money, first_percent: int) -> tuple[Money, Money]:
    """What the first visit gets and what is left for the next: together always the price, to the last minor unit."""
    first = Money(price.amount * first_percent // 100, price.currency)
    return first, Money(price.amount - first.amount, price.currency)
