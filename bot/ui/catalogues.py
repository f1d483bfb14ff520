"""The translators' catalogues, compiled in memory: the tree holds no compiled files that could be stale."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.domain.languages import Language

DOMAIN = "onsite"
LOCALES_FOLDER = Path(__file__).parents[2] / "locales"
_PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|%%|%")


def catalogue_file(language: Language) -> Path:
    """Where the texts of a language are."""
    return LOCALES_FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read_catalogue(language: Language) -> Catalog:
    """The texts of a language as the translator wrote them; FileNotFoundError when the language has none."""
    with catalogue_file(language).open("rb") as file:
        return read_po(file, locale=language.value, domain=DOMAIN, abort_invalid=True)


@cache
def translations_of(language: Language) -> GNUTranslations:
    """The compiled texts of a language. What is untranslated or marked fuzzy falls back to English."""
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def placeholder_problems(language: Language) -> list[str]:
    """Translations that would fail for their readers only: a placeholder missing or invented, a lone '%'."""
    messages = read_catalogue(language)
    return [f"{language}: {problem}" for message in messages for problem in _problems(message)]


def _problems(message: Message) -> Iterator[str]:
    """One sentence a bad translation. A number may be left out where a form says it in a word ('one day')."""
    originals, translations = _forms(message.id), _forms(message.string)
    allowed = set[str]().union(*map(_placeholders, originals))
    needed = allowed.intersection(*map(_placeholders, originals)) - {"%(num)s"}
    for translation in translations:
        used = _placeholders(translation)
        if translation and message.id and not needed <= used <= allowed:
            yield f"{originals[0]!r} takes {sorted(allowed)}, {translation!r} has {sorted(used)}"


def _forms(text: str | Sequence[str] | None) -> list[str]:
    """The singular and the plurals, or the one text there is."""
    return [text] if isinstance(text, str) else list(text or [])


def _placeholders(text: str) -> set[str]:
    """The placeholders in a text; a '%' that is neither doubled nor part of one counts as itself."""
    return {found.group() for found in _PLACEHOLDER.finditer(text)} - {"%%"}
