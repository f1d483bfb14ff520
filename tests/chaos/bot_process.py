"""The bot as the driver holds it: born, killed, told to stop, frozen, and seen to have ended."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from tests.rules.project_files import ROOT

LINES_KEPT = 400
LONGEST_LINE = 2**24
"""Bytes: a line of the log holds a whole traceback."""
SLOW = 60.0
"""Seconds: a loaded machine takes its time to import everything."""


class BotProcess:
    """One life of the bot."""

    def __init__(self, pid: int) -> None:
        """`ended` becomes true with its exit code: 0 after SIGTERM, -9 after kill -9."""
        self.pid = pid
        self._held = _hold(pid)
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    @property
    def alive(self) -> bool:
        """Whether nobody has told of its end yet."""
        return not self.ended.done()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal, if there is still somebody to get it."""
        if self._held is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._held, number)

    async def dies(self) -> int:
        """Kill -9."""
        self.signal(signal.SIGKILL)
        return await self.ended

    async def stops(self, within: float = SLOW) -> int:
        """Stop it as a deploy does, and wait until it has finished what was under way."""
        self.signal(signal.SIGTERM)
        return await asyncio.wait_for(asyncio.shield(self.ended), within)

    def end(self, code: int) -> None:
        """It has ended; nothing is held of it any more."""
        self.ended.set_result(code)
        if self._held is not None:
            os.close(self._held)
            self._held = None


def _hold(pid: int) -> int | None:
    """The process itself and not its number: when it has ended, somebody else may have that. None: it has already."""
    try:
        return os.pidfd_open(pid)
    except ProcessLookupError:
        return None


class Nursery:
    """Gives birth to bots that can be broken, and hears how each of them ends."""

    def __init__(self) -> None:
        self.log: deque[str] = deque(maxlen=LINES_KEPT)
        self._process: Process | None = None
        self._alive: dict[int, BotProcess] = {}
        self._births: deque[asyncio.Future[BotProcess]] = deque()
        self._listeners: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.chaos.breakable",
            cwd=ROOT,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            limit=LONGEST_LINE,
        )
        assert self._process.stdout is not None
        await asyncio.wait_for(self._process.stdout.readline(), SLOW)
        self._listeners = [asyncio.create_task(self._hear_news()), asyncio.create_task(self._read_log())]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()
        await asyncio.gather(*self._listeners)

    async def bears(
        self, folder: Path, arguments: list[str], environment: Mapping[str, str], levers: Path
    ) -> BotProcess:
        """Start the bot in this folder."""
        assert self._process is not None
        assert self._process.stdin is not None
        birth = {"folder": str(folder), "arguments": arguments, "environment": dict(environment), "levers": str(levers)}
        born = asyncio.get_running_loop().create_future()
        self._births.append(born)
        self._process.stdin.write(json.dumps(birth).encode() + b"\n")
        return await asyncio.wait_for(born, SLOW)

    async def _hear_news(self) -> None:
        """Births are told in the order in which they were asked for; an end may be told before its birth."""
        assert self._process is not None
        assert self._process.stdout is not None
        early: dict[int, int] = {}
        async for line in self._process.stdout:
            news = json.loads(line)
            if "born" in news:
                child = self._alive[news["born"]] = BotProcess(news["born"])
                self._births.popleft().set_result(child)
                if child.pid in early:
                    self._alive.pop(child.pid).end(early.pop(child.pid))
            elif news["ended"] in self._alive:
                self._alive.pop(news["ended"]).end(news["code"])
            else:
                early[news["ended"]] = news["code"]

    async def _read_log(self) -> None:
        assert self._process is not None
        assert self._process.stderr is not None
        async for line in self._process.stderr:
            self.log.append(line.decode(errors="replace").rstrip())
