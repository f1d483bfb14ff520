"""Words that have no business in a finished project.

Each pattern wraps a letter in brackets, so that this file does not match itself and is searched too.
"""

import re

import pytest

from tests.rules.project_files import ROOT, text_files

UNFINISHED = re.compile(r"\b(TO[D]O|FIX[M]E|X[X]X)\b")

OUT_OF_PLACE = re.compile(
    r"""
    [/]work/ | [/]root/ | (?<![\w.-])[/]home/ | (?<!\w)[s]hared/   # folders of somebody's machine
    | \b[c]laude\b | (?<!user[ _-])\b[a]gents?\b                  # who sat at the keyboard
    | [p]ypi\.org | [p]ythonhosted\.org | [n]pmjs\.(org|com)       # registries
    | \b[i]ssue\ \#?\d                                             # numbers that say nothing elsewhere
    """,
    re.IGNORECASE | re.VERBOSE,
)

# Real data and drawings are shown as they are.
FOREIGN = {".csv", ".svg"}


def matches(pattern: re.Pattern[str], text: str) -> list[str]:
    """What the pattern finds in the text, each with its line."""
    lines = enumerate(text.splitlines(), start=1)
    return [f"{number}: {found.group()}" for number, line in lines for found in pattern.finditer(line)]


def found_in_project(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{match}"
        for path, text in text_files()
        if path.suffix not in FOREIGN
        for match in matches(pattern, text)
    ]


def test_nothing_is_left_for_later() -> None:
    assert found_in_project(UNFINISHED) == []


def test_nothing_points_outside_the_project() -> None:
    assert found_in_project(OUT_OF_PLACE) == []


def test_file_names_speak_the_same_language() -> None:
    names = "\n".join(str(path.relative_to(ROOT)) for path, _ in text_files())
    assert matches(OUT_OF_PLACE, names) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x = 1  # {}: later".format("TO" + "DO"), True),
        ("# {} broken".format("FIX" + "ME"), True),
        ("size XXXL, todos os santos", False),
    ],
)
def test_unfinished_work_is_found(text: str, found: bool) -> None:
    assert bool(matches(UNFINISHED, text)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cd {}/main".format("/" + "work"), True),
        ("see ../{}/table.csv".format("share" + "d"), True),
        ("an {} did it".format("a" + "gent"), True),
        ("written by {}".format("C" + "laude"), True),
        ("fixes {} 12".format("iss" + "ue"), True),
        ('headers["User-Agent"] = user_agent  # our own user agent', False),
        ("network/worker, unshared, reagents, an issue of 12", False),
    ],
)
def test_words_out_of_place_are_found(text: str, found: bool) -> None:
    assert bool(matches(OUT_OF_PLACE, text)) is found


def test_every_file_is_searched() -> None:
    searched = {path.relative_to(ROOT).as_posix() for path, _ in text_files()}
    assert {"Makefile", "pyproject.toml", ".ci/run", "tests/rules/test_words.py"} <= searched
