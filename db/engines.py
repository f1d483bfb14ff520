"""Opens the database that a URL names."""

from pathlib import Path

from db.database import Database
from db.keyring import Keyring, key_file_of
from db.replica import OnlyReplica, Replica
from db.sqlite import SCHEME, SqliteDatabase, path_of

KEYS_ELSEWHERE = Path("var/onsite.keys")
"""Where the keys of a database lie that has no folder here. Replicas on other machines are given them instead."""


def is_postgresql(url: str) -> bool:
    """Whether the URL names a PostgreSQL, which several processes may share; else it is a SQLite file."""
    return url.startswith("postgresql")


def open_database(url: str, keyring: Keyring) -> Database:
    """The market's database; what it is kept in, nobody else needs to know."""
    if not is_postgresql(url):
        return SqliteDatabase(path_of(url), keyring)
    # Loading asyncpg takes time that a market on SQLite need not spend.
    from db.postgresql import PostgresqlDatabase

    return PostgresqlDatabase(url, keyring)


def replica_of(url: str) -> Replica:
    """This process among those that share the database; a file is nobody else's."""
    if not is_postgresql(url):
        return OnlyReplica()
    from db.postgresql_replica import PostgresqlReplica

    return PostgresqlReplica(url)


def file_of(url: str) -> Path | None:
    """The file that the market is, or None where it lives on a server."""
    return path_of(url) if url.startswith(SCHEME) else None


def missing_file(url: str) -> Path | None:
    """The file that should be there and is not, in full: opening it would make an empty market and new keys."""
    file = file_of(url)
    return None if file is None or file.exists() else file.absolute()


def key_file_for(url: str) -> Path:
    """Where the keys of that database lie unless somebody says otherwise."""
    return KEYS_ELSEWHERE if is_postgresql(url) else key_file_of(path_of(url))
