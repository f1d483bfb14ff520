"""What an invariant looks at: the database, the people's screens, and what the driver has seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select

from bot.domain.market import Market
from playground import Playground
from tests.chaos.impulses import Talker
from tests.chaos.witness import Witness


@dataclass(frozen=True, slots=True)
class Sight:
    """One market at rest. `repeats`: how often a message may have come once more (kills, answers that were lost)."""

    connection: Connection
    playground: Playground
    witness: Witness
    talkers: Sequence[Talker]
    market: Market
    now: datetime
    repeats: int

    def rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        """All rows of the query."""
        return self.connection.execute(query).all()

    def count(self, query: Select[Any]) -> Mapping[Any, int]:
        """The query's two columns as a mapping: what is counted, and how many there are."""
        found: Any = self.rows(query)
        return dict(found)
