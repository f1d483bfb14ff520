"""Whose fault a failed statement is: the database's, which is full, locked or out of reach, or the statement's own."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import structlog
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
POSTGRESQL_TROUBLES = ("53", "58")
"""So the SQLSTATEs of a PostgreSQL begin whose disk or memory is full, or whose disk is broken."""
AGAIN_AFTER_S = 1.0
"""Real seconds until a database in trouble is asked again."""
log = structlog.get_logger(__name__)


def is_trouble(error: BaseException) -> bool:
    """Whether the database itself is in trouble, so that whoever asked is not to blame and may ask again."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, UnavailableError)
    state = getattr(error.orig, "sqlstate", None) or ""
    code = getattr(error.orig, "sqlite_errorcode", None) or 0
    return error.connection_invalidated or state.startswith(POSTGRESQL_TROUBLES) or code & PRIMARY in SQLITE_TROUBLES


@contextmanager
def left_for_later() -> Iterator[None]:
    """What a database in trouble could not do is done another time; any other error is raised."""
    try:
        yield
    except Exception as error:
        if not is_trouble(error):
            raise
        log.warning("database_in_trouble", error=f"{type(error).__name__}: {error}")


async def through_trouble(work: Callable[[], Awaitable[object]]) -> None:
    """Do it, and begin it again as long as the database is in trouble: nobody is to end because of that."""
    done = False
    while not done:
        with left_for_later():
            await work()
            done = True
        if not done:
            await asyncio.sleep(AGAIN_AFTER_S)
