"""A process among several on one PostgreSQL: membership and leadership are advisory locks of one session.

Why locks and no rows with a time in them: a session ends with its process, whatever way that ends, and PostgreSQL then
frees its locks at once; no clock has to be right, and nobody can lead for a moment longer than the lock is theirs.
"""

import asyncio
import os
import random
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any

import asyncpg
import structlog
from sqlalchemy import make_url

from db.replica import Hear, News

LEADING = (0x0517E, 1)
"""The advisory lock of the one that leads."""
MEMBERS = 0x0517F
"""The first half of every member's own lock; the second is its number."""
CHANNEL = "onsite"
PULSE_S = 1.0
"""So often the session is tried: that long it takes at most until another leads."""
ANSWER_S = 3.0
"""A server that takes longer to answer is gone: whoever leads stops, before another begins."""
TOGETHER_S = 0.01
"""What is told within so many seconds is told once: each notification holds up commits for a moment."""
KEEPALIVE = {"tcp_keepalives_idle": "2", "tcp_keepalives_interval": "1", "tcp_keepalives_count": "3"}
"""How soon the server notices that a whole machine is gone."""
LOST = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""The last is what asyncpg says when the server ended the session while nothing was asked."""
log = structlog.get_logger(__name__)


class PostgresqlReplica:
    """One session that holds the member's lock, asks for the leader's, listens and tells."""

    def __init__(self, url: str) -> None:
        """Nothing is connected before `join`."""
        self._url = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self.number = 0
        self._leads = False
        self._session: asyncpg.Connection[Any] | None = None
        self._hear: Callable[[News], None] = lambda _news: None
        self._one_at_a_time = asyncio.Lock()
        self._untold: set[News] = set()
        self._telling: set[asyncio.Task[None]] = set()

    async def join(self, hear: Hear) -> bool:
        """Connect, take a number that nobody has, lead if nobody does."""
        self._hear = hear
        await self._pulse()
        return self._leads

    async def changes(self) -> AsyncIterator[bool]:
        """Try for the lead, each second; give it up as soon as the session does not answer."""
        while True:
            await asyncio.sleep(PULSE_S)
            before = self._leads
            await self._pulse()
            if self._leads is not before:
                yield self._leads

    def tell(self, news: News) -> None:
        """Let the others know, soon."""
        if not self._untold:
            task = asyncio.get_running_loop().create_task(self._tell())
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)
        self._untold.add(news)

    async def leave(self) -> None:
        """End the session: PostgreSQL frees what it held."""
        for task in self._telling:
            task.cancel()
        await asyncio.gather(*self._telling, return_exceptions=True)
        await self._disconnect()

    # ------------------------------------------------------------ the session

    async def _pulse(self) -> None:
        """See whether it leads; a session that is gone is replaced by a new one, which leads nothing yet."""
        try:
            if self._session is None:
                await self._connect()
            leads = bool(await self._ask("SELECT 1" if self._leads else TRY_LEADING))
        except LOST as error:
            log.warning("session_lost", replica=self.number, error=type(error).__name__)
            leads = False
            await self._disconnect()
        if leads is not self._leads:
            log.info("leads" if leads else "leads_no_longer", replica=self.number)
        self._leads = leads

    async def _connect(self) -> None:
        settings = {"application_name": f"onsite replica {os.getpid()}", **KEEPALIVE}
        session = await asyncpg.connect(self._url, timeout=ANSWER_S, command_timeout=ANSWER_S, server_settings=settings)
        self._session = session
        while True:
            self.number = random.randrange(1, 2**31)
            if await self._ask(f"SELECT pg_try_advisory_lock({MEMBERS}, {self.number})"):
                break
        await session.add_listener(CHANNEL, self._heard)

    async def _disconnect(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            with suppress(*LOST):
                await session.close(timeout=ANSWER_S)

    async def _ask(self, query: str, *arguments: Any) -> Any:
        """asyncpg has one question at a time in a session."""
        async with self._one_at_a_time:
            if self._session is None:
                raise ConnectionError("there is no session")
            return await self._session.fetchval(query, *arguments)

    # ------------------------------------------------------------ news

    async def _tell(self) -> None:
        await asyncio.sleep(TOGETHER_S)
        told, self._untold = self._untold, set()
        try:
            for news in sorted(told):
                await self._ask("SELECT pg_notify($1, $2)", CHANNEL, f"{self.number} {news}")
        except LOST:  # the pulse sees to the session; who was not told looks by itself after a while
            log.info("not_told", replica=self.number)

    def _heard(self, _session: Any, _process: int, _channel: str, payload: Any) -> None:
        number, _, news = str(payload).partition(" ")
        if int(number) != self.number:
            self._hear("stored" if news == "stored" else "committed")


TRY_LEADING = f"SELECT pg_try_advisory_lock({LEADING[0]}, {LEADING[1]})"
