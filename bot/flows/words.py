"""Words as an answer: there must be some, and not too many for whoever is to read them."""

from bot.flows.answers import Answer
from bot.flows.wizard import Problem
from bot.ui.typed import utf16_length


def words_of(given: Answer, most: int) -> str:
    """What was typed; a Problem for an answer without words, or with more than `most` (in UTF-16 units)."""
    if not given.text:
        raise Problem("words_expected")
    check_length(given.text, most)
    return given.text


def check_length(words: str, most: int) -> None:
    """A Problem for words that are longer; `most` as Telegram counts, in UTF-16 units."""
    if utf16_length(words) > most:
        raise Problem("words_too_long", most=most)
