"""Extra work: what turned out on site to be needed besides, valid once the customer agrees."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.ids import JobId
from bot.domain.money import Money
from bot.domain.offers import Job

ExtraId = NewType("ExtraId", int)


class ExtraStatus(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Extra:
    """One proposal: how much more, for what, in the technician's words."""

    id: ExtraId
    job: JobId
    amount: Money
    words: str
    status: ExtraStatus
    at: datetime


def most_extra(job: Job, max_percent: int) -> Money | None:
    """How much extra work may still cost on this job; None without a price to measure it by."""
    if job.pay is None:
        return None
    approved = job.extra.amount if job.extra else 0
    return Money(max(0, job.pay.amount * max_percent // 100 - approved), job.pay.currency)
