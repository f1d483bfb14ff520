"""What went wrong behind a story's back: a story may only end well when nothing did."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import structlog
from sqlalchemy import Connection, select

from db.tables import inbox, outbox, timers
from playground import Playground

GRAVE = frozenset({"error", "exception", "critical"})
NEVER_WORKED = ((inbox, "failed"), (outbox, "dead"), (timers, "failed"))
"""Table → the status of a row that was given up."""


@dataclass
class Troubles(logging.Handler):
    """Errors that were logged meanwhile. `forgiven`: parts of those that the story brings about on purpose."""

    logged: list[str] = field(default_factory=list)
    forgiven: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__(logging.ERROR)

    def __hash__(self) -> int:
        return id(self)

    def __call__(self, _logger: object, method: str, event: dict[str, Any]) -> dict[str, Any]:
        """Listen to our own events. A message that was dropped because its reader blocked the bot is no trouble."""
        if method in GRAVE and event.get("status") != "dropped":
            self.logged.append(f"{event['event']}: {event.get('exc_info')!r}")
        return event

    def emit(self, record: logging.LogRecord) -> None:
        """Listen to the libraries."""
        self.logged.append(record.getMessage())

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear all that is logged meanwhile."""
        processors = structlog.get_config()["processors"]
        processors.insert(0, self)
        logging.getLogger().addHandler(self)
        try:
            yield
        finally:
            processors.remove(self)
            logging.getLogger().removeHandler(self)

    def unforgiven(self, connection: Connection, playground: Playground) -> list[str]:
        """All troubles that the story did not ask for: logged, given up, or refused by Telegram."""
        found = [*self.logged, *_given_up(connection), *_refused(playground)]
        return [trouble for trouble in found if not any(part in trouble for part in self.forgiven)]


def _given_up(connection: Connection) -> Iterator[str]:
    for table, status in NEVER_WORKED:
        for row in connection.execute(select(table).where(table.c.status == status)).mappings():
            yield f"{table.name}: {dict(row)}"


def _refused(playground: Playground) -> Iterator[str]:
    """Calls that Telegram refused; that somebody has blocked the bot is their right."""
    for call in playground.calls.refused():
        if not (call.refused or "").startswith("Forbidden"):
            yield f"{call.method} was refused: {call.refused} {call.arguments}"
