"""The whole market as `make run` opens it, in a process of its own, whose memory can therefore be measured."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.browsing import ROOT

TO_OPEN_S = 120
TO_CLOSE_S = 30
RESIDENT = re.compile(r"^VmRSS:\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MarketOutside:
    """Where it is to be found, and how much memory it takes."""

    url: str
    pid: int

    def megabytes(self) -> float:
        """What the process holds in memory at the moment."""
        found = RESIDENT.search(Path(f"/proc/{self.pid}/status").read_text("ascii"))
        assert found is not None
        return int(found[1]) / 1024


@asynccontextmanager
async def market_outside(folder: Path) -> AsyncIterator[MarketOutside]:
    """Open it in this folder, and close it as Ctrl+C does."""
    command = [
        sys.executable,
        str(ROOT / "main.py"),
        "--config",
        str(ROOT / "config.yaml"),
        "playground",
        "--port",
        "0",
    ]
    process = await asyncio.create_subprocess_exec(
        *command, cwd=folder, stdout=asyncio.subprocess.PIPE, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    )
    try:
        yield MarketOutside(await asyncio.wait_for(_address(process), TO_OPEN_S), process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        await asyncio.wait_for(process.communicate(), TO_CLOSE_S)


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    async for line in process.stdout:
        if found := re.search(r"http://\S+", line.decode()):
            return found[0]
    raise AssertionError("the playground ended before it said where it is")
