"""The bot as a process of its own, as in production: what is killed here is killed as a power cut kills it."""

import asyncio
import contextlib
import logging
import multiprocessing
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from bot.app import App
from bot.config import Settings
from bot.domain.clock import Course, ScaledClock
from bot.logs import configure_logs

TO_START_S = 60.0
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["__main__", __name__])
"""Everything is imported once; each start after the first is a fork of that, and takes no time."""


class BotDiedError(RuntimeError):
    """The bot has ended though nobody killed it; what it said about it stands in the log."""


@dataclass(frozen=True, slots=True)
class BotProcess:
    """The bot that runs over there. `claim_code` is what its start printed, if nobody owns the market yet."""

    claim_code: str | None
    _process: BaseProcess
    _line: "Connection[Course, str | None]"

    def goes_by(self, course: Course) -> None:
        """Let the bot's clock go this way too."""
        with contextlib.suppress(BrokenPipeError):  # it has died meanwhile; `check` says so
            self._line.send(course)

    def check(self) -> None:
        """Raise when it has died by itself."""
        if self._process.exitcode is not None:
            raise BotDiedError(f"the bot has ended with {self._process.exitcode}")

    @property
    def pid(self) -> int:
        """Its number on this machine."""
        assert self._process.pid is not None
        return self._process.pid

    async def dies(self) -> None:
        """Kill it in the middle of whatever it does (SIGKILL: it hears nothing of it)."""
        self._process.kill()
        await asyncio.to_thread(self._process.join)
        self._line.close()


async def start_bot(settings: Settings, token: str, clock: ScaledClock, haste: float) -> BotProcess:
    """Start it and wait until it listens. `haste`: how much wider than its clock's speed the limits are."""
    ours, theirs = _PROCESSES.Pipe()
    # Loaded settings are of a class that knows its file, which no other process finds; their values are what counts.
    plain = Settings.model_construct(**dict(settings))
    process = _PROCESSES.Process(target=_live, args=(plain, token, clock, haste, theirs), daemon=True)
    await asyncio.to_thread(process.start)
    theirs.close()
    try:
        claim_code = await asyncio.to_thread(_first_words, ours)
    except BaseException:
        process.kill()
        raise
    return BotProcess(claim_code, process, ours)


def _first_words(line: "Connection[Course, str | None]") -> str | None:
    """What the bot says once it listens; a closed line or silence means that it never will."""
    if not line.poll(TO_START_S):
        raise BotDiedError(f"the bot does not start within {TO_START_S:g} s")
    try:
        return line.recv()
    except EOFError as error:
        raise BotDiedError("the bot has ended before it began") from error


def _live(
    settings: Settings, token: str, clock: ScaledClock, haste: float, line: "Connection[str | None, Course]"
) -> None:
    """The other process's life. Ctrl+C reaches it too, but it is the playground that ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    configure_logs(logging.WARNING)
    asyncio.run(_serve(settings, token, clock, haste, line))


async def _serve(
    settings: Settings, token: str, clock: ScaledClock, haste: float, line: "Connection[str | None, Course]"
) -> None:
    app = App(settings, token, clock, speed=clock.speed * haste)
    await app.start()
    line.send(app.claim_code)
    running = asyncio.ensure_future(app.run_until_stopped())

    def heard() -> None:
        try:
            clock.course = line.recv()
        except EOFError:  # the playground is gone, so there is nobody to serve
            running.cancel()
            return
        app.runs_at(clock.speed * haste)

    asyncio.get_running_loop().add_reader(line.fileno(), heard)
    with contextlib.suppress(asyncio.CancelledError):
        await running
