"""Answers to button presses: worthless a minute later, so sent directly, after the commit."""

import structlog
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery

from bot.domain.languages import Language
from bot.ui.texts import texts_of
from bot.ui.typed import shortened

LONGEST = 200
"""Telegram shows no more of an answer, in UTF-16 units."""
log = structlog.get_logger(__name__)


async def answer(
    query: CallbackQuery, language: Language, msgid: str = "", *, alert: bool = False, **fields: object
) -> None:
    """Take the clock off the pressed button, with a short word if there is one."""
    words = texts_of(language).label(msgid, **fields) if msgid else ""
    await answer_in_words(query, words, alert=alert)


async def answer_in_words(query: CallbackQuery, words: str, *, alert: bool = False) -> None:
    """The same with plain words that are said already.

    A failure is logged and goes no further: the press has taken effect already, and the card tells of it.
    """
    try:
        await query.answer(shortened(words, LONGEST) or None, show_alert=alert)
    except TelegramAPIError as error:
        log.info("press_not_answered", query=query.id, error=str(error))
