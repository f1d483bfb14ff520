"""Opens the database that a URL names."""

from pathlib import Path

from db.database import Database
from db.keyring import Keyring, key_file_of
from db.sqlite import SCHEME, SqliteDatabase, path_of


def open_database(url: str, keyring: Keyring) -> Database:
    """The market's database; what it is kept in, nobody else needs to know."""
    return SqliteDatabase(path_of(url), keyring)


def file_of(url: str) -> Path | None:
    """The file that the market is, or None where it lives on a server."""
    return path_of(url) if url.startswith(SCHEME) else None


def key_file_for(url: str) -> Path:
    """Where the keys of that database lie unless somebody says otherwise."""
    return key_file_of(path_of(url))
