"""/claim CODE: whoever has the first start's code becomes the owner. A wrong code is an unknown command."""

from aiogram import Bot, Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.handlers.fallback import say_unknown
from bot.handlers.typed_command import typed_command
from bot.turn import Transaction, Turn
from bot.usecases.staff import claim
from bot.usecases.telling import Priority, notify

LONGEST_CODE = 64
router = Router(name="claim")


class ClaimsMarket(Filter):
    """Lets through '/claim CODE' in a private chat, with the code."""

    async def __call__(self, message: Message, turn: Turn, bot: Bot) -> bool | dict[str, str]:
        """The code that was typed."""
        typed = await typed_command(message, bot)
        if typed is None or typed.name != "claim" or message.chat.id != turn.sender.id:
            return False
        return {"code": typed.words[:LONGEST_CODE]}


@router.message(ClaimsMarket())
async def claimed(message: Message, turn: Turn, code: str) -> None:
    """Check it; nothing in the answer to a wrong one says that there is such a command."""

    def decide(tx: Transaction) -> None:
        if claim(tx, turn.sender.id, code):
            notify(tx, turn.chat, "desk/claimed", priority=Priority.ANSWER)
        else:
            say_unknown(tx, turn)

    await turn.decide(decide)
