"""Whose fault a failed statement is: the database's, which is full, locked or out of reach, or the statement's own."""

import sqlite3

from sqlalchemy.exc import DBAPIError

from db.database import UnavailableError

SQLITE_TROUBLES = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    }
)
"""Primary result codes that say nothing about the statement: it may well do as it stands, later."""
PRIMARY = 0xFF
NO_ROOM = "53"
"""SQLSTATEs of PostgreSQL begin so when its disk or its memory is full."""


def is_trouble(error: BaseException) -> bool:
    """Whether the database itself is in trouble, so that whoever asked is not to blame and may ask again."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, UnavailableError)
    state = getattr(error.orig, "sqlstate", None) or ""
    code = getattr(error.orig, "sqlite_errorcode", None) or 0
    return error.connection_invalidated or state.startswith(NO_ROOM) or code & PRIMARY in SQLITE_TROUBLES
