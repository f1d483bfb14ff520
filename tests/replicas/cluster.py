"""Several processes of one market: a PostgreSQL, a balancer that Telegram posts to, replicas that come and go."""

import asyncio
import itertools
import json
import os
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Self

import aiohttp
import asyncpg
from aiohttp import web
from sqlalchemy import make_url

from bot.delivery.webhook import SECRET_HEADER
from db.postgresql_replica import LEADING
from playground import Playground
from tests.keys import KEY
from tests.replicas.replica import run

SECRET = "a-secret-for-the-test"
PATIENCE = 120.0
"""Seconds: a loaded machine takes its time to import everything."""
FORKS = get_context("forkserver")
"""A process that has imported everything once and splits off each replica: imports would take most of the test."""
FORKS.set_forkserver_preload(["tests.replicas.replica"])
LEADER = f"""
SELECT replace(application_name, 'onsite replica ', '') FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND classid = {LEADING[0]} AND objid = {LEADING[1]} AND granted
AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


class Balancer:
    """Hands each request to the next replica that takes it, as any proxy does."""

    def __init__(self) -> None:
        self.doors: dict[int, str] = {}
        self.taken: dict[int, int] = {}
        self._turns = itertools.count()

    async def start(self) -> None:
        front = web.Application()
        front.router.add_post("/updates", self._pass_on)
        self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
        self._runner = web.AppRunner(front, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/updates"

    async def stop(self) -> None:
        await self._runner.cleanup()
        await self._http.close()

    async def _pass_on(self, request: web.Request) -> web.Response:
        body, secret = await request.read(), request.headers.get(SECRET_HEADER, "")
        turn, doors = next(self._turns), list(self.doors.items())
        for pid, door in doors[turn % max(len(doors), 1) :] + doors[: turn % max(len(doors), 1)]:
            try:
                async with self._http.post(door, data=body, headers={SECRET_HEADER: secret}) as answer:
                    if answer.status == 200:
                        self.taken[pid] = self.taken.get(pid, 0) + 1
                        return web.Response()
            except aiohttp.ClientError:
                continue
        return web.Response(status=502)


class Running:
    """One replica's process, and what it says."""

    def __init__(self, process: ForkServerProcess, says: Connection) -> None:
        self.process = process
        self.said: list[str] = []
        self.port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.listening = asyncio.create_task(self._listens(says))

    @property
    def pid(self) -> int:
        assert self.process.pid is not None
        return self.process.pid

    async def _listens(self, says: Connection) -> None:
        lines = asyncio.StreamReader()
        reading = os.fdopen(os.dup(says.fileno()), "rb")
        says.close()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), reading)
        async for line in lines:
            self.said.append(line.decode())
            if '"door_open"' in self.said[-1]:
                self.port.set_result(int(json.loads(line)["port"]))
        if not self.port.done():
            self.port.set_exception(AssertionError("".join(self.said)))
        self.process.join()


@dataclass
class Cluster:
    """The replicas by the numbers of their processes."""

    database_url: str
    playground: Playground
    balancer: Balancer = field(default_factory=Balancer)
    replicas: dict[int, Running] = field(default_factory=dict)
    dead: list[Running] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        await self.balancer.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        for replica in self.replicas.values():
            replica.process.terminate()
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*(replica.listening for replica in [*self.replicas.values(), *self.dead]))
        await self.balancer.stop()
        ended = [replica.process.exitcode for replica in self.replicas.values()]
        assert set(ended) <= {0}, ["".join(replica.said) for replica in self.replicas.values()]

    async def starts(self, count: int) -> None:
        """So many more replicas, together."""
        await asyncio.gather(*(self._start() for _ in range(count)))

    async def kill(self, pid: int) -> None:
        """As a machine that loses its power."""
        replica = self.replicas.pop(pid)
        replica.process.kill()
        await replica.listening
        self.dead.append(replica)

    async def leader(self) -> int | None:
        """The number of the process that leads."""
        address = make_url(self.database_url).set(drivername="postgresql").render_as_string(hide_password=False)
        connection = await asyncpg.connect(address)
        found = await connection.fetchval(LEADER)
        await connection.close()
        return int(found) if found else None

    async def _start(self) -> None:
        listening, saying = FORKS.Pipe(duplex=False)
        process = FORKS.Process(target=run, args=(self._settings(), saying), daemon=True)
        await asyncio.to_thread(process.start)
        saying.close()
        replica = Running(process, listening)
        self.replicas[replica.pid] = replica
        async with asyncio.timeout(PATIENCE):
            port = await replica.port
        self.balancer.doors[replica.pid] = f"http://127.0.0.1:{port}/updates"

    def _settings(self) -> dict[str, str]:
        """Of each replica; no story waits for Telegram's limits."""
        settings = {
            "TELEGRAM__API_URL": self.playground.url,
            "TELEGRAM__MESSAGES_PER_SECOND": "1000",
            "TELEGRAM__CHAT_BURST": "100",
            "DATABASE__URL": self.database_url,
            "PRIVACY__KEYS": f'["{KEY}"]',
            "DELIVERY__WEBHOOK__URL": self.balancer.url,
            "DELIVERY__WEBHOOK__SECRET": SECRET,
            "DELIVERY__WEBHOOK__PORT": "0",
            "GEOCODING__PROVIDER": "zones",
            "MARKET__LANGUAGE": "en",
            "MARKET__NAME": "Onsite",
        }
        named = {f"ONSITE_{name}": value for name, value in settings.items()}
        return {"BOT_TOKEN": self.playground.token, **named}
