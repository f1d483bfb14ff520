"""Where applying begins: the command, and the button of an application that can be sent again."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Person
from bot.flows import registration
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.presses import ApplyPress
from bot.usecases import front_door

router = Router(name="applying")


@router.callback_query(ApplyPress.filter())
async def pressed(query: CallbackQuery, turn: Turn) -> None:
    """The button of the application's card."""
    await turn.decide(lambda tx: begin(tx, turn.sender))
    await answer(query, turn.sender.language)


@router.message(Command("apply"))
async def commanded(_message: Message, turn: Turn) -> None:
    """The same, typed."""
    await turn.decide(lambda tx: begin(tx, turn.sender))


def begin(tx: Transaction, person: Person) -> None:
    """Start the registration; whoever has not agreed to the rules yet is asked that first."""
    if front_door.let_in(tx, person.id, "apply"):
        registration.begin(tx, person)
