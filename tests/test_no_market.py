"""Commands about a market, typed where there is none: by somebody whose shell lacks the service's settings."""

from pathlib import Path

import pytest

from bot.command_line import WANTS_A_MARKET
from main import COMMANDS, main
from tests.market_files import empty_market
from tests.rules.project_files import ROOT

MORE = {"move": ["--to", "postgresql+asyncpg://nobody@localhost:1/nothing"]}
MAKES_OR_NEEDS_NONE = {"run", "playground", "replay", "simulate", "restore", "invent", "migrate", "new-key"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings say that the market is, and where no market is."""
    monkeypatch.setenv("ONSITE_DATABASE__URL", f"sqlite:///{tmp_path / 'market.db'}")
    monkeypatch.setenv("ONSITE_BACKUP__FOLDER", str(tmp_path / "copies"))
    return tmp_path


def run(command: str) -> int:
    return main(["--config", str(ROOT / "config.yaml"), command, *MORE.get(command, [])])


def test_of_every_command_it_is_known_whether_it_wants_a_market() -> None:
    assert set(COMMANDS) == WANTS_A_MARKET | MAKES_OR_NEEDS_NONE


@pytest.mark.parametrize("command", sorted(WANTS_A_MARKET))
def test_it_says_where_it_looked_and_makes_nothing(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command) == 2
    said = capsys.readouterr()
    assert f"There is no market at {folder / 'market.db'}. Is ONSITE_DATABASE__URL set" in said.err
    assert said.out == ""
    assert list(folder.iterdir()) == []


def test_a_copy_that_cannot_be_written_is_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "market.db").write_bytes(empty_market())
    (folder / "copies").write_text("in the way")
    assert run("backup") == 2
    said = capsys.readouterr().err
    assert said.startswith("No copy was made: ")
    assert str(folder / "copies") in said
