"""A copy made while the market is written to, and the way back."""

import asyncio
import json
import sqlite3
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from db.backup import PAGES_AT_ONCE, DamagedBackupError, back_up, restore
from db.migrate import migrate
from db.sqlite import SqliteDatabase
from db.tables import market_settings

NOW = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
MOST_PAIRS = 3000
STEPS = 8


def market_in(folder: Path) -> Path:
    migrate(f"sqlite:///{folder / 'market.db'}")
    return folder / "market.db"


def rows(file: Path) -> set[str]:
    with sqlite3.connect(file) as database:
        return {key for (key,) in database.execute("SELECT key FROM market_settings")}


async def write_pairs(database: SqliteDatabase, until: asyncio.Event) -> None:
    """Two rows a transaction: a copy must never have one without the other."""
    for number in range(MOST_PAIRS):
        values = [{"key": f"{number}{side}", "value": "x" * 500} for side in "ab"]
        await database.write(lambda connection, values=values: connection.execute(market_settings.insert(), values))  # type: ignore[misc]
        if until.is_set():
            return


def fill(market: Path) -> None:
    """So much that a copy of it takes several steps, between which others write."""
    with sqlite3.connect(market) as database:
        database.execute("PRAGMA journal_mode=WAL")  # as the bot opens it
        much = [(f"old{number}", json.dumps("x" * 100_000)) for number in range(STEPS * PAGES_AT_ONCE * 4 // 100)]
        database.executemany("INSERT INTO market_settings (key, value) VALUES (?, ?)", much)


async def test_a_copy_made_while_others_write_is_whole_and_ends_before_they_do(tmp_path: Path) -> None:
    market = market_in(tmp_path)
    fill(market)
    database, copied = SqliteDatabase(market), asyncio.Event()
    writing = asyncio.ensure_future(write_pairs(database, copied))
    copies: list[Path] = []
    for second in range(3):
        moment = NOW + timedelta(seconds=second)
        copies.append(await asyncio.to_thread(back_up, market, tmp_path / "copies", moment, 99))
        assert not writing.done(), "the copy waited for a moment in which nobody writes"
    copied.set()
    await writing
    await database.close()
    counted = [rows(copy) for copy in copies]
    assert all({key[:-1] + "b" for key in keys if key.endswith("a")} <= keys for keys in counted)
    assert len(counted[0]) < len(counted[1]) < len(counted[2]) < len(rows(market))


def test_commits_between_the_steps_do_not_begin_the_copy_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    market, left = market_in(tmp_path), []
    fill(market)
    writer = sqlite3.connect(market)

    class WrittenMeanwhile(sqlite3.Connection):
        """Somebody commits after every step of a copy."""

        def backup(self, target: sqlite3.Connection, *, progress: Any = None, **options: Any) -> None:
            def write(status: int, remaining: int, total: int) -> None:
                progress(status, remaining, total)
                left.append(remaining)
                assert len(left) <= 2 * STEPS, left
                writer.execute("INSERT INTO market_settings (key, value) VALUES (?, '1')", (f"new{len(left)}",))
                writer.commit()

            super().backup(target, progress=write, **options)

    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=WrittenMeanwhile))
    copy = back_up(market, tmp_path / "copies", NOW, 1)
    writer.close()
    assert len(left) >= STEPS
    assert left == sorted(left, reverse=True)
    assert not [key for key in rows(copy) if key.startswith("new")]


def test_only_the_newest_stay_and_nobody_else_may_read_them(tmp_path: Path) -> None:
    market = market_in(tmp_path)
    made = [back_up(market, tmp_path / "copies", NOW + timedelta(days=day), 2) for day in range(4)]
    assert sorted((tmp_path / "copies").iterdir()) == made[2:]
    assert made[3].stat().st_mode & 0o077 == 0


async def test_what_was_copied_comes_back_and_what_was_there_is_kept(tmp_path: Path) -> None:
    market = market_in(tmp_path)
    database = SqliteDatabase(market)
    await database.write(lambda c: c.execute(market_settings.insert().values(key="then", value=1)))
    copy = back_up(market, tmp_path / "copies", NOW, 1)
    await database.write(lambda c: c.execute(market_settings.insert().values(key="later", value=1)))
    await database.close()
    before = restore(copy, market)
    assert rows(market) == {"then"}
    assert before is not None
    assert rows(before) == {"then", "later"}


async def test_a_market_that_runs_is_not_replaced(tmp_path: Path) -> None:
    market = market_in(tmp_path)
    copy = back_up(market, tmp_path / "copies", NOW, 1)
    database = SqliteDatabase(market)
    await database.write(lambda c: c.execute(market_settings.insert().values(key="running", value=1)))
    reader = sqlite3.connect(market)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM market_settings").fetchall()
    with pytest.raises(OSError, match="stop the bot first"):
        restore(copy, market)
    reader.close()
    await database.close()
    assert rows(market) == {"running"}


@pytest.mark.parametrize("content", [b"", b"not a database" * 100, None])
def test_what_is_no_market_is_refused_and_changes_nothing(tmp_path: Path, content: bytes | None) -> None:
    market = market_in(tmp_path)
    damaged = tmp_path / "damaged.db"
    if content is None:
        copy = back_up(market, tmp_path / "copies", NOW, 1)
        damaged.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    else:
        damaged.write_bytes(content)
    with pytest.raises(DamagedBackupError):
        restore(damaged, market)
    assert rows(market) == set()
