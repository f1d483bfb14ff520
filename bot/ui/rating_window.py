"""Whether a person still has a rating to give: decides whether a card offers it."""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.offers import Job
from bot.domain.rating_rules import RatingRules
from bot.domain.ratings import is_open
from db import ratings


def may_rate(connection: Connection, job: Job, author: int, rules: RatingRules, now: datetime) -> bool:
    """Ratings of this job are still taken, and this person has given none."""
    return is_open(job, rules, now) and ratings.by(connection, job.id, author) is None
