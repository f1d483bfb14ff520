"""`python -m playground`, and clocks."""

import asyncio
import json
import os
import re
import signal
import socket
import sys
from pathlib import Path
from typing import Any

import aiohttp

from playground import FastClock, Person, Playground, WallClock
from tests.playground.conftest import Api

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def test_it_runs_alone_and_keeps_its_scene(tmp_path: Path) -> None:
    scene, port = tmp_path / "scene.json", free_port()
    arguments = ["--token", "42:secret", "--port", str(port), "--person", "Omid:fa", "--scene", str(scene)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "playground", *arguments, cwd=ROOT, stdout=asyncio.subprocess.PIPE, env=dict(os.environ)
    )
    assert process.stdout is not None
    first = await asyncio.wait_for(process.stdout.readline(), 60)
    assert first.decode().split() == ["Bot", "API", f"http://127.0.0.1:{port}"]
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/bot42:secret/getMe") as response,
    ):
        assert (await response.json())["result"]["id"] == 42
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), 10) == 0
    accounts = json.loads(scene.read_text())["state"]["accounts"]
    assert [account["first_name"] for account in accounts.values()] == ["Playground", "Omid"]


async def test_a_world_outlives_its_server(api: Api, anna: Person, playground: Playground) -> None:
    await playground.stop()
    await anna.says("anybody?")
    await playground.start()
    assert (await api("getUpdates")).result[0]["message"]["text"] == "anybody?"


async def test_the_readmes_example_works() -> None:
    readme = (ROOT / "playground" / "README.md").read_text("utf-8")
    example = next(text for text in re.findall(r"```python\n(.*?)```", readme, re.DOTALL) if "main()" in text)
    names: dict[str, Any] = {}
    exec(compile(example, "README.md", "exec"), names)
    await names["main"]()


def test_a_fast_clock_runs_ahead() -> None:
    clock = FastClock(factor=1_000_000, start=0.0)
    first = clock.now()
    assert clock.now() > first >= 0.0
    assert WallClock().now() > 1_700_000_000
