"""Every text that code and templates hold is in every language's catalogue, whole; and nothing else is."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

from bot.domain.languages import Language
from bot.ui.catalogues import LOCALES_FOLDER, placeholder_problems, read_catalogue
from tests.rules.project_files import ROOT

TRANSLATED = tuple(language for language in Language if language is not Language.EN)
"""English is the key of every text, and needs no translation."""
TAG = re.compile(r"</?\w+")
LATIN_NUMBER = re.compile("[0-9]+")
TYPED = re.compile(r"/\w+[^\n،.؛)]*|<code>.*?</code>")
"""What is typed as it stands, also in Persian."""
QUOTED = re.compile("(?<=‘)[^’]+(?=’)|(?<=“)[^”]+(?=”)")

Key = str | tuple[str, ...]


@cache
def extracted() -> frozenset[Key]:
    """The texts in code and templates, collected as `make texts` does it."""
    with (LOCALES_FOLDER / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel leaves this one untyped
    within = [(pattern.removeprefix("bot/"), method) for pattern, method in methods]
    options = {pattern.removeprefix("bot/"): option for pattern, option in options.items()}
    keywords = {**DEFAULT_KEYWORDS, **parse_keywords(_keywords())}
    found = extract_from_dir(ROOT / "bot", within, options, keywords=keywords)
    return frozenset(_key(message) for _file, _line, message, _comments, _context in found)


def _keywords() -> list[str]:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    return re.findall(r"--keyword=(\S+)", makefile)


def _key(message: str | Sequence[str]) -> Key:
    return message if isinstance(message, str) else tuple(message)


def texts(catalogue: Catalog) -> dict[Key, Message]:
    """The catalogue's messages by their English, without its header."""
    return {_key(message.id): message for message in catalogue if message.id}


def forms(message: Message) -> list[str]:
    """All translations of a message: one, or one a plural form."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def test_texts_are_found() -> None:
    """So that an empty collection does not pass for a complete one."""
    assert {"Skip", "It is yours.", "Cancel the order"} <= extracted()
    assert ("%(num)s photo", "%(num)s photos") in extracted()
    assert len(extracted()) > 500


@pytest.mark.parametrize("language", Language)
def test_the_catalogue_holds_exactly_the_texts_that_are_said(language: Language) -> None:
    kept = set(texts(read_catalogue(language)))
    assert {"missing": extracted() - kept, "superfluous": kept - extracted()} == {
        "missing": frozenset(),
        "superfluous": set(),
    }


def test_the_list_of_texts_is_up_to_date() -> None:
    with (LOCALES_FOLDER / "onsite.pot").open("rb") as file:
        assert set(texts(read_po(file))) == extracted()


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated(language: Language) -> None:
    catalogue = read_catalogue(language)
    untranslated = [
        key
        for key, message in texts(catalogue).items()
        if not all(forms(message)) or len(forms(message)) != (catalogue.num_plurals if message.pluralizable else 1)
    ]
    assert untranslated == []


@pytest.mark.parametrize("language", Language)
def test_nothing_is_only_guessed(language: Language) -> None:
    assert [key for key, message in texts(read_catalogue(language)).items() if message.fuzzy] == []


@pytest.mark.parametrize("language", Language)
def test_placeholders_are_the_same(language: Language) -> None:
    assert placeholder_problems(language) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_set_in_bold_stays_so(language: Language) -> None:
    """The same tags in every form: one that is left open loses the whole message."""
    assert [key for key, message in texts(read_catalogue(language)).items() if set(_odd_tags(message))] == []


def _odd_tags(message: Message) -> Iterator[str]:
    english = message.id if isinstance(message.id, str) else message.id[0]
    for form in forms(message):
        if form and sorted(TAG.findall(form)) != sorted(TAG.findall(english)):
            yield form


def test_persian_counts_in_its_own_digits() -> None:
    latin = [
        form
        for message in texts(read_catalogue(Language.FA)).values()
        for form in forms(message)
        if LATIN_NUMBER.search(TYPED.sub("", form))
    ]
    assert latin == []


def test_every_language_has_a_folder_and_no_other_has() -> None:
    assert {folder.name for folder in Path(LOCALES_FOLDER).iterdir() if folder.is_dir()} == set(Language)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_button_that_a_text_names_is_called_what_the_button_says(language: Language) -> None:
    kept = texts(read_catalogue(language))
    named = [
        (message, button) for message in kept.values() for button in QUOTED.findall(str(message.id)) if button in kept
    ]
    assert {button for _message, button in named} >= {"On my way", "My orders", "That’s all"}
    other = [(message.id, button) for message, button in named if forms(kept[button])[0] not in forms(message)[0]]
    assert other == []


MARKUP = re.compile(r"<[^>]*>|%\(\w+\)s")
"""What says nothing about a line's direction: tags, and names and amounts, which keep their direction to themselves."""


def test_persian_lines_begin_from_the_right() -> None:
    """Telegram lays out each line by its first letter: one that begins with a command runs the wrong way whole."""
    lines = [
        line
        for message in texts(read_catalogue(Language.FA)).values()
        for form in forms(message)
        for line in MARKUP.sub("", form).split("\n")
    ]
    assert not [line for line in lines if _directions(line)[:1] == ["L"] and set(_directions(line)) & {"R", "AL"}]


def _directions(line: str) -> list[str]:
    """The directions of its letters in their order, as Unicode names them."""
    return [way for way in map(unicodedata.bidirectional, line) if way in {"L", "R", "AL"}]
