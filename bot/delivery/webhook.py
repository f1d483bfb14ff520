"""The door that Telegram posts updates to: who it is is checked first, and it hears 'taken' when they are stored.

Whoever knows the address could post, so what counts is the secret in the header: it is looked at before the body is
read. Telegram posts again what was not answered with 200.
"""

import asyncio
import hashlib
import json
from hmac import compare_digest
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiohttp import web
from sqlalchemy import Connection

from bot.delivery.intake import Intake
from bot.delivery.polling import ALLOWED_UPDATES, received
from bot.listening import Listener
from db import settings
from db.database import Database
from db.inbox import Received
from db.trouble import is_trouble, left_for_later

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the name of a header, not a secret
LARGEST = 1024 * 1024
"""Bytes of a request; Telegram's updates have some thousands at the most."""
CONNECTIONS = 40
"""Requests that Telegram may have open at the same time."""
SECONDS_BETWEEN_LOOKS = 30
log = structlog.get_logger(__name__)


class Door:
    """Takes updates on one path and nothing else."""

    def __init__(self, intake: Intake, url: str, secret: str) -> None:
        """`url` is what Telegram knows; of it only the path matters here, whatever stands before this process."""
        self._intake = intake
        self._path = urlsplit(url).path
        self._secret = secret.encode()
        door = web.Application(client_max_size=LARGEST)
        door.router.add_post(self._path, self._take)
        self._listener = Listener(door)

    async def open(self, host: str, port: int) -> None:
        """Listen. OSError when the address is taken."""
        await self._listener.start(host, port)
        log.info("door_open", host=host, port=self.port)

    async def close(self) -> None:
        """Listen no longer; what is being stored is answered."""
        await self._listener.stop()

    @property
    def port(self) -> int:
        """The port it listens on, also when it was asked for any (0)."""
        return self._listener.port

    async def _take(self, request: web.Request) -> web.Response:
        if not compare_digest(request.headers.get(SECRET_HEADER, "").encode(errors="surrogateescape"), self._secret):
            return web.Response(status=403)
        update = _update_in(await request.read())
        if update is None:
            return web.Response(status=400)
        try:
            await self._intake.take([update])
        except Exception as error:
            if not is_trouble(error):
                raise
            log.warning("update_not_stored", error=type(error).__name__)
            return web.Response(status=503)
        return web.Response()


def _update_in(body: bytes) -> Received | None:
    """The update, or None where there is none: Telegram does not post that."""
    try:
        update = json.loads(body)
        return received(update) if isinstance(update.get("update_id"), int) else None
    except (ValueError, AttributeError, RecursionError):
        return None


class Registration:
    """Telegram knows where to post to: asked first, and told only where it has something else in mind."""

    KEPT = "webhook"
    """The setting that says what was told last: Telegram shows everything but the secret."""

    def __init__(self, bot: Bot, database: Database, url: str, secret: str) -> None:
        """For the one that leads: replicas that all tell it at once are sent away."""
        self._bot = bot
        self._database = database
        self._url = url
        self._secret = secret

    async def run(self) -> None:
        """Look again and again until cancelled: somebody may have set another one, or what Telegram refused works."""
        while True:
            try:
                with left_for_later():
                    await self.register()
            except AiogramError as error:
                log.warning("webhook_not_set", error=str(error))
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)

    async def register(self) -> None:
        """See to it that updates are posted to our address with our secret."""
        known = await self._bot.get_webhook_info()
        told = await self._database.read(lambda connection: settings.get(connection, self.KEPT))
        if known.url == self._url and told == self._fingerprint:
            return
        await self._bot.set_webhook(
            self._url, secret_token=self._secret, allowed_updates=ALLOWED_UPDATES, max_connections=CONNECTIONS
        )
        await self._database.write(self._keep)
        log.info("webhook_set", url=self._url)

    @property
    def _fingerprint(self) -> str:
        told: list[Any] = [self._url, self._secret, ALLOWED_UPDATES, CONNECTIONS]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    def _keep(self, connection: Connection) -> None:
        settings.keep(connection, self.KEPT, self._fingerprint)
