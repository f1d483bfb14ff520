"""What a message is made of, before the sender turns it into calls."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.domain.points import Point

MediaKind = Literal["photo", "voice", "video", "document", "location", "venue", "contact"]
Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


@dataclass(frozen=True, slots=True)
class Media:
    """One thing beside the text: a file by `file_id`, a location by `point`, a contact by phone and name; a venue is a
    location with a name and an address, all in one message.

    A file of our own making has `make` instead, which returns its bytes, and a `name`. It is called in a thread when
    the message is sent, so that drawing a chart keeps nobody waiting; it must not read the database.
    """

    kind: MediaKind
    file_id: str = ""
    point: Point | None = None
    address: str = ""
    phone: str = ""
    name: str = ""
    make: Callable[[], bytes] | None = None

    def __post_init__(self) -> None:
        """A medium without its substance would be refused by Telegram long after its author has gone."""
        substance = {
            "location": self.point is not None,
            "venue": self.point is not None and bool(self.name and self.address),
            "contact": bool(self.phone and self.name),
        }
        if not substance.get(self.kind, bool(self.file_id or (self.make and self.name))):
            raise ValueError(f"a {self.kind} without what makes it one")


@dataclass(frozen=True, slots=True)
class Topic:
    """The thread of the operators' group that a message belongs to, where the group has threads: one a case."""

    case: int
    name: str


@dataclass(frozen=True, slots=True)
class View:
    """One message as a person sees it: text in Telegram's HTML, keyboard, media.

    `thread` is the number of its topic, once the courier has found or opened it.
    """

    text: str
    keyboard: Keyboard | None = None
    media: tuple[Media, ...] = ()
    topic: Topic | None = None
    thread: int | None = None
