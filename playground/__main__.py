"""`python -m playground`: a local Telegram for any bot, until Ctrl-C."""

import argparse
import asyncio
import contextlib
import signal
from pathlib import Path

from playground.limits import Limits
from playground.playground import Playground
from playground.settings import Settings


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m playground", description="A local Telegram for any bot.")
    parser.add_argument("--token", help="the bot's token, 123456:letters (made up unless given)")
    parser.add_argument("--port", type=int, default=8081, help="the port on 127.0.0.1 (8081)")
    parser.add_argument("--person", action="append", default=[], metavar="NAME:LANGUAGE", help="somebody to be there")
    parser.add_argument("--scene", type=Path, help="load the world from this file if it is there, save it at the end")
    parser.add_argument("--no-limits", action="store_true", help="refuse nothing for coming too fast")
    return parser.parse_args()


def _made(arguments: argparse.Namespace) -> Playground:
    settings = Settings(limits=Limits.off() if arguments.no_limits else Limits())
    if arguments.scene is not None and arguments.scene.exists():
        return Playground.load(arguments.scene, settings=settings)
    playground = Playground(arguments.token, settings)
    for described in arguments.person or ["Anna:en"]:
        name, _, language = described.partition(":")
        playground.person(name, language or "en")
    return playground


async def _run(arguments: argparse.Namespace) -> None:
    playground = _made(arguments)
    await playground.start(arguments.port)
    print(f"Bot API  {playground.url}\nToken    {playground.token}\nPage     {playground.url}/")  # noqa: T201
    ended = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, ended.set)
    await ended.wait()
    await playground.stop()
    if arguments.scene is not None:
        playground.save(arguments.scene)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(_arguments()))
