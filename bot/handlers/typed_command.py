"""Reading a command as people type it: '/orders today', '/orders@botname today', in private and in groups."""

from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import Message

from bot.ui.typed_command import COMMAND


@dataclass(frozen=True, slots=True)
class TypedCommand:
    """The command's name in small letters, and the words behind it."""

    name: str
    words: str


async def typed_command(message: Message, bot: Bot) -> TypedCommand | None:
    """The command in this message; None for any other text, for another bot's command, and for a forwarded one.

    A forwarded command was typed by somebody else: whoever passes it on only wants to show it.
    """
    found = COMMAND.fullmatch((message.text or "").strip())
    if found is None or message.forward_origin is not None:
        return None
    if found["bot"] and found["bot"].lower() != ((await bot.me()).username or "").lower():
        return None
    return TypedCommand(found["name"].lower(), (found["words"] or "").strip())
