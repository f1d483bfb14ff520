"""What an operator sets beside the price of an order that is not in the catalogue, before the customer decides."""

from dataclasses import dataclass

from bot.domain.levels import Level

LONGEST_WORK = 12 * 60
"""Minutes: more than a day's work is several orders."""
MOST_NOTE = 500


@dataclass(frozen=True, slots=True)
class Terms:
    """How many come (None: as the customer asked), the least level, the minutes, a note to whoever is asked.

    Without a level anybody does; without minutes the work takes as long as usual.
    """

    crew: int | None = None
    level: Level | None = None
    minutes: int | None = None
    note: str = ""
