"""The buttons every wizard has. Under reply keyboards they come back as typed words, in any of the languages."""

from functools import cache

from bot.domain.languages import Language
from bot.ui.texts import N_, texts_of

LABELS = {"nav:back": N_("Back"), "nav:skip": N_("Skip"), "nav:cancel": N_("Cancel")}
"""Choice → English label."""


@cache
def _choices() -> dict[str, str]:
    return {texts_of(language).label(msgid): choice for language in Language for choice, msgid in LABELS.items()}


def choice_of_label(words: str) -> str:
    """The choice behind a navigation button's words, or '' when the words are an answer."""
    return _choices().get(words, "")
