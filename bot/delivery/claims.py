"""Where several processes share the inbox, each takes what it has time for, and only that."""

import asyncio
from collections.abc import Collection
from functools import partial

import structlog
from sqlalchemy.exc import IntegrityError

from bot.delivery.intake import Intake
from db import claims
from db.database import Database
from db.replica import Replica
from db.trouble import left_for_later

FALLBACK_LOOK = 2.0
"""Real seconds after which a replica looks for updates even when nobody told it of any."""
log = structlog.get_logger(__name__)


class Claims:
    """Claims updates for the intake: whenever some were stored, wherever, and whenever it has done with one."""

    def __init__(self, database: Database, replica: Replica) -> None:
        """`run` begins to claim."""
        self._database = database
        self._replica = replica
        self._wanted = asyncio.Event()
        self._looking = False

    def stored(self) -> None:
        """Something was stored here: whoever has time may take it."""
        self._replica.tell("stored")
        self.wake()

    def wake(self) -> None:
        """There may be something to claim, or room for it again."""
        self._wanted.set()

    @property
    def idle(self) -> bool:
        """Whether nothing was left to claim at the last look."""
        return not (self._wanted.is_set() or self._looking)

    async def run(self, intake: Intake) -> None:
        """Claim until cancelled."""
        while True:
            self._looking = True
            self._wanted.clear()
            with left_for_later():
                await self._look(intake)
            self._looking = False
            await self._until_wanted(intake)

    async def stop(self) -> None:
        """Leave to the others what was claimed and has not begun; to be called when the intake has stopped."""
        with left_for_later():  # then the lock that goes with this process frees it
            await self._database.write(partial(claims.let_go, replica=self._replica.number))

    async def free_the_dead(self) -> None:
        """For the one that leads: what a replica had claimed that is gone is free again."""
        while True:
            with left_for_later():
                if freed := await self._database.write(claims.free_the_dead):
                    log.warning("claims_freed", updates=freed)
                    self.wake()
            await asyncio.sleep(FALLBACK_LOOK)

    async def _look(self, intake: Intake) -> None:
        """Claim as much as there is room for; what is left is looked for when there is room again."""
        while room := intake.room:
            try:
                claimed = await self._database.write(partial(claims.claim, replica=self._replica.number, most=room))
            except IntegrityError:  # another replica claimed the same lane in this moment
                continue
            intake.admit(claimed)
            if len(claimed) < room:
                return

    async def _until_wanted(self, intake: Intake) -> None:
        try:
            async with asyncio.timeout(FALLBACK_LOOK):
                await self._wanted.wait()
        except TimeoutError:
            await self._forget_lost_claims(intake.under_way)

    async def _forget_lost_claims(self, known: Collection[int]) -> None:
        """What is marked as ours without our knowing (the answer to a claim got lost) is free again."""
        with left_for_later():
            await self._database.write(partial(claims.let_go, replica=self._replica.number, but=known))
