"""What can be typed behind `python main.py`; main.py does it."""

import argparse
from pathlib import Path

WANTS_A_MARKET = frozenset({"backup", "contacts", "move", "report", "rotate-keys"})
"""Commands about a market that is there already: where it is not, they make none."""


def parser() -> argparse.ArgumentParser:
    """The parser of everything that can be typed; `command` is the name of what was."""
    whole = argparse.ArgumentParser(prog="main.py", description="A service marketplace that lives in Telegram.")
    whole.add_argument("--config", default="config.yaml", help="the settings file (default: config.yaml)")
    commands = whole.add_subparsers(required=True, metavar="COMMAND", dest="command")
    _add_running(commands)
    _add_simulate(commands.add_parser("simulate", help="compare dispatch policies in a simulated city"))
    _add_report(commands.add_parser("report", help="the market's figures, with charts and tables in a folder"))
    _add_invent(commands.add_parser("invent", help="fill an empty market with an invented past, to try reports on"))
    _add_upkeep(commands)
    return whole


def _add_running(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    run = commands.add_parser("run", help="start: on Telegram with BOT_TOKEN, in the playground without")
    playground = commands.add_parser("playground", help="start in the playground, whatever token there is")
    for command in (run, playground):
        command.add_argument("--port", type=int, default=8080, help="the playground's port on this machine")
    replay = commands.add_parser("replay", help="let people order what a table of past requests asks for")
    replay.add_argument("file", type=Path, help="a CSV file of requests; bot/demo/SOURCES.md names its columns")
    replay.add_argument("--limit", type=int, default=300, help="rows to replay (default: 300)")
    replay.add_argument("--speed", type=float, default=60.0, help="how many times as fast as the world (default: 60)")
    replay.add_argument("--technicians", type=int, default=60, help="simulated technicians (default: 60)")
    replay.add_argument("--seed", type=int, default=1, help="of the dice (default: 1)")


def _add_upkeep(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    commands.add_parser("migrate", help="bring the database to this version's shape (run does it too)")
    commands.add_parser("backup", help="copy the market's file, also while it runs")
    restore = commands.add_parser("restore", help="put a copy in the market's place; stop the bot first")
    restore.add_argument("file", type=Path, help="the copy")
    move = commands.add_parser("move", help="carry the market's file over to a PostgreSQL; stop the bot first")
    move.add_argument("--to", required=True, help="postgresql+asyncpg://user:password@host/database, and empty")
    commands.add_parser("contacts", help="who is on the way to whom right now, with their phone numbers")
    commands.add_parser("new-key", help="print a new key for ONSITE_PRIVACY__KEYS")
    commands.add_parser("rotate-keys", help="seal the whole database with a new key, while nothing runs")


def _add_simulate(simulate: argparse.ArgumentParser) -> None:
    simulate.add_argument("--demand", type=Path, help="a CSV file of past requests instead of an invented city")
    simulate.add_argument("--orders-a-day", type=_positive, nargs="+", default=[300, 450, 600], help="the loads")
    simulate.add_argument("--seeds", type=_positive, default=10, help="cities a load (default: 10)")
    simulate.add_argument("--technicians", type=_positive, default=120, help="at work in the city (default: 120)")
    simulate.add_argument("--days", type=_positive, default=1, help="days in a row (default: 1)")
    simulate.add_argument("--plots", type=Path, metavar="FOLDER", help="draw pictures of it into this folder, too")


def _add_report(report: argparse.ArgumentParser) -> None:
    report.add_argument("--days", type=_positive, default=28, help="how far to look back (default: 28)")
    report.add_argument("--language", default="en", choices=["en", "ru", "pl", "fa"], help="(default: en)")
    report.add_argument("--to", type=Path, help="a folder for the page, the charts and the workbook")


def _add_invent(invent: argparse.ArgumentParser) -> None:
    invent.add_argument("--orders", type=_positive, default=3000, help="orders (default: 3000)")
    invent.add_argument("--days", type=_positive, default=200, help="days until now (default: 200)")
    invent.add_argument("--seed", type=int, default=1, help="of the dice (default: 1)")


def _positive(words: str) -> int:
    """A whole number above nothing; argparse says so where it is none."""
    number = int(words)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{words} is not above 0")
    return number
