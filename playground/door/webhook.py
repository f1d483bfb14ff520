"""Updates posted to the bot: in order within a lane (a chat, a person), side by side across them, again until taken."""

import asyncio
import json
import random
from collections import deque
from typing import Any

import aiohttp

from playground.door.desk import Desk
from playground.door.reading import carried_back
from playground.settings import WebhookPace
from playground.world.happenings import Happening
from playground.world.state import Update
from playground.world.updates import drop, update_json
from playground.world.world import World

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the name of a header, not a secret
_NEVER_CARRIED_OUT = ("get", "setwebhook", "deletewebhook", "close", "logout")


class NotTaken(Exception):
    """The bot did not take an update; `retry_after` is what it asked for in seconds (0: nothing)."""

    def __init__(self, why: str, retry_after: float = 0) -> None:
        super().__init__(why)
        self.retry_after = retry_after


class WebhookDelivery:
    """Posts every update to the webhook for as long as one is set."""

    def __init__(self, world: World, desk: Desk) -> None:
        self._world = world
        self._desk = desk
        self._lanes: dict[str, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._places = asyncio.Semaphore(40)
        self._open = False
        world.happenings.listen(self._heard)

    def start(self) -> None:
        """Begin to deliver, with what has waited so far."""
        self._open = True
        self._begin_anew()

    async def close(self) -> None:
        """Stop delivering; what was not taken waits for the next start."""
        self._open = False
        await self._stop_lanes()
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _heard(self, happening: Happening) -> None:
        if not self._open:
            return
        if happening.kind == "webhook":
            self._begin_anew()
        elif happening.kind == "update" and self._world.state.webhook.url:
            self._line_up(happening.about)

    def _begin_anew(self) -> None:
        """Forget the lanes and line up whatever waits for the webhook that is set now (if one is)."""
        for task in self._tasks:
            task.cancel()
        self._lanes = {}
        hook = self._world.state.webhook
        if hook.url:
            self._places = asyncio.Semaphore(hook.max_connections)
            for update in tuple(self._world.state.updates.values()):
                self._line_up(update)

    def _line_up(self, update: Update) -> None:
        lane = self._lanes.get(update.lane)
        if lane is not None:
            lane.append(update)
            return
        lane = self._lanes[update.lane] = deque([update])
        task = asyncio.get_running_loop().create_task(self._drain(update.lane, lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, name: str, lane: deque[Update]) -> None:
        """Deliver a lane's updates one after another; the lane ends when it is empty."""
        while lane:
            await self._deliver(lane[0])
            lane.popleft()
        if self._lanes.get(name) is lane:
            del self._lanes[name]

    async def _deliver(self, update: Update) -> None:
        """Post an update until it is taken or too old. The first retry comes at once, later ones ever later."""
        pace = self._world.settings.webhook
        delay = 0.0
        while update.update_id in self._world.state.updates:
            try:
                async with self._places:
                    await self._post(update)
            except NotTaken as failure:
                self._note(str(failure))
                wait = failure.retry_after or delay
                if self._world.now() + wait > update.expires_at:
                    break
                await asyncio.sleep(wait)
                delay = longer_delay(delay, pace, self._world.dice)
            else:
                break
        drop(self._world, update.update_id)

    async def _post(self, update: Update) -> None:
        hook = self._world.state.webhook
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers[_SECRET_HEADER] = hook.secret
        body = json.dumps(update_json(update), ensure_ascii=False).encode()
        try:
            async with self._client().post(hook.url, data=body, headers=headers) as response:
                if not 200 <= response.status <= 299:
                    said = f"Wrong response from the webhook: {response.status} {response.reason}"
                    raise NotTaken(said, _seconds(response.headers.get("Retry-After", "")))
                await self._carry_out(response)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise NotTaken(f"Connection failed: {error}") from error

    async def _carry_out(self, response: aiohttp.ClientResponse) -> None:
        """Do what the answer's body asks for; the bot does not hear how that went, as at Telegram."""
        try:
            arguments, uploads = await carried_back(response)
        except (LookupError, ValueError) as error:  # any 2xx has taken the update, whatever else it says
            self._note(f"Wrong response from the webhook: {error}")
            return
        method = str(arguments.pop("method", "")).lower()
        if method and not method.startswith(_NEVER_CARRIED_OUT):
            await self._desk.carry_out(method, arguments, uploads)

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=self._world.settings.webhook.timeout)
            self._session = aiohttp.ClientSession(timeout=timeout)
        return self._session

    def _note(self, problem: str) -> None:
        hook = self._world.state.webhook
        hook.last_error, hook.last_error_date = problem, int(self._world.now())

    async def _stop_lanes(self) -> None:
        tasks: list[asyncio.Task[Any]] = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def longer_delay(delay: float, pace: WebhookPace, dice: random.Random) -> float:
    """Return the seconds until the attempt after next: twice as many, up to one or two times the longest."""
    return min(max(delay * 2, pace.first_retry), pace.longest_retry * dice.uniform(1, 2))


def _seconds(header: str) -> float:
    """Return the seconds of a Retry-After header (at most an hour; 0 when it says none)."""
    return float(min(int(header), 3600)) if header.isdecimal() else 0.0
