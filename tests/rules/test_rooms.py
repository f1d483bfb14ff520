"""Who may know whom: the contracts of pyproject.toml hold, and every room has one."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.api import read_configuration

from tests.rules.project_files import ROOT

CONTRACTS = read_configuration(str(ROOT / "pyproject.toml"))["contracts_options"]
ROWS = {row["room"] for row in CONTRACTS if row["type"] == "room"}

RUN_CHECKER = "from importlinter.cli import lint_imports_command as run; run()"

BAD_HOUSE = """
[tool.importlinter]
root_packages = ["kitchen", "cellar"]
include_external_packages = true
contract_types = ["room: tests.rules.room_contract.RoomContract"]

[[tool.importlinter.contracts]]
name = "The kitchen keeps to itself"
type = "room"
room = "kitchen"
may_import = []
libraries = ["numpy"]
"""


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the checker in a process of its own: it reads the packages of the folder it stands in."""
    return subprocess.run(
        [sys.executable, "-c", RUN_CHECKER, "--no-logo", "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def rooms() -> set[str]:
    inside_bot = {
        path.stem for path in (ROOT / "bot").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    return {f"bot.{name}" for name in inside_bot - {"__init__"}} | {"db", "playground"}


def imports_of(path: Path) -> list[int]:
    """The lines on which a file imports anything."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]


def test_every_room_keeps_to_its_row() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_room_has_a_row_and_every_row_a_room() -> None:
    assert rooms() == ROWS


def test_the_bot_package_imports_nothing_behind_everybodys_back() -> None:
    assert imports_of(ROOT / "bot" / "__init__.py") == []


def test_every_folder_of_code_is_a_package_that_the_checker_sees() -> None:
    folders = {path.parent for room in ("bot", "db", "playground") for path in (ROOT / room).rglob("*.py")}
    folders -= {folder for folder in folders if folder.is_relative_to(ROOT / "db" / "migrations")}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("import json, numpy, kitchen.stove", True),
        ("import cellar", False),
        ("from cellar import wine", False),
        ("def cook():\n    import aiogram", False),
    ],
)
def test_the_checker_finds_a_bad_import(tmp_path: Path, line: str, kept: bool) -> None:
    for name, text in {
        "kitchen/stove": line,
        "kitchen/__init__": "",
        "cellar/__init__": "",
        "cellar/wine": "",
    }.items():
        path = tmp_path / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    (tmp_path / "pyproject.toml").write_text(BAD_HOUSE)
    result = lint_imports(tmp_path)
    assert (result.returncode == 0) is kept, result.stdout + result.stderr
    assert ("kitchen.stove (l. " in result.stdout) is not kept
