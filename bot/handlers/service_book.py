"""The service book: its command, its buttons, and the link that reopens it."""

from collections.abc import Callable

from aiogram import Bot, Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery, Message

from bot.domain.ids import PersonId
from bot.domain.service_book import EntryId, PlaceId, token_from
from bot.flows.acts import unknown_act
from bot.handlers.typed_command import typed_command
from bot.turn import Transaction, Turn
from bot.ui.after_work_presses import BookPress
from bot.ui.answering import answer
from bot.ui.texts import N_
from bot.usecases.front_door import let_in
from bot.usecases.service_book import open_book, open_books, open_linked, show_link
from bot.usecases.warranty import ask_back, come_back

router = Router(name="service_book")


class BookLink(Filter):
    """Lets a /start through that carries the link of a service book, with its token."""

    async def __call__(self, message: Message, bot: Bot) -> bool | dict[str, str]:
        """The token, if there is one."""
        typed = await typed_command(message, bot)
        token = token_from(typed.words) if typed is not None and typed.name == "start" else None
        return token is not None and {"token": token}


@router.message(BookLink())
async def linked(_message: Message, turn: Turn, token: str) -> None:
    """Somebody has opened the link; whoever is new here is asked for consent first."""

    def decide(tx: Transaction) -> None:
        if let_in(tx, turn.sender.id, "book"):
            open_linked(tx, token, turn.sender.id)

    await turn.decide(decide)


@router.message(Command("book"))
async def book_command(_message: Message, turn: Turn) -> None:
    """What was done at my places."""

    def decide(tx: Transaction) -> None:
        if let_in(tx, turn.sender.id, "book"):
            open_books(tx, turn.sender.id)

    await turn.decide(decide)


Act = Callable[[Transaction, int, PersonId, str], None]
ACTS: dict[str, tuple[Act, str]] = {
    "open": (lambda tx, place, person, _: open_book(tx, PlaceId(place), person), ""),
    "link": (lambda tx, place, person, username: show_link(tx, PlaceId(place), person, username), ""),
    "ask": (lambda tx, entry, person, _: ask_back(tx, EntryId(entry), person), ""),
    "back": (lambda tx, entry, person, _: _come_back(tx, entry, person), N_("We send somebody, free of charge.")),
}
"""What a press is called → what happens, and the word after it."""


@router.callback_query(BookPress.filter())
async def pressed(query: CallbackQuery, callback_data: BookPress, turn: Turn, bot: Bot) -> None:
    """A button of the book."""
    act, words = ACTS.get(callback_data.act, (unknown_act, ""))
    username = (await bot.me()).username or ""
    await turn.decide(lambda tx: act(tx, callback_data.number, turn.sender.id, username))
    await answer(query, turn.sender.language, words)


def _come_back(tx: Transaction, entry: int, person: PersonId) -> None:
    come_back(tx, EntryId(entry), person)
