"""Operators at work, in their group and in private: commands and lists.

To be included before everything else that reads messages: an operator's command is no answer to a wizard's question.
For a stranger none of this exists: their message goes on to where unknown commands are answered.
"""

from typing import Any

from aiogram import Bot, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.domain.desk import DeskList, OrdersShown, Span
from bot.domain.ids import OrderId, PersonId
from bot.handlers.backups import copy_of_market
from bot.handlers.desk_command import Desk
from bot.handlers.operator_commands import COMMANDS
from bot.handlers.typed_command import TypedCommand, typed_command
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.presses import AssignPress, DeskPagePress, DeskPress, WhyPress
from bot.usecases import desk, dispatch
from bot.usecases.staff import is_operators_group
from bot.usecases.why import turn_why

ANYWHERE = frozenset({"desk"})
"""Commands that staff may type in groups that are not the operators' (yet)."""
ALSO_OWN = frozenset({"cancel", "company"})
"""Commands that are everybody's as long as no words follow."""
router = Router(name="operators")


class FromStaff(Filter):
    """Lets through the operators' commands of those who are on the staff, where operators are heard."""

    async def __call__(self, message: Message, turn: Turn, bot: Bot) -> bool | dict[str, Any]:
        """The command that was typed, if it is one of ours and theirs to type."""
        if turn.role is None or message.sender_chat is not None:
            return False
        typed = await typed_command(message, bot)
        if typed is None or typed.name not in COMMANDS or _is_own(typed):
            return False
        return {"typed": typed} if await _is_heard(message, turn, typed) else False


def _is_own(typed: TypedCommand) -> bool:
    """A bare /cancel leaves the own wizard, a bare /company opens the own account; the rest is the operators'."""
    return typed.name in ALSO_OWN and not typed.words


async def _is_heard(message: Message, turn: Turn, typed: TypedCommand) -> bool:
    if message.chat.id == turn.sender.id or typed.name in ANYWHERE:
        return True
    return await turn.read(lambda connection: is_operators_group(connection, turn.market, message.chat.id))


@router.message(FromStaff())
async def command(message: Message, turn: Turn, typed: TypedCommand, services: Any, bot: Bot) -> None:
    """Do what was typed; the answer goes where it was typed."""
    gathered = await copy_of_market(turn, services.backups, typed.words) if typed.name == "backup" else {}
    at = Desk(turn.sender, turn.chat, gathered, (await bot.me()).username or "")
    await turn.decide(lambda tx: COMMANDS[typed.name](tx, at, typed.words))


@router.callback_query(DeskPress.filter())
async def list_pressed(query: CallbackQuery, callback_data: DeskPress, turn: Turn) -> None:
    """One of the lists, from the menu."""
    await turn.decide(lambda tx: _open(tx, turn, callback_data.act))
    await answer(query, turn.sender.language)


def _open(tx: Transaction, turn: Turn, act: str) -> None:
    if act == "applicants":
        desk.open_applications(tx, turn.sender.id, turn.chat)
    elif act == "stats":
        desk.open_list(tx, DeskList.STATISTICS, Span.TODAY, turn.sender.id, turn.chat)
    else:
        desk.open_list(tx, DeskList.ORDERS, OrdersShown.OPEN, turn.sender.id, turn.chat)


@router.callback_query(DeskPagePress.filter())
async def page_pressed(query: CallbackQuery, callback_data: DeskPagePress, turn: Turn) -> None:
    """Another page of a list, or another choice of what it shows."""
    words = None if callback_data.which == "same" else callback_data.which
    page, number = callback_data.desk_page, callback_data.page
    await turn.decide(lambda tx: desk.turn_list(tx, page, number, turn.sender.id, turn.chat, words))
    await answer(query, turn.sender.language)


@router.callback_query(WhyPress.filter())
async def why_pressed(query: CallbackQuery, callback_data: WhyPress, turn: Turn) -> None:
    """Another wave, or some of those it considered."""
    page, spot = callback_data.desk_page, callback_data.spot
    await turn.decide(lambda tx: turn_why(tx, page, spot, turn.sender.id, turn.chat))
    await answer(query, turn.sender.language)


@router.callback_query(AssignPress.filter())
async def assign_pressed(query: CallbackQuery, callback_data: AssignPress, turn: Turn) -> None:
    """The technician for an order."""
    order, technician = OrderId(callback_data.order_id), PersonId(callback_data.person_id)
    await turn.decide(lambda tx: dispatch.assign(tx, order, technician, turn.sender.id))
    await answer(query, turn.sender.language, "Assigned.")
