"""Where applying begins and ends: the command, an application that can be sent again, one that is withdrawn."""

from collections.abc import Callable

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.ids import PersonId
from bot.domain.people import Person
from bot.flows import registration
from bot.flows.acts import unknown_act
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.application_presses import WithdrawPress
from bot.ui.presses import ApplyPress
from bot.ui.texts import N_
from bot.usecases import front_door, own_application

router = Router(name="applying")


@router.callback_query(ApplyPress.filter())
async def pressed(query: CallbackQuery, turn: Turn) -> None:
    """The button of the application's card."""
    await turn.decide(lambda tx: begin(tx, turn.sender))
    await answer(query, turn.sender.language)


Act = Callable[[Transaction, PersonId], None]
ACTS: dict[str, tuple[Act, str]] = {
    "ask": (own_application.ask_withdraw, ""),
    "yes": (own_application.withdraw, N_("Withdrawn.")),
    "no": (own_application.check_waits, N_("It stays with the operators.")),
}
"""What an applicant's press about withdrawing is called → what happens, and the word after it."""


@router.callback_query(WithdrawPress.filter())
async def withdrawing(query: CallbackQuery, callback_data: WithdrawPress, turn: Turn) -> None:
    """The wish to withdraw the application, and the answer to whether they are sure."""
    act, words = ACTS.get(callback_data.act, (unknown_act, ""))
    await turn.decide(lambda tx: act(tx, turn.sender.id))
    await answer(query, turn.sender.language, words)


@router.message(Command("apply"))
async def commanded(_message: Message, turn: Turn) -> None:
    """The same, typed."""
    await turn.decide(lambda tx: begin(tx, turn.sender))


def begin(tx: Transaction, person: Person) -> None:
    """Start the registration; whoever has not agreed to the rules yet is asked that first."""
    if front_door.let_in(tx, person.id, "apply"):
        registration.begin(tx, person)
