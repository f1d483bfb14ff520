"""Copies of a SQLite market while it runs, and the way back."""

import sqlite3
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path

PAGES_AT_ONCE = 500
PAUSE_S = 0.002
"""Between handfuls of pages the market gets the disk: nobody waits for a copy."""
NAME = "onsite-%Y%m%d-%H%M%S.db"


class DamagedBackupError(Exception):
    """The file is no whole database of a market."""


FAILURES = (OSError, sqlite3.Error, DamagedBackupError)
"""What a copy fails with: a disk that is full, gone or not ours to write, a market that can't be read, a bad copy."""


def back_up(market: Path, folder: Path, now: datetime, keep: int) -> Path:
    """A complete, consistent copy in the folder; only the newest `keep` stay. To be called in a thread."""
    folder.mkdir(parents=True, exist_ok=True)
    finished = folder / now.strftime(NAME)
    begun = finished.with_suffix(".part")
    begun.unlink(missing_ok=True)
    begun.touch(mode=0o600)
    with closing(sqlite3.connect(market)) as source, closing(sqlite3.connect(begun)) as copy:
        _hold_still(source)
        # The driver's own pause is only for a locked file.
        source.backup(copy, pages=PAGES_AT_ONCE, progress=lambda *_: time.sleep(PAUSE_S))
        source.rollback()
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    check(begun)
    begun.replace(finished)
    for old in sorted(folder.glob("onsite-*.db"), reverse=True)[keep:]:
        old.unlink()
    return finished


def _hold_still(source: sqlite3.Connection) -> None:
    """Read the file as it is now until the end: a copy begins anew with every commit that it sees, and a busy market's
    would never end.
    """
    source.execute("BEGIN")
    source.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def check(file: Path) -> None:
    """A DamagedBackupError unless the file is a whole database with a market in it."""
    try:
        with closing(_read_only(file)) as database:
            (verdict,) = database.execute("PRAGMA integrity_check").fetchone()
            database.execute("SELECT count(*) FROM orders").fetchone()
    except sqlite3.DatabaseError as error:
        raise DamagedBackupError(f"{file}: {error}") from error
    if verdict != "ok":
        raise DamagedBackupError(f"{file}: {verdict}")


def restore(backup: Path, market: Path) -> Path | None:
    """Put the copy in the market's place and return where the market of before lies now, if there was one.

    The bot must not be running: what it holds open would go on in the old file.
    """
    check(backup)
    before = None
    if market.exists():
        _settle(market)
        before = market.with_name(f"{market.name}.before-restore")
        market.replace(before)
    market.parent.mkdir(parents=True, exist_ok=True)
    with (
        closing(_read_only(backup)) as source,
        closing(sqlite3.connect(market)) as copy,
    ):
        source.backup(copy)
    return before


def _read_only(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{file}?mode=ro", uri=True)


def _settle(market: Path) -> None:
    """Bring what lies in the write-ahead log into the file; OSError when somebody still has it open."""
    with closing(sqlite3.connect(market, timeout=1)) as database:
        busy, _, _ = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        try:
            database.execute("PRAGMA locking_mode=EXCLUSIVE")
            database.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise OSError(f"{market} is in use: stop the bot first") from error
        database.rollback()
    if busy:
        raise OSError(f"{market} is in use: stop the bot first")
