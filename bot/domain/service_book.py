"""The service book of a place: what was done there, and until when the market answers for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType

from bot.domain.ids import JobId, OrderId

PlaceId = NewType("PlaceId", int)
EntryId = NewType("EntryId", int)
LINK = "book-"
"""How the payload of a book's link begins: a token for anything else opens no book."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the book: one job that was done. `returned_as`: the order that was placed because it came back."""

    id: EntryId
    place: PlaceId
    job: JobId
    done_at: datetime
    warranty_until: datetime | None
    returned_as: OrderId | None = None

    def is_covered(self, now: datetime) -> bool:
        """Whether the market still answers for it."""
        return self.warranty_until is not None and now <= self.warranty_until


def warranty_until(done_at: datetime, days: int, before: datetime | None = None) -> datetime | None:
    """When the warranty of work done then ends; None without one.

    `before`: what came back is done again, and does not begin a new warranty: the first one goes on.
    """
    if before is not None:
        return before
    return done_at + timedelta(days=days) if days else None


def link_payload(token: str) -> str:
    """What stands behind ?start= in a book's link."""
    return LINK + token


def token_from(payload: str) -> str | None:
    """The token of a book's link; None for a link of another purpose."""
    return payload.removeprefix(LINK) if payload.startswith(LINK) else None
