"""Ratings and what they say about a person."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import JobId, PersonId
from bot.domain.offers import Job, JobStatus
from bot.domain.rating_rules import RatingRules

STARS = range(1, 6)
CUSTOMER_TAGS = ("on_time", "kind", "tidy", "skilled", "late", "rude", "messy", "not_fixed")
"""What a customer may say of a technician with one tap."""
TECHNICIAN_TAGS = ("clear", "kind", "easy_access", "absent", "rude", "other_problem")
"""What a technician may say of a customer with one tap."""


@dataclass(frozen=True, slots=True)
class Rating:
    """One person's word about another after a job; `revealed_at` is None while it is still blind.

    `fixed`: the customer's answer to whether one visit was enough; None when they did not say.
    """

    job: JobId
    author: PersonId
    subject: PersonId
    stars: int
    tags: tuple[str, ...]
    comment: str
    at: datetime
    revealed_at: datetime | None
    fixed: bool | None = None


RATED = frozenset({JobStatus.DONE, JobStatus.CUSTOMER_ABSENT})
"""The two have met, or one of them came in vain."""


def is_open(job: Job, rules: RatingRules, now: datetime) -> bool:
    """Whether ratings of this job are taken: from its end until they are revealed, so that nobody answers one."""
    return job.status in RATED and job.ended_at is not None and now < job.ended_at + rules.reveal_after


def average_stars(stars_sum: int, stars_count: int, rules: RatingRules) -> float:
    """The Bayesian average: (sum + weight · prior) / (count + weight).

    The prior (by default 4.5 stars with the weight of 5 jobs) keeps one angry or one delighted first customer
    from deciding a newcomer's rank; after some twenty jobs the technician's own record outweighs it.
    """
    return (stars_sum + rules.prior_weight * rules.prior_stars) / (stars_count + rules.prior_weight)
