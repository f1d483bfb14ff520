"""What files share that look up in a table of theirs what a pressed button's act does."""

from typing import NoReturn

from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.domain.ids import private_chat
from bot.turn import Turn
from bot.ui.answering import answer
from bot.ui.texts import N_

ASKED_IN_PRIVATE = N_("The question is in our private chat.")


def unknown_act(*_given: object) -> NoReturn:
    """For an act that no button of ours offers: it stands where the table has nothing."""
    raise Refusal("button_unknown")


async def answer_at_desk(query: CallbackQuery, turn: Turn, *, asks: bool) -> None:
    """The answer to an operator's press; where it `asks` something, they hear where the question is."""
    elsewhere = asks and turn.chat != private_chat(turn.sender.id)
    await answer(query, turn.sender.language, ASKED_IN_PRIVATE if elsewhere else "")
