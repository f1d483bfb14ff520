"""The real bot in processes of its own that can be made to die: `python -m tests.chaos.breakable` gives birth to them.

It imports everything once and then forks a child for each line of JSON on its standard input; a child runs `main.py`
with the arguments and the environment of that line. So a bot that was killed is back within a tenth of a second, and
no hook for tests lives in the product: what is broken is broken from here, before `main.py` begins.

A child obeys the levers (its clock, its disk) and passes *points*: just before and just after each commit and each call
of the Bot API. At the point whose number ONSITE_CRASH_AT names it kills itself, as kill -9 does.
"""

import json
import os
import resource
import signal
import sys
import traceback
from datetime import datetime, timedelta, tzinfo
from importlib import import_module
from pathlib import Path
from typing import Any

import apscheduler.executors.base
import apscheduler.schedulers.base
from aiogram.client.session.aiohttp import AiohttpSession
from sqlalchemy import Engine, event
from sqlalchemy.engine.default import DefaultDialect

import bot.app
import bot.domain.clock
import bot.handlers.routes
import main as onsite
from bot import scheduler
from bot.delivery import claims, polling, sender, webhook
from bot.domain.languages import Language
from bot.ui.texts import texts_of
from tests.chaos.levers import Levers

NO_LIMIT = 1_073_741_823
"""Pages a SQLite database may have by default (it takes no more)."""


class Points:
    """Counts the points and dies at the chosen one."""

    def __init__(self, levers: Levers, crash_at: int) -> None:
        self._levers = levers
        self._crash_at = crash_at
        self._passed = 0

    def passed(self) -> None:
        """One more point; perhaps the last."""
        self._passed += 1
        self._levers.points = self._passed
        if self._passed == self._crash_at:
            os.kill(os.getpid(), signal.SIGKILL)


def break_in(levers: Levers, crash_at: int) -> None:
    """Put the points, the clock and the disk of this child into the nemesis' hands."""
    points = Points(levers, crash_at)
    _count_commits(points)
    _count_calls(points)
    _bend_clock(levers)
    _fill_disk(levers)
    _hurry()


def _count_commits(points: Points) -> None:
    commit = DefaultDialect.do_commit

    def counted(dialect: DefaultDialect, connection: Any) -> None:
        points.passed()
        commit(dialect, connection)  # type: ignore[no-untyped-call]
        points.passed()

    DefaultDialect.do_commit = counted  # type: ignore[method-assign]


def _count_calls(points: Points) -> None:
    call = AiohttpSession.make_request

    async def counted(*arguments: Any, **named: Any) -> Any:
        points.passed()
        try:
            return await call(*arguments, **named)
        finally:
            points.passed()

    AiohttpSession.make_request = counted  # type: ignore[method-assign]


def _bend_clock(levers: Levers) -> None:
    """Who tells the market its time and who waits by the wall's clock both see the same offset."""

    class Bent(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(seconds=levers.clock_offset)

    for module in (bot.domain.clock, apscheduler.schedulers.base, apscheduler.executors.base):
        vars(module)["datetime"] = Bent


def _fill_disk(levers: Levers) -> None:
    """A full disk: SQLite may not take one more page (it raises its limit to what the file has already); or a quota."""
    full, largest = False, 0

    @event.listens_for(Engine, "begin")
    def begin(connection: Any) -> None:
        nonlocal full, largest
        if levers.largest_file != largest:
            largest = levers.largest_file
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest or resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        if connection.dialect.driver == "pysqlite" and levers.disk_full is not full:
            full = levers.disk_full
            connection.exec_driver_sql(f"PRAGMA max_page_count = {1 if full else NO_LIMIT}")


def _hurry() -> None:
    """Shorter waits after failures: a run of minutes sees what would take hours."""
    sender.FIRST_BACKOFF, sender.LONGEST_BACKOFF, sender.FALLBACK_LOOK = 0.1, 1.0, 0.5
    polling.BEFORE_NEXT_TRY = (0.1, 0.2, 0.4)  # type: ignore[assignment]
    claims.FALLBACK_LOOK = 0.5
    webhook.SECONDS_BETWEEN_LOOKS = 1
    scheduler.LONGEST_WAIT_S = 0.5


# ---------------------------------------------------------------- giving birth


def _child(birth: dict[str, Any]) -> None:
    """Become the bot; never returns."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.close(0)
    os.open(os.devnull, os.O_RDONLY)
    os.dup2(2, 1)
    os.environ.update(birth["environment"])
    os.chdir(birth["folder"])
    break_in(Levers(Path(birth["levers"])), int(os.environ.get("ONSITE_CRASH_AT", "0")))
    code = 1
    try:
        code = onsite.main(birth["arguments"])
    except BaseException:  # noqa: BLE001 - the child must not go on as a second nursery, whatever ended it
        traceback.print_exc()
    sys.stderr.flush()
    os._exit(code)


def _tell(**news: Any) -> None:
    os.write(1, json.dumps(news).encode() + b"\n")


def _bury(*_: object) -> None:
    """Tell of every child that has ended."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        _tell(ended=pid, code=os.waitstatus_to_exitcode(status))


def _warm() -> None:
    """Load what a bot loads only when it is needed first: its children have it from birth."""
    bot.handlers.routes.routes()
    for room in ("cards", "notices", "prompts"):
        import_module(f"bot.ui.{room}")
    for language in Language:
        texts_of(language)


def serve() -> None:
    """Fork a child for each line until the input ends; then nothing that was born here goes on living."""
    _warm()
    signal.signal(signal.SIGCHLD, _bury)
    _tell(ready=True)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _child(json.loads(line))
        _tell(born=pid)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    os.setpgid(0, 0)
    serve()
