"""The service book of a place, for its customer: what was done, by whom, what can still come back."""

from dataclasses import dataclass
from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.domain.ids import private_chat
from bot.domain.orders import OrderStatus
from bot.domain.service_book import Entry
from bot.ui.after_work_presses import BookPress
from bot.ui.job_sight import job_sight
from bot.ui.keyboards import button, inline
from bot.ui.presses import JobPress
from bot.ui.registry import CardRequest, card
from bot.ui.service_names import service_name
from bot.ui.view import View
from db import handovers, job_photos, orders, service_book

MOST_LINES = 8
"""As many as are read without scrolling; older work is found under the orders."""
MOST_BOOKS = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One job as the customer reads it."""

    number: int
    entry: Entry
    service: str
    technician: str
    covered: bool
    returned_as: int | None

    @property
    def until(self) -> datetime | None:
        """When the warranty ends, or ended."""
        return self.entry.warranty_until


@card("books")
def books_card(ask: CardRequest) -> View | None:
    """The places of the person (the subject) at which something was done."""
    if ask.chat_id != ask.subject_id:
        return None
    books = service_book.books_of(ask.connection, ask.subject_id)[:MOST_BOOKS]
    rows = [[button(f"📍 {address.words}", BookPress(act="open", number=place))] for place, address in books]
    return View(ask.render("book/choice", any_books=bool(books)), inline(rows))


@card("book")
def book_card(ask: CardRequest) -> View | None:
    """One place (the subject), newest work first."""
    known = service_book.place(ask.connection, ask.subject_id)
    if known is None or private_chat(known[0]) != ask.chat_id:
        return None
    entries = service_book.of_place(ask.connection, ask.subject_id, MOST_LINES)
    lines = [_line(ask, number, entry) for number, entry in enumerate(entries, 1)]
    link = button(ask.texts.label("QR code to print"), BookPress(act="link", number=ask.subject_id))
    text = ask.render("book/card", address=known[1], lines=lines)
    return View(text, inline([*(_buttons(ask, line) for line in lines), [link]]))


def _line(ask: CardRequest, number: int, entry: Entry) -> Line:
    sight = job_sight(ask.connection, entry.job)
    assert sight is not None
    again = orders.find(ask.connection, entry.returned_as) if entry.returned_as else None
    running = again is not None and again.status is not OrderStatus.CANCELLED
    return Line(
        number=number,
        entry=entry,
        service=service_name(ask.texts, ask.market, sight.order.service),
        technician=sight.technician_name,
        covered=entry.is_covered(ask.now),
        returned_as=again.id if again is not None and running else None,
    )


def _buttons(ask: CardRequest, line: Line) -> list[InlineKeyboardButton | None]:
    """What can be done about one line; its number stands before each."""
    entry, job = line.entry, line.entry.job
    may_come_back = line.covered and line.returned_as is None
    back = BookPress(act="ask", number=entry.id) if may_come_back else None
    report = JobPress(act="report", job_id=job) if handovers.of_job(ask.connection, job) else None
    photos = JobPress(act="photos", job_id=job) if job_photos.count(ask.connection, job) else None
    label, number = ask.texts.label, line.number
    return [
        button(label("%(number)s · It came back", number=number), back) if back else None,
        button(label("%(number)s · Report", number=number), report) if report else None,
        button(label("%(number)s · Photos", number=number), photos) if photos else None,
    ]
