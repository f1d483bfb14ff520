"""The service book, its link, and what comes back."""

from datetime import timedelta

from bot.domain.ids import JobId
from bot.domain.orders import Address
from bot.domain.service_book import Entry, EntryId, PlaceId
from bot.ui.cards.book import Line
from tests.rules.samples.people import NAME, NOW, Fields, order

SERVICE = "Leaking pipe <or> tap"
UNTIL = NOW + timedelta(days=90)


def line(number: int, *, warranty: bool, covered: bool, again: int | None = None) -> Line:
    """A job of a while ago."""
    entry = Entry(EntryId(number), PlaceId(1), JobId(number), NOW, UNTIL if warranty else None)
    return Line(number, entry, SERVICE, NAME, covered, again)


LINES = [
    line(1, warranty=True, covered=True),
    line(2, warranty=True, covered=True, again=14),
    line(3, warranty=True, covered=False),
    line(4, warranty=False, covered=False),
]
ADDRESS: Address = order().address
SAMPLES: dict[str, list[Fields]] = {
    "book/ask_back": [{"service": SERVICE, "name": NAME, "until": UNTIL}],
    "book/card": [{"address": ADDRESS, "lines": lines} for lines in (LINES, [])],
    "book/choice": [{"any_books": any_books} for any_books in (True, False)],
    "book/link": [{"words": "Rynek <1>", "link": "https://t.me/onsite_bot?start=book-abc"}],
    "refusals/came_back_already": [{"order": 14}],
}
