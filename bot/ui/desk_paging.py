"""What all operators' lists share: a page's lines, its buttons, the way to the next page."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from aiogram.types import InlineKeyboardButton

from bot.ui.keyboards import button
from bot.ui.presses import DeskPagePress
from bot.ui.registry import CardRequest
from db.desk_pages import DeskPage

PAGE_SIZE = 8
"""Lines a page: what a phone shows without scrolling."""
Row = Sequence[InlineKeyboardButton | None]


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A list's page, and what it is drawn from."""

    ask: CardRequest
    page: DeskPage

    def pages(self, count: int) -> int:
        """How many pages that many lines fill; an empty list is one page that says so."""
        return max(1, -(-count // PAGE_SIZE))

    def current(self, count: int) -> int:
        """The page that is shown, counted from 0: the list may have become shorter since it was opened."""
        return min(self.page.page, self.pages(count) - 1)

    def turning(self, count: int) -> Row:
        """The buttons to the pages before and after."""
        now, label = self.current(count), self.ask.texts.label
        return [
            self._to(now - 1, label("Previous")) if now > 0 else None,
            self._to(now + 1, label("Next")) if now + 1 < self.pages(count) else None,
        ]

    def choice(self, label: str, which: str) -> InlineKeyboardButton:
        """A button that makes the list show something else; the present choice is marked."""
        text = f"· {label} ·" if which == self.page.words else label
        return button(text, DeskPagePress(desk_page=self.page.id, page=0, which=which))

    def _to(self, page: int, label: str) -> InlineKeyboardButton:
        return button(label, DeskPagePress(desk_page=self.page.id, page=page))


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """The text and the buttons of one page."""

    text: str
    rows: Sequence[Row] = field(default_factory=tuple)
