"""/backup: an admin wants a copy of the market now."""

import sqlite3
from pathlib import Path
from typing import Any, Protocol

import structlog
from aiogram import Bot, Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.domain.people import Role
from bot.handlers.typed_command import typed_command
from bot.turn import Transaction, Turn
from bot.usecases.backups import tell_backup
from bot.usecases.staff import is_operators_group

router = Router(name="backups")
log = structlog.get_logger(__name__)


class MakesBackups(Protocol):
    """What makes a copy: the app's own, or none for a market on a database server."""

    async def make(self) -> Path | None:
        """The new copy's place."""


class FromAdmin(Filter):
    """Lets /backup of admins and owners through, where operators are heard; for others there is no such command."""

    async def __call__(self, message: Message, turn: Turn, bot: Bot) -> bool:
        """Whether it is that."""
        if turn.role is None or not turn.role.may_act_as(Role.ADMIN) or message.sender_chat is not None:
            return False
        typed = await typed_command(message, bot)
        if typed is None or typed.name != "backup":
            return False
        if message.chat.id == turn.sender.id:
            return True
        return await turn.read(lambda connection: is_operators_group(connection, turn.market, message.chat.id))


@router.message(FromAdmin())
async def backup(message: Message, turn: Turn, services: Any) -> None:
    """Copy first, then say how it went: a copy takes its time, and no transaction waits for it."""
    made = await _make(services.backups)
    await turn.decide(lambda tx: _tell(tx, turn, made))


async def _make(backups: MakesBackups) -> dict[str, Any]:
    try:
        made = await backups.make()
    except (OSError, sqlite3.Error) as error:
        log.warning("backup_failed", error=str(error))
        return {"outcome": "failed", "words": f"{type(error).__name__}: {error}"}
    if made is None:
        return {"outcome": "elsewhere"}
    return {"outcome": "made", "name": made.name, "megabytes": round(made.stat().st_size / 1e6, 1)}


def _tell(tx: Transaction, turn: Turn, made: dict[str, Any]) -> None:
    tell_backup(tx, turn.sender.id, turn.chat, made)
