"""The catalogues compile, have the right plural forms and can be checked."""

from pathlib import Path

import pytest

from bot.domain.languages import Language
from bot.ui import catalogues
from bot.ui.catalogues import placeholder_problems, read_catalogue, translations_of

HEADER = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""


@pytest.fixture
def write_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(catalogues, "LOCALES_FOLDER", tmp_path)
    file = tmp_path / "en" / "LC_MESSAGES" / "onsite.po"
    file.parent.mkdir(parents=True)
    return file


@pytest.mark.parametrize("language", Language)
def test_every_language_has_a_sound_catalogue(language: Language) -> None:
    catalogue = read_catalogue(language)
    assert str(catalogue.locale) == language.value
    assert placeholder_problems(language) == []


@pytest.mark.parametrize(("language", "forms"), [("en", 2), ("ru", 3), ("pl", 3), ("fa", 2)])
def test_plural_forms_of_the_headers(language: str, forms: int) -> None:
    assert read_catalogue(Language(language)).num_plurals == forms


def test_catalogues_are_compiled_once() -> None:
    assert translations_of(Language.RU) is translations_of(Language.RU)


def test_a_language_without_catalogue_does_not_start(write_catalogue: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_catalogue(Language.EN)


@pytest.mark.parametrize(
    ("message", "faults"),
    [
        ('msgid "Hi %(name)s"\nmsgstr "Cześć %(name)s"\n', 0),
        ('msgid "Hi %(name)s"\nmsgstr ""\n', 0),
        ('msgid "Hi %(name)s"\nmsgstr "Cześć"\n', 1),
        ('msgid "Hi %(name)s"\nmsgstr "Cześć %(imie)s"\n', 1),
        ('msgid "Half"\nmsgstr "50%"\n', 1),
        ('msgid "50%% off"\nmsgstr "50%% mniej"\n', 0),
        ('msgid "%(num)s day"\nmsgid_plural "%(num)s days"\nmsgstr[0] "jeden dzień"\nmsgstr[1] "%(num)s dni"\n', 0),
        (
            'msgid "%(num)s of %(name)s"\nmsgid_plural "%(num)s of %(name)s"\nmsgstr[0] "%(num)s"\nmsgstr[1] "%(x)s"\n',
            2,
        ),
    ],
)
def test_placeholders_are_compared(write_catalogue: Path, message: str, faults: int) -> None:
    write_catalogue.write_text(f"{HEADER}\n{message}", encoding="utf-8")
    assert len(placeholder_problems(Language.EN)) == faults
