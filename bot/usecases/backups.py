"""What an admin hears of a copy that was asked for."""

from collections.abc import Mapping
from typing import Any

from bot.domain.ids import ChatId, PersonId
from bot.domain.people import Role
from bot.usecases.staff import require_role
from db import audit
from db.outbox import Priority, notify
from db.transaction import Transaction


def tell_backup(tx: Transaction, operator: PersonId, chat: ChatId, made: Mapping[str, Any]) -> None:
    """Say how it went, and keep who asked."""
    require_role(tx, operator, Role.ADMIN)
    audit.record(tx, operator, "backup", made.get("name", ""), {"outcome": made["outcome"]})
    fields = {"outcome": "", "name": "", "megabytes": 0, "words": "", **made}
    notify(tx, chat, "desk/backup", fields, priority=Priority.ANSWER)
