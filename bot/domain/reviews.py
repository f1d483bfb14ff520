"""What customers have written about a technician, with what the technician answered: for other customers to read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import JobId, PersonId
from bot.domain.ratings import STARS


@dataclass(frozen=True, slots=True)
class Review:
    """A customer's rating of a technician that may be read. `reply`: '' without one; operators may have hidden it."""

    rating: int
    job: JobId
    author: PersonId
    technician: PersonId
    stars: int
    words: str
    at: datetime
    reply: str = ""
    hidden: bool = False

    @property
    def public_reply(self) -> str:
        """What customers read of the reply."""
        return "" if self.hidden else self.reply


def spread_of(stars: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Stars and how often each was given, five first; nothing of those that nobody gave."""
    counted = Counter(stars)
    return tuple((star, counted[star]) for star in reversed(STARS) if counted[star])
