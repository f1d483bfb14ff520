"""Small things are read, large ones are skimmed: files under 300 lines, functions under 25."""

import ast
from pathlib import Path

from tests.rules.project_files import ROOT, project_files, python_files

FILE_LIMIT = 300
FUNCTION_LIMIT = 25
GENERATED = ROOT / "db" / "migrations" / "versions"
"""Alembic writes these; nobody edits them."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def long_files(paths: list[Path]) -> list[str]:
    """The files at or over the limit, the longest first."""
    lengths = sorted(((len(path.read_text("utf-8").splitlines()), path) for path in paths), reverse=True)
    return [f"{path}: {length} lines" for length, path in lengths if length >= FILE_LIMIT]


def long_functions(paths: list[Path]) -> list[str]:
    """The functions at or over the limit, the longest first."""
    lengths = sorted(
        ((_length(node), path, node) for path in paths for node in _functions(path)),
        key=lambda entry: entry[0],
        reverse=True,
    )
    return [
        f"{path}:{node.lineno} {node.name}: {length} lines"
        for length, path, node in lengths
        if length >= FUNCTION_LIMIT
    ]


def _functions(path: Path) -> list[Function]:
    tree = ast.parse(path.read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def _length(function: Function) -> int:
    """Lines from `def` to the end; a docstring may be as long as it is useful."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def written(paths: list[Path]) -> list[Path]:
    """Those of the files that people write."""
    return [path for path in paths if GENERATED not in path.parents]


def test_files_are_short() -> None:
    assert long_files(written(project_files(".py", ".js", ".css"))) == []


def test_functions_are_short() -> None:
    assert long_functions(written(python_files(tests=False))) == []


def test_a_long_file_is_found_and_a_shorter_one_is_not(tmp_path: Path) -> None:
    (long := tmp_path / "long.css").write_text("a {}\n" * FILE_LIMIT)
    (short := tmp_path / "short.css").write_text("a {}\n" * (FILE_LIMIT - 1))
    assert long_files([short, long]) == [f"{long}: 300 lines"]


def test_a_long_function_is_found_and_a_docstring_is_free(tmp_path: Path) -> None:
    docstring = '    """' + "Why.\n" * 30 + '    """\n'
    short = f"def short():\n{docstring}" + "    pass\n" * 23
    long = "async def long():\n" + "    pass\n" * 24
    longer = "class Room:\n    def longer(self):\n" + "        pass\n" * 30
    (path := tmp_path / "functions.py").write_text(short + long + longer)
    found = [line.split(" ", 1)[1] for line in long_functions([path])]
    assert found == ["longer: 31 lines", "long: 25 lines"]


def test_the_rules_see_the_whole_project() -> None:
    assert ROOT / "tests" / "rules" / "test_size.py" in project_files(".py")
    assert not any(".venv" in path.parts for path in project_files())
