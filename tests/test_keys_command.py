"""`new-key` and `rotate-keys` as an operator runs them."""

import asyncio
import json
from pathlib import Path

import pytest

from db.keyring import Keyring, WrongKeysError, keys_in, new_key
from db.sealing import is_current
from db.sqlite import SqliteDatabase
from main import main
from tests.market_files import empty_market
from tests.rules.project_files import ROOT


@pytest.fixture
def config(tmp_path: Path) -> Path:
    shipped = (ROOT / "config.yaml").read_text("utf-8")
    own = shipped.replace("sqlite:///var/onsite.db", f"sqlite:///{tmp_path / 'market.db'}")
    (tmp_path / "config.yaml").write_text(own, encoding="utf-8")
    (tmp_path / "market.db").write_bytes(empty_market())
    return tmp_path / "config.yaml"


def run(config: Path, command: str) -> int:
    return main(["--config", str(config), command])


async def opens(file: Path, *keys: str) -> bool:
    database = SqliteDatabase(file, Keyring(keys))
    try:
        return await database.write(is_current)
    except WrongKeysError:
        return False
    finally:
        await database.close()


def test_a_new_key_is_printed(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(config, "new-key") == 0
    keyring = Keyring([capsys.readouterr().out.strip()])
    assert keyring.open(keyring.seal("word")) == "word"


def test_rotating_makes_a_key_and_keeps_the_old_one_for_backups(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(config, "rotate-keys") == 0
    first = keys_in(config.parent / "market.keys")
    assert run(config, "rotate-keys") == 0
    second = keys_in(config.parent / "market.keys")
    assert second[1:] == first
    assert "market.keys" in capsys.readouterr().out


async def test_only_the_new_key_is_needed_afterwards(config: Path) -> None:
    await asyncio.to_thread(run, config, "rotate-keys")
    new, old = keys_in(config.parent / "market.keys")
    assert await opens(config.parent / "market.db", new)
    assert not await opens(config.parent / "market.db", old)


def test_keys_of_the_environment_are_used_as_they_are(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONSITE_PRIVACY__KEYS", json.dumps([new_key()]))
    assert run(config, "rotate-keys") == 0
    assert "ONSITE_PRIVACY__KEYS" in capsys.readouterr().out
    assert not (config.parent / "market.keys").exists()


def test_other_keys_stop_with_a_sentence_and_change_nothing(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(config, "rotate-keys")
    keys = keys_in(config.parent / "market.keys")
    monkeypatch.setenv("ONSITE_PRIVACY__KEYS", json.dumps([new_key()]))
    assert run(config, "rotate-keys") == 2
    assert "Put the right keys back" in capsys.readouterr().err
    assert keys_in(config.parent / "market.keys") == keys


def test_what_is_no_key_is_named_without_showing_it(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONSITE_PRIVACY__KEYS", json.dumps([new_key(), "hunter2hunter2"]))
    assert run(config, "rotate-keys") == 2
    said = capsys.readouterr().err
    assert "number 2" in said
    assert "hunter2" not in said
