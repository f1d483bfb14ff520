"""Who is to blame: a full or locked database is in trouble, a wrong statement is wrong."""

import sqlite3
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from db.database import UnavailableError
from db.trouble import is_trouble


def failure_of(path: Path, *statements: str) -> DBAPIError:
    """What SQLAlchemy raises at the last of them."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 0})
    *before, last = statements
    with engine.connect() as connection:
        for statement in before:
            connection.execute(text(statement))
        with pytest.raises(DBAPIError) as caught:
            connection.execute(text(last))
    engine.dispose()
    return caught.value


def test_a_full_disk_is_trouble(tmp_path: Path) -> None:
    fill = "INSERT INTO notes SELECT hex(zeroblob(9000)) FROM (SELECT 1 UNION SELECT 2)"
    statements = ("CREATE TABLE notes (words)", "PRAGMA max_page_count = 3", fill)
    assert is_trouble(failure_of(tmp_path / "full.db", *statements))


def test_somebody_elses_lock_is_trouble(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "locked.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert is_trouble(failure_of(tmp_path / "locked.db", "CREATE TABLE notes (words)"))
    other.close()


def test_a_file_that_cannot_be_opened_is_trouble(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}")
    with pytest.raises(DBAPIError) as caught:
        engine.connect()
    assert is_trouble(caught.value)


@pytest.mark.parametrize("statement", ["SELECT nothing FROM nowhere", "SELEC 1", "SELECT json('{')"])
def test_a_wrong_statement_is_not(tmp_path: Path, statement: str) -> None:
    assert not is_trouble(failure_of(tmp_path / "fine.db", statement))


def test_a_server_that_gives_no_answer_is_trouble() -> None:
    assert is_trouble(UnavailableError("PostgreSQL gave no answer"))


def test_a_full_server_is_trouble() -> None:
    full, wrong = asyncpg.DiskFullError("No space left on device"), asyncpg.UndefinedColumnError("no such column")
    assert is_trouble(DBAPIError("COMMIT", {}, full))
    assert not is_trouble(DBAPIError("COMMIT", {}, wrong))


def test_a_server_whose_disk_breaks_is_trouble() -> None:
    assert is_trouble(DBAPIError("COMMIT", {}, asyncpg.exceptions.PostgresIOError("could not read block")))


def test_nor_is_any_other_error() -> None:
    assert not is_trouble(LookupError("no such order"))
