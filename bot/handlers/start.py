"""The front door: /start, the menu, help, the rules, the language. In private chats only."""

from aiogram import Router
from aiogram.filters import Command, CommandStart
from aiogram.types import CallbackQuery, Message

from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.presses import LanguagePress
from bot.usecases import people
from bot.usecases.front_door import open_menu
from bot.usecases.telling import Priority, notify

router = Router(name="start")


@router.message(CommandStart())
async def start(message: Message, turn: Turn) -> None:
    """Greet and show the way in. What a link carries behind /start decides nothing here."""
    await turn.decide(lambda tx: open_menu(tx, turn.sender.id))


@router.message(Command("menu"))
async def menu(message: Message, turn: Turn) -> None:
    """The menu again."""
    await turn.decide(lambda tx: open_menu(tx, turn.sender.id))


@router.message(Command("help"))
async def show_help(message: Message, turn: Turn) -> None:
    """What can be done here, and how to reach a human."""
    await _say(turn, "help/help")


@router.message(Command("privacy"))
async def privacy(message: Message, turn: Turn) -> None:
    """What is kept and who sees it."""
    await _say(turn, "start/privacy")


@router.message(Command("language"))
async def language(message: Message, turn: Turn) -> None:
    """Which language?"""
    await _say(turn, "start/language")


@router.callback_query(LanguagePress.filter())
async def language_chosen(query: CallbackQuery, callback_data: LanguagePress, turn: Turn) -> None:
    """Speak it from now on; the menu (or the question for consent) comes in it at once."""

    def decide(tx: Transaction) -> None:
        people.choose_language(tx, turn.sender.id, callback_data.language)
        open_menu(tx, turn.sender.id)

    await turn.decide(decide)
    await answer(query, callback_data.language)


async def _say(turn: Turn, view: str) -> None:
    await turn.decide(lambda tx: notify(tx, turn.chat, view, priority=Priority.ANSWER))
