"""What admins hear of copies: of one that was asked for, and of a nightly one that failed."""

from collections.abc import Mapping
from typing import Any

from bot.domain.ids import ChatId, PersonId, private_chat
from bot.domain.people import Role
from bot.usecases.staff import require_role
from db import audit, staff
from db.backup import FAILURES
from db.outbox import Priority, notify
from db.transaction import Transaction

__all__ = ["FAILURES", "tell_backup", "tell_copy_failed"]


def tell_backup(tx: Transaction, operator: PersonId, chat: ChatId, made: Mapping[str, Any]) -> None:
    """Say how it went, and keep who asked."""
    require_role(tx, operator, Role.ADMIN)
    audit.record(tx, operator, "backup", made.get("name", ""), {"outcome": made["outcome"]})
    fields = {"outcome": "", "name": "", "megabytes": 0, "words": "", **made}
    notify(tx, chat, "desk/backup", fields, priority=Priority.ANSWER)


def tell_copy_failed(tx: Transaction, why: str) -> None:
    """Say to every admin that tonight's copy is missing: nobody reads the log before they need the copy."""
    for person, role in staff.members(tx.connection):
        if role.may_act_as(Role.ADMIN):
            notify(tx, private_chat(person), "desk/copy_failed", {"why": why})
