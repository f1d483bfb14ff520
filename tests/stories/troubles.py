"""What went wrong behind a story's back: a story may only end well when nothing did."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import structlog
from sqlalchemy import Connection, select

from db.tables import inbox, outbox, timers
from playground import Playground
from playground.call_log import Call

GRAVE = frozenset({"error", "exception", "critical"})
THEIR_RIGHT = ("Forbidden", "Conflict", "Too Many Requests")
"""What Telegram may always say: blocked by the reader, still asked by the process before the restart, too fast."""
NEVER_WORKED = ((inbox, "failed"), (outbox, "dead"), (timers, "failed"))
"""Table → the status of a row that was given up."""


@dataclass
class Troubles(logging.Handler):
    """Errors meanwhile. `forgiven`: parts of those that the story brings about on purpose.

    What is meant for people whom a test only wrote into the database, and who are not on Telegram, is no trouble.
    """

    playground: Playground
    logged: list[str] = field(default_factory=list)
    forgiven: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Hear what the libraries call an error, too."""
        super().__init__(logging.ERROR)

    def __hash__(self) -> int:
        """As every other handler: by itself."""
        return id(self)

    def __call__(self, _logger: object, method: str, event: dict[str, Any]) -> dict[str, Any]:
        """Listen to our own events. A message that was dropped because its reader blocked the bot is no trouble."""
        if method in GRAVE and event.get("status") != "dropped" and self._is_there(event.get("chat")):
            self.logged.append(f"{event['event']}: {event.get('exc_info')!r}")
        return event

    def emit(self, record: logging.LogRecord) -> None:
        """Listen to the libraries."""
        self.logged.append(record.getMessage())

    def begin(self) -> None:
        """Hear all that is logged from now on."""
        structlog.get_config()["processors"].insert(0, self)
        logging.getLogger().addHandler(self)

    def end(self) -> None:
        """Stop listening."""
        structlog.get_config()["processors"].remove(self)
        logging.getLogger().removeHandler(self)

    def unforgiven(self, connection: Connection) -> list[str]:
        """All troubles that the story did not ask for: logged, given up, or refused by Telegram."""
        found = [*self.logged, *self._given_up(connection), *self._refused()]
        return [trouble for trouble in found if not any(part in trouble for part in self.forgiven)]

    def _given_up(self, connection: Connection) -> Iterator[str]:
        for table, status in NEVER_WORKED:
            for row in connection.execute(select(table).where(table.c.status == status)).mappings():
                if self._is_there(row.get("chat_id")):
                    yield f"{table.name}: {dict(row)}"

    def _refused(self) -> Iterator[str]:
        """Calls that Telegram refused because they made no sense."""
        for call in self.playground.calls.refused():
            senseless = not (call.refused or "").startswith(THEIR_RIGHT)
            if senseless and self._is_there(_chat_of(call)):
                yield f"{call.method} was refused: {call.refused} {call.arguments}"

    def _is_there(self, chat: object) -> bool:
        """Whether the chat is one of the playground's, or no chat is concerned."""
        return chat is None or int(str(chat)) < 0 or int(str(chat)) in self.playground.people


def _chat_of(call: Call) -> object:
    """The chat that a call is about; a menu of commands names it in its scope."""
    scope = json.loads(call.arguments.get("scope") or "{}")
    return call.arguments.get("chat_id") or scope.get("chat_id")
