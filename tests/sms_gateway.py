"""A gateway for text messages that takes them over real HTTP and delivers them to nobody."""

import asyncio
import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Self

from aiohttp import web

from bot.config import load_settings
from bot.settings.sms import SmsSettings

SECRET = "a-key-of-the-gateway"


@cache
def _shipped() -> dict[str, Any]:
    """Read once: reading takes a good part of a second."""
    return load_settings().sms.model_dump()


@dataclass
class SmsGateway:
    """What it was asked, in order; `statuses` are answered first, then 202. `hangs`: it takes all, answers none."""

    received: list[dict[str, str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    hangs: bool = False
    _runner: web.AppRunner | None = None
    _came: asyncio.Event = field(default_factory=asyncio.Event)
    port: int = 0

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.router.add_post("/messages", self._take)
        self._runner = web.AppRunner(application, shutdown_timeout=0.01)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    @property
    def settings(self) -> dict[str, Any]:
        """The section of the settings that names it."""
        return {
            "url": f"http://127.0.0.1:{self.port}/messages",
            "headers": {"Content-Type": "application/json", "Authorization": "Bearer {{ secret }}"},
            "body": '{"to": {{ number|tojson }}, "text": {{ text|tojson }}, "reference": {{ id|tojson }}}',
            "secret": SECRET,
        }

    def settings_with(self, **changes: Any) -> SmsSettings:
        """The same, checked, with these changes."""
        return SmsSettings.model_validate({**_shipped(), **self.settings, **changes})

    async def has(self, count: int) -> None:
        """Wait until it was asked so often."""
        async with asyncio.timeout(60):
            while len(self.received) < count:
                self._came.clear()
                await self._came.wait()

    def texts_to(self, number: str) -> list[str]:
        """What has gone to this number."""
        return [one["text"] for one in self.received if one["to"] == number]

    async def _take(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {SECRET}":
            return web.Response(status=401)
        self.received.append(json.loads(await request.read()))
        self._came.set()
        if self.hangs:
            await asyncio.sleep(60)
        return web.Response(status=self.statuses.pop(0) if self.statuses else 202)
