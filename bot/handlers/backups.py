"""The copy that /backup answers with: made before anything is decided, because no transaction waits for a disk."""

from pathlib import Path
from typing import Any, Protocol

import structlog

from bot.domain.people import Role
from bot.turn import Turn
from bot.usecases.backups import FAILURES

log = structlog.get_logger(__name__)


class MakesBackups(Protocol):
    """What makes a copy: the app's own, or none for a market on a database server."""

    async def make(self) -> Path | None:
        """The new copy's place."""


async def copy_of_market(turn: Turn, backups: MakesBackups, words: str) -> dict[str, Any]:
    """How it went, in fields of the answer. Nothing is copied for those whom the command will refuse."""
    if turn.role is None or not turn.role.may_act_as(Role.ADMIN) or words:
        return {}
    try:
        made = await backups.make()
    except FAILURES as error:
        log.warning("backup_failed", error=str(error))
        return {"outcome": "failed", "words": f"{type(error).__name__}: {error}"}
    if made is None:
        return {"outcome": "elsewhere"}
    return {"outcome": "made", "name": made.name, "megabytes": round(made.stat().st_size / 1e6, 1)}
