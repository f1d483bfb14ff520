"""Onsite's command line: `python main.py run` is the whole business; `--help` tells the rest."""

import argparse
import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from bot.config import Settings, load_settings
from bot.demo.requests import UnreadableTableError, read_requests
from db.keyring import WrongKeysError, add_key, new_key

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
    asked = _parser().parse_args(arguments)
    try:
        settings = load_settings(asked.config)
    except ValidationError as error:
        print(f"{asked.config} and the environment do not fit together:\n{error}", file=sys.stderr)
        return 2
    try:
        return int(asked.command(settings, asked) or 0)
    except WrongKeysError as error:
        print(f"Put the right keys back (docs/operations.md, 'The keys'): {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py", description="A service marketplace that lives in Telegram.")
    parser.add_argument("--config", default="config.yaml", help="the settings file (default: config.yaml)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="start: on Telegram with BOT_TOKEN, in the playground without")
    run.set_defaults(command=_run)
    playground = commands.add_parser("playground", help="start in the playground, whatever token there is")
    playground.set_defaults(command=_playground)
    for command in (run, playground):
        command.add_argument("--port", type=int, default=8080, help="the playground's port on this machine")
    replay = commands.add_parser("replay", help="let people order what a table of past requests asks for")
    replay.add_argument("file", type=Path, help="a CSV file of requests; bot/demo/SOURCES.md names its columns")
    replay.add_argument("--limit", type=int, default=300, help="rows to replay (default: 300)")
    replay.add_argument("--speed", type=float, default=60.0, help="how many times as fast as the world (default: 60)")
    replay.add_argument("--technicians", type=int, default=60, help="simulated technicians (default: 60)")
    replay.add_argument("--seed", type=int, default=1, help="of the dice (default: 1)")
    replay.set_defaults(command=_replay)
    _add_simulate(commands.add_parser("simulate", help="compare dispatch policies in a simulated city"))
    _add_report(commands.add_parser("report", help="the market's figures, with charts and tables in a folder"))
    _add_invent(commands.add_parser("invent", help="fill an empty market with an invented past, to try reports on"))
    migrate = commands.add_parser("migrate", help="bring the database to this version's shape (run does it too)")
    migrate.set_defaults(command=_migrate)
    _add_keys(commands)
    return parser


def _add_keys(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    key = commands.add_parser("new-key", help="print a new key for ONSITE_PRIVACY__KEYS")
    key.set_defaults(command=_new_key)
    rotate = commands.add_parser("rotate-keys", help="seal the whole database with a new key, while nothing runs")
    rotate.set_defaults(command=_rotate_keys)


def _add_simulate(simulate: argparse.ArgumentParser) -> None:
    simulate.add_argument("--demand", type=Path, help="a CSV file of past requests instead of an invented city")
    simulate.add_argument("--orders-a-day", type=_positive, nargs="+", default=[300, 450, 600], help="the loads")
    simulate.add_argument("--seeds", type=_positive, default=10, help="cities a load (default: 10)")
    simulate.add_argument("--technicians", type=_positive, default=120, help="at work in the city (default: 120)")
    simulate.add_argument("--days", type=_positive, default=1, help="days in a row (default: 1)")
    simulate.set_defaults(command=_simulate)


def _add_report(report: argparse.ArgumentParser) -> None:
    report.add_argument("--days", type=_positive, default=28, help="how far to look back (default: 28)")
    report.add_argument("--language", default="en", choices=["en", "ru", "pl", "fa"], help="(default: en)")
    report.add_argument("--to", type=Path, help="a folder for the page, the charts and the workbook")
    report.set_defaults(command=_report)


def _add_invent(invent: argparse.ArgumentParser) -> None:
    invent.add_argument("--orders", type=_positive, default=3000, help="orders (default: 3000)")
    invent.add_argument("--days", type=_positive, default=200, help="days until now (default: 200)")
    invent.add_argument("--seed", type=int, default=1, help="of the dice (default: 1)")
    invent.set_defaults(command=_invent)


def _positive(words: str) -> int:
    """A whole number above nothing; argparse says so where it is none."""
    number = int(words)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{words} is not above 0")
    return number


def _run(settings: Settings, asked: argparse.Namespace) -> int:
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    if not token:
        return _playground(settings, asked)
    from bot.app import App
    from bot.logs import configure_logs

    configure_logs()
    return _until_stopped(_serve(App(settings, token)))


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
    loads = tuple(asked.orders_a_day)
    rows = run(Experiment(market, demand, loads, asked.seeds, asked.technicians, asked.days), os.cpu_count() or 1)
    print(table(rows))
    return 0


def _demand(market: "Market", file: Path | None) -> "DailyDemand":
    """What customers want: past requests of that file, or what is invented for the configured city."""
    from bot.matching.lab.demand import Wanted, check_services, laid_over, synthetic_day

    if file is None:
        return partial(synthetic_day, market)
    past = [Wanted(request.after, request.point, request.service) for request in read_requests(file, MOST_REQUESTS)]
    check_services(market, past)
    return partial(laid_over, past)


def _report(settings: Settings, asked: argparse.Namespace) -> int:
    from bot.domain.languages import Language
    from bot.reporting import write_report
    from db.migrate import migrate

    migrate(settings.database.url)
    language, market = Language(asked.language), settings.market_rules()
    print(_on_database(settings, lambda database: write_report(database, market, asked.days, language, asked.to)))
    return 0


def _invent(settings: Settings, asked: argparse.Namespace) -> int:
    from bot.demo.past.inventing import Invention, NotEmptyError, invent, today
    from db.migrate import migrate

    migrate(settings.database.url)
    wanted = Invention(asked.orders, asked.days, asked.seed, today())
    try:
        placed = _on_database(settings, lambda database: invent(database, settings.market_rules(), wanted))
    except NotEmptyError as error:
        print(f"{settings.database.url}: {error}.", file=sys.stderr)
        return 2
    print(f"{placed} orders of {asked.days} days are in {settings.database.url}. They are invented.")
    return 0


def _migrate(settings: Settings, _asked: argparse.Namespace) -> int:
    from db.migrate import migrate

    migrate(settings.database.url)
    print("The database is up to date.")
    return 0


def _new_key(_settings: Settings, _asked: argparse.Namespace) -> None:
    print(new_key())


def _rotate_keys(settings: Settings, _asked: argparse.Namespace) -> int:
    from bot.app import key_file_from
    from db.migrate import migrate
    from db.sealing import is_current, seal_all

    migrate(settings.database.url)
    _on_database(settings, lambda database: database.write(is_current))
    where = "ONSITE_PRIVACY__KEYS"
    if not settings.privacy.keys:
        where = str(key_file_from(settings))
        add_key(key_file_from(settings))
    _on_database(settings, seal_all)
    print(f"The database is sealed with the first key of {where}. Older backups still need the others.")
    return 0


def _on_database(settings: Settings, work: Callable[["Database"], Awaitable[T]]) -> T:
    """Open the market's database, let the work be done on it, close it."""
    from bot.app import keyring_from
    from db.engines import open_database

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


if __name__ == "__main__":
    sys.exit(main())
