"""getUpdates: what waits, or a wait for what comes. One poll at a time."""

import asyncio
from typing import Any

from playground.refusals import Refusal, conflict
from playground.world.happenings import Happening
from playground.world.state import Json
from playground.world.updates import confirm_below, keep_last, remember_allowed, update_json, waiting
from playground.world.world import World

_WEBHOOK_IS_SET = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
_OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
_LONGEST_WAIT = 50


class Polling:
    """Hands updates to whoever polls; a new poll ends the one that waits."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._waiter: asyncio.Future[None] | None = None
        world.happenings.listen(self._heard)

    async def updates_for(self, arguments: Any) -> list[Json]:
        """Answer a `GetUpdates`."""
        if self._world.state.webhook.url:
            raise conflict(_WEBHOOK_IS_SET)
        remember_allowed(self._world, arguments.allowed_updates)
        self._end_waiting(conflict(_OTHER_POLL))
        self._confirm(arguments.offset or 0)
        limit = min(max(100 if arguments.limit is None else arguments.limit, 1), 100)
        seconds = min(max(arguments.timeout or 0, 0), _LONGEST_WAIT)
        found = waiting(self._world, limit)
        if not found and seconds:
            await self._wait(seconds)
            found = waiting(self._world, limit)
        return [update_json(update) for update in found]

    def close(self) -> None:
        """Let a waiting poll go with nothing, because the server stops."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def _confirm(self, offset: int) -> None:
        if offset > 0:
            confirm_below(self._world, offset)
        elif offset < 0:
            keep_last(self._world, -offset)

    async def _wait(self, seconds: float) -> None:
        waiter = self._waiter = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            pass
        finally:
            if self._waiter is waiter:
                self._waiter = None

    def _end_waiting(self, refusal: Refusal) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(refusal)

    def _heard(self, happening: Happening) -> None:
        if happening.kind == "update" and self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
        elif happening.kind == "webhook" and self._world.state.webhook.url:
            self._end_waiting(conflict("terminated by setWebhook request"))
