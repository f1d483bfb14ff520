"""Which files are the project's: everything that .gitignore does not name, with or without git at hand."""

import os
from collections.abc import Iterator
from pathlib import Path

from pathspec import GitIgnoreSpec

ROOT = Path(__file__).parents[2]


def project_files(*suffixes: str) -> list[Path]:
    """List the project's files in order, all of them or those whose name ends with one of the suffixes."""
    return [path for path in sorted(_walk(ROOT)) if not suffixes or path.suffix in suffixes]


def text_files() -> Iterator[tuple[Path, str]]:
    """Yield every file of the project that holds text, with that text."""
    for path in project_files():
        content = path.read_bytes()
        if b"\0" not in content:
            yield path, content.decode("utf-8")


def python_files(*, tests: bool) -> list[Path]:
    """List the Python files: those of the tests or all the others."""
    return [path for path in project_files(".py") if path.is_relative_to(ROOT / "tests") is tests]


def _walk(root: Path) -> Iterator[Path]:
    ignored = GitIgnoreSpec.from_lines((ROOT / ".gitignore").read_text().splitlines())
    for folder, subfolders, names in os.walk(root):
        here = Path(folder).relative_to(root)
        subfolders[:] = [
            name for name in subfolders if name != ".git" and not ignored.match_file(f"{(here / name).as_posix()}/")
        ]
        yield from (Path(folder, name) for name in names if not ignored.match_file((here / name).as_posix()))
