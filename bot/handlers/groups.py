"""Groups, and who lets the bot in or puts it out.

Operators' commands have been taken out before (`operators.py`); what else is written in a group is not for the bot.
"""

from aiogram import Bot, Router
from aiogram.filters import Filter
from aiogram.types import ChatMemberUpdated, Message

from bot.handlers.typed_command import typed_command
from bot.turn import Transaction, Turn
from bot.usecases.groups import came_into_group, command_in_group, left_group
from bot.usecases.people import lost_contact, regained_contact
from bot.usecases.staff import move_desk

OUT = frozenset({"left", "kicked"})
router = Router(name="groups")


class NotPrivate(Filter):
    """Lets through what is written in groups and channels."""

    async def __call__(self, message: Message) -> bool:
        """Whether anybody else can read it."""
        return message.chat.type != "private"


@router.message(NotPrivate())
async def said_in_group(message: Message, turn: Turn, bot: Bot) -> None:
    """Nothing to do, but for a group that gets a new id and a command that hopes for an answer."""
    moved_to, commanded = message.migrate_to_chat_id, await typed_command(message, bot)
    username = (await bot.me()).username or ""

    def decide(tx: Transaction) -> None:
        if moved_to is not None:
            move_desk(tx, turn.chat, moved_to)
        elif commanded is not None:
            command_in_group(tx, turn.chat, username)

    await turn.decide(decide)


@router.my_chat_member()
async def standing_changed(event: ChatMemberUpdated, turn: Turn, bot: Bot) -> None:
    """The bot was blocked or let in again by a person, added to a group or put out of one."""
    is_out = event.new_chat_member.status in OUT
    if event.chat.type == "private":
        change = lost_contact if is_out else regained_contact
        await turn.decide(lambda tx: change(tx, turn.chat))
        return
    username = (await bot.me()).username or ""

    def decide(tx: Transaction) -> None:
        if is_out:
            left_group(tx, turn.chat)
        else:
            came_into_group(tx, turn.chat, username)

    await turn.decide(decide)
