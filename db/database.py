"""The database as every other room sees it; `db/engines.py` opens the one that the settings name."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")


class ClosedError(RuntimeError):
    """The database is closed: nothing would ever carry the decision out, or find anything."""


class UnavailableError(RuntimeError):
    """The database cannot be reached. What was to be written may hold or not: whoever tries again must be ready for
    both.
    """


class Database(Protocol):
    """What is decided is written whole or not at all; what is read is read beside it, as the last commit left it."""

    async def write(self, decision: Callable[[Connection], T]) -> T:
        """Run the decision in a transaction; returns after the commit, raises what the decision raised.

        A decision may run a second time, when what it was to be committed with could not be: it changes nothing
        but the database.
        """

    async def read(self, query: Callable[[Connection], T]) -> T:
        """Run a reading query; all its statements see the same moment."""

    async def close(self) -> None:
        """Finish what is under way, then close; whatever comes later is refused."""
