"""The languages people are spoken to in, and how to find theirs."""

from enum import StrEnum


class Language(StrEnum):
    """A language with a complete catalogue in `locales/`."""

    EN = "en"
    RU = "ru"
    PL = "pl"
    FA = "fa"

    @property
    def right_to_left(self) -> bool:
        """Whether a line of this language begins at the right edge."""
        return self is Language.FA


OWN_NAMES = {
    Language.EN: "English",
    Language.RU: "Русский",
    Language.PL: "Polski",
    Language.FA: "فارسی",
}
"""Each language under the name its own speakers look for."""


def language_from_tag(tag: str | None, fallback: Language = Language.EN) -> Language:
    """The language of an IETF tag such as 'pl' or 'fa-IR', as Telegram sends it; the fallback when unknown."""
    primary = (tag or "").replace("_", "-").split("-")[0].lower()
    return Language(primary) if primary in set(Language) else fallback
