"""Copies of the market while it runs: every night, and when an admin asks."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from bot.domain.clock import Clock
from db.backup import back_up


@dataclass(frozen=True, slots=True)
class Backups:
    """Makes copies of this file into this folder and keeps the newest `keep`.

    `market` is None for a market that is not a file: its server has its own ways.
    """

    market: Path | None
    folder: Path
    keep: int
    clock: Clock

    async def make(self) -> Path | None:
        """The new copy; None where there is no file. One of db.backup.FAILURES when there can be none."""
        if self.market is None:
            return None
        return await asyncio.to_thread(back_up, self.market, self.folder, self.clock.now(), self.keep)
