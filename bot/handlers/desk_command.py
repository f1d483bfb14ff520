"""What an operator's command is given, and how it says that it has happened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.domain.ids import ChatId, PersonId
from bot.domain.people import Person
from bot.turn import Transaction
from bot.usecases.telling import Priority, notify


@dataclass(frozen=True, slots=True)
class Desk:
    """Who typed the command, and where the answer goes."""

    person: Person
    chat: ChatId
    gathered: Mapping[str, Any] = field(default_factory=dict)
    """What a command had to wait for before it could be decided."""
    username: str = ""
    """The bot's own, which is in every link to it."""

    @property
    def operator(self) -> PersonId:
        """Who typed it, by number."""
        return self.person.id


OperatorCommand = Callable[[Transaction, Desk, str], None]


def done(tx: Transaction, at: Desk, act: str, subject: str) -> None:
    """Say that it has happened."""
    notify(tx, at.chat, "desk/done", {"act": act, "subject": subject}, priority=Priority.ANSWER)
