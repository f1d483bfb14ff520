"""What nobody else understood. To be included last."""

import structlog
from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.flows.answers import answer_from, utterance_from
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.typed_command import looks_like_command
from bot.usecases.front_door import hint
from bot.usecases.telling import Priority, notify

log = structlog.get_logger(__name__)
router = Router(name="fallback")


class InPrivate(Filter):
    """Lets through what people write to the bot alone."""

    async def __call__(self, message: Message) -> bool:
        """Whether the chat is private."""
        return message.chat.type == "private"


def say_unknown(tx: Transaction, turn: Turn) -> None:
    """The one answer to every command that is not there for this person."""
    notify(tx, turn.chat, "fallback/unknown_command", priority=Priority.ANSWER)


@router.message(InPrivate())
async def not_understood(message: Message, turn: Turn) -> None:
    """An unknown command, or words, a sticker, an album that answer no question."""

    said = utterance_from(answer_from(message))

    def decide(tx: Transaction) -> None:
        if looks_like_command(message.text or ""):
            say_unknown(tx, turn)
        else:
            hint(tx, turn.sender.id, said, part_of_album=message.media_group_id is not None)

    await turn.decide(decide)


@router.callback_query()
async def pressed_unknown(query: CallbackQuery, turn: Turn) -> None:
    """A button that no part of the bot made, or made in a form that it no longer reads."""
    log.info("unknown_press", data=query.data)
    await answer(query, turn.sender.language, "This button no longer works. /menu shows everything.")
