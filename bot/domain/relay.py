"""The chat between the two people of a job, through the bot: neither sees the other's account."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import JobId, PersonId
from bot.domain.offers import Job, JobStatus
from bot.domain.orders import OVER, Order
from bot.domain.points import Point

AFTER_DONE = timedelta(hours=24)
"""How long after the work two people may still talk: a forgotten key, a question about the tap."""
KINDS = frozenset({"text", "photo", "voice", "video", "document", "location"})


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one of them says: words, a file that Telegram keeps, or a place."""

    kind: str
    words: str = ""
    file_id: str = ""
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class RelayedMessage:
    """An utterance as it was passed on."""

    id: int
    job: JobId
    author: PersonId
    said: Utterance
    at: datetime


def may_talk(job: Job, order: Order, now: datetime) -> bool:
    """Whether the two may (still) write to each other: while the job runs, and for a day after it is done."""
    if order.status in OVER:
        return False
    if job.status is JobStatus.DONE and job.ended_at is not None:
        return now < job.ended_at + AFTER_DONE
    return job.is_running
