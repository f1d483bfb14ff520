"""Onsite's command line: `python main.py run` is the whole business; `--help` tells the rest."""

import argparse
import asyncio
import contextlib
import gc
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from bot.command_line import WANTS_A_MARKET, parser
from bot.config import Settings, load_settings
from bot.demo.requests import UnreadableTableError, read_requests
from db.keyring import WrongKeysError, add_key, new_key
from db.process_lock import InUseError, hold_alone

if TYPE_CHECKING:
    from bot.app import App
    from bot.domain.market import Market
    from bot.matching.lab.demand import DailyDemand
    from db.database import Database

T = TypeVar("T")
MOST_REQUESTS = 1_000_000
"""Rows that a table of past requests may have: more would not fit into one day of any city."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status says whether it did what was asked."""
    asked = parser().parse_args(arguments)
    try:
        settings = load_settings(asked.config)
    except ValidationError as error:
        print(f"{asked.config} and the environment do not fit together:\n{error}", file=sys.stderr)
        return 2
    if asked.command in WANTS_A_MARKET:
        from db.engines import missing_file

        if (file := missing_file(settings.database.url)) is not None:
            print(f"There is no market at {file}. Is ONSITE_DATABASE__URL set as for the service?", file=sys.stderr)
            return 2
    try:
        return int(COMMANDS[asked.command](settings, asked) or 0)
    except InUseError as error:
        print(error, file=sys.stderr)
    except WrongKeysError as error:
        print(f"Put the right keys back (docs/operations.md, 'The keys'): {error}", file=sys.stderr)
    return 2


def _run(settings: Settings, asked: argparse.Namespace) -> int:
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    if not token:
        return _playground(settings, asked)
    with _nothing_collected():
        from bot.app import App
        from bot.error_reports import report_errors_to
        from bot.logs import configure_logs

        configure_logs()
        if settings.errors.sentry:
            report_errors_to(settings.errors.sentry.get_secret_value())
        _lock = hold_alone(settings.database.url)  # until this process ends
        app = App(settings, token)
    return _until_stopped(_serve(app))


@contextlib.contextmanager
def _nothing_collected() -> Iterator[None]:
    """Around what is made once and kept: looking for garbage among it takes a fifth of a start, later ever more."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()


async def _serve(app: "App") -> None:
    """Run the market; its first start says how to become its owner."""
    await app.start()
    if app.claim_code:
        print(f"Nobody owns this market yet. Send your bot: /claim {app.claim_code}", flush=True)
    await app.run_until_stopped()


def _playground(settings: Settings, asked: argparse.Namespace) -> int:
    from bot.demo.city import open_city

    return _until_stopped(open_city(settings, asked.port))


def _replay(settings: Settings, asked: argparse.Namespace) -> int:
    from bot.demo.replay import Replay

    replay = Replay(settings, asked.file, asked.limit, asked.speed, asked.technicians, asked.seed)
    return asyncio.run(replay.run())


def _simulate(settings: Settings, asked: argparse.Namespace) -> int:
    from bot.matching.lab.demand import UnknownServicesError
    from bot.matching.lab.experiment import Experiment, run
    from bot.matching.lab.table import table

    market = settings.market_rules()
    try:
        demand = _demand(market, asked.demand)
    except (UnknownServicesError, UnreadableTableError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    loads, processes = tuple(asked.orders_a_day), os.cpu_count() or 1
    experiment = Experiment(market, demand, loads, asked.seeds, asked.technicians, asked.days)
    rows = run(experiment, processes)
    print(table(rows))
    if asked.plots:
        from bot.plots import draw

        for picture in draw(experiment, rows, asked.plots, processes):
            print(f"{picture} is drawn.", file=sys.stderr)
    return 0


def _demand(market: "Market", file: Path | None) -> "DailyDemand":
    """What customers want: past requests of that file, or what is invented for the configured city."""
    from bot.matching.lab.demand import Wanted, check_services, laid_over, synthetic_day

    if file is None:
        return partial(synthetic_day, market)
    past = [Wanted(request.after, request.point, request.service) for request in read_requests(file, MOST_REQUESTS)]
    check_services(market, past)
    return partial(laid_over, past)


def _backup(settings: Settings, _asked: argparse.Namespace) -> int:
    from bot.backups import Backups
    from bot.domain.clock import SystemClock
    from db.backup import FAILURES
    from db.engines import file_of

    wanted = settings.backup
    try:
        made = asyncio.run(Backups(file_of(settings.database.url), wanted.folder, wanted.keep, SystemClock()).make())
    except FAILURES as error:
        print(f"No copy was made: {error}", file=sys.stderr)
        return 2
    if made is None:
        print("This market lives on a database server: docs/operations.md says how it is copied.", file=sys.stderr)
        return 2
    print(f"{made} holds the whole market. The keys that open it are not in it: keep them elsewhere.")
    return 0


def _restore(settings: Settings, asked: argparse.Namespace) -> int:
    from db.backup import DamagedBackupError, restore
    from db.engines import file_of
    from db.migrate import migrate

    market = file_of(settings.database.url)
    if market is None:
        print("This market lives on a database server: docs/operations.md says how it is restored.", file=sys.stderr)
        return 2
    try:
        before = restore(asked.file, market)
    except (DamagedBackupError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    migrate(settings.database.url)
    print(f"{market} is as {asked.file} was." + (f" What was there lies in {before}." if before else ""))
    return 0


def _report(settings: Settings, asked: argparse.Namespace) -> int:
    from bot.domain.languages import Language
    from bot.reporting import write_report

    language, market = Language(asked.language), settings.market_rules()
    print(_on_database(settings, lambda database: write_report(database, market, asked.days, language, asked.to)))
    return 0


def _contacts(settings: Settings, _asked: argparse.Namespace) -> int:
    from bot.reporting import list_contacts

    market = settings.market_rules()
    print(_on_database(settings, lambda database: list_contacts(database, market)))
    return 0


def _invent(settings: Settings, asked: argparse.Namespace) -> int:
    from bot.demo.past.inventing import Invention, NotEmptyError, invent, today

    wanted = Invention(asked.orders, asked.days, asked.seed, today())
    try:
        placed = _on_database(settings, lambda database: invent(database, settings.market_rules(), wanted))
    except NotEmptyError as error:
        print(f"Nothing was invented: {error}.", file=sys.stderr)
        return 2
    print(f"{placed} orders of {asked.days} days are in the database. They are invented.")
    return 0


def _migrate(settings: Settings, _asked: argparse.Namespace) -> int:
    from db.migrate import migrate

    migrate(settings.database.url)
    print("The database is up to date.")
    return 0


def _move(settings: Settings, asked: argparse.Namespace) -> int:
    from db.moving import NotMovedError, move

    try:
        moved = move(settings.database.url, asked.to)
    except NotMovedError as error:
        print(f"Nothing was moved: {error}.", file=sys.stderr)
        return 2
    for table in moved:
        print(f"{table.rows:>10}  {table.table}")
    print("Every row is there and the same. Set ONSITE_DATABASE__URL to it, keep the keys, then start.")
    return 0


def _new_key(_settings: Settings, _asked: argparse.Namespace) -> None:
    print(new_key())


def _rotate_keys(settings: Settings, _asked: argparse.Namespace) -> int:
    from bot.app import key_file_from
    from db.sealing import is_current, seal_all

    _on_database(settings, lambda database: database.write(is_current))
    where = "ONSITE_PRIVACY__KEYS"
    if not settings.privacy.keys:
        where = str(key_file_from(settings))
        add_key(key_file_from(settings))
    _on_database(settings, seal_all)
    print(f"The database is sealed with the first key of {where}. Older backups still need the others.")
    return 0


def _on_database(settings: Settings, work: Callable[["Database"], Awaitable[T]]) -> T:
    """Open the market's database in this version's shape, let the work be done on it, close it."""
    from bot.app import keyring_from
    from db.engines import open_database
    from db.migrate import migrate

    migrate(settings.database.url)

    async def opened() -> T:
        database = open_database(settings.database.url, keyring_from(settings))
        try:
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(opened())


def _until_stopped(running: Coroutine[Any, Any, None]) -> int:
    """Run until it ends by itself, or SIGINT or SIGTERM ask for it."""

    async def watched() -> None:
        task = asyncio.ensure_future(running)
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await task

    asyncio.run(watched())
    return 0


Command = Callable[[Settings, argparse.Namespace], int | None]
COMMANDS: dict[str, Command] = {
    "run": _run,
    "playground": _playground,
    "replay": _replay,
    "simulate": _simulate,
    "backup": _backup,
    "restore": _restore,
    "report": _report,
    "contacts": _contacts,
    "invent": _invent,
    "migrate": _migrate,
    "move": _move,
    "new-key": _new_key,
    "rotate-keys": _rotate_keys,
}
"""Command → what it does."""


if __name__ == "__main__":
    sys.exit(main())
