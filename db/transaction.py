"""What a use case works in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, CursorResult, Executable, Insert, Table

from bot.domain.market import Market

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Transaction:
    """One open transaction, the moment it happens at and the rules of the market.

    Use cases take it first, never commit it, never wait in it.
    """

    connection: Connection
    now: datetime
    market: Market
    happened: list[dict[str, Any]] = field(default_factory=list)
    """What the log says once all of this holds: an event of an order a line, without contents."""

    def execute(self, statement: Executable) -> CursorResult[Any]:
        """Run one statement."""
        result = self.connection.execute(statement)
        assert isinstance(result, CursorResult)
        return result

    def insert(self, table: Table, row: Mapping[str, Any]) -> int:
        """Write a new row and return the number it got."""
        key = self.connection.execute(_into(table), row).inserted_primary_key
        assert key is not None
        return int(key[0])

    def changed(self, statement: Executable) -> bool:
        """Run a conditional update and say whether it found its row: the only way a status moves."""
        return self.execute(statement).rowcount > 0


@cache
def _into(table: Table) -> Insert:
    """Built once a table: which columns a row has is seen when it runs."""
    return table.insert()


Decision = Callable[[Transaction], T]
"""The deciding half of a turn."""
