"""What to do when PostgreSQL says no: which of its errors pass, and trying again until they have."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

import asyncpg
import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from db.database import UnavailableError

T = TypeVar("T")
PATIENCE_S = 20.0
"""Real seconds for which a server that cannot be reached is tried again: a restart or a failover takes less."""
FIRST_PAUSE_S = 0.01
LONGEST_PAUSE_S = 1.0
CONFLICTS = frozenset({"40001", "40P01", "55P03", "57014"})
"""Two transactions stood in each other's way (serialization, deadlock, a lock not given in time), or somebody cancelled
what was asked: it begins again."""
READ_ONLY = "25006"
"""A server that takes nothing more in: after a failover the old connections may lead to one."""
GONE = ("08", "57P", "53300")
"""SQLSTATEs (or their beginnings) of a connection that broke, of a server that stops, starts or has no room for us."""
REFUSALS = (
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.InternalClientError,
)
"""What asyncpg raises itself: while it connects, and in place of what it wanted to ask when the session has ended."""
log = structlog.get_logger(__name__)


async def persevere(attempt: Callable[[], Awaitable[T]]) -> T:
    """The attempt's result, however often it takes. Raises UnavailableError when the patience is over."""
    loop = asyncio.get_running_loop()
    latest, pause = loop.time() + PATIENCE_S, FIRST_PAUSE_S
    while True:
        try:
            return await attempt()
        except Exception as error:
            if not (is_gone(error) or is_conflict(error)):
                raise
            if loop.time() + pause > latest:
                raise UnavailableError(f"PostgreSQL gave no answer: {type(error).__name__}") from error
            log.info("database_tried_again", error=type(error).__name__)
        # Of two that stood in each other's way, chance lets one be first.
        await asyncio.sleep(pause * random.uniform(0.5, 1.0))
        pause = min(pause * 2, LONGEST_PAUSE_S)


def is_gone(error: BaseException) -> bool:
    """Whether the connection is lost or could not be made: nothing is wrong with what was asked."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or _state(error).startswith(GONE)
    # No such host or socket, nobody there, no answer; or no connection of ours came free, because all of them hang.
    return isinstance(error, (OSError, PoolTimeoutError, *REFUSALS))


def is_conflict(error: BaseException) -> bool:
    """Whether another transaction or an administrator was in the way, so that the same may well work now."""
    return isinstance(error, DBAPIError) and _state(error) in CONFLICTS


def is_read_only(error: BaseException) -> bool:
    """Whether this server takes nothing in (any more); of a query that must not write it is the query's own fault."""
    return isinstance(error, DBAPIError) and _state(error) == READ_ONLY


def _state(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""
