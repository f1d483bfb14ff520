"""Opens the database that a URL names."""

from db.database import Database
from db.sqlite import SqliteDatabase, path_of


def open_database(url: str) -> Database:
    """The market's database; what it is kept in, nobody else needs to know."""
    return SqliteDatabase(path_of(url))
