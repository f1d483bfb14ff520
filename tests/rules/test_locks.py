"""The lock files say exactly what is installed, and nowhere where from: any index or mirror must do."""

import re
import tomllib

import pytest

from tests.rules.project_files import ROOT

LOCKS = ["requirements.lock", "requirements-dev.lock"]

PIN = re.compile(r"(?P<name>[a-z0-9-]+)==[^\s;]+( ; [^\\]+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
COMMENT = re.compile(r"\s*#(?!.*://).*")


def strange_lines(text: str) -> list[str]:
    """Lines that are no pinned version, no hash and no plain comment: an address, an option, a range."""
    return [line for line in text.splitlines() if line and not any(p.fullmatch(line) for p in (PIN, HASH, COMMENT))]


def pins(text: str) -> list[str]:
    """The locked packages, `name==version` with its marker, in the file's order."""
    return [line.removesuffix(" \\") for line in text.splitlines() if PIN.fullmatch(line)]


def read(lock: str) -> str:
    return (ROOT / lock).read_text(encoding="utf-8")


def required_names() -> set[str]:
    project = tomllib.loads(read("pyproject.toml"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return {re.split(r"[^\w-]", requirement)[0].lower() for requirement in wanted}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_versions_and_hashes_only(lock: str) -> None:
    assert strange_lines(read(lock)) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    following = dict(zip(lines := read(lock).splitlines(), lines[1:], strict=False))
    assert [pin for pin, after in following.items() if PIN.fullmatch(pin) and not HASH.fullmatch(after)] == []


def test_development_adds_to_the_runtime_and_changes_nothing() -> None:
    assert [pin for pin in pins(read(LOCKS[0])) if pin not in pins(read(LOCKS[1]))] == []


def test_everything_required_is_locked() -> None:
    assert required_names() <= {pin.partition("==")[0] for pin in pins(read(LOCKS[1]))}


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://example.org/simple",
        "--find-links /opt/wheels",
        "-f wheels",
        "aiogram @ file:///tmp/aiogram.whl",
        "aiogram>=3.31 \\",
        "aiogram==3.31.0",
        "    # from https://example.org/simple",
    ],
)
def test_the_reader_finds_a_strange_line(line: str) -> None:
    assert strange_lines(f"aiogram==3.31.0 \\\n    --hash=sha256:{'0' * 64}\n{line}\n") == [line]
