"""The page that says who may know whom says what the import contracts say."""

import re

from tests.rules.project_files import ROOT
from tests.rules.test_rooms import CONTRACTS

ROW = re.compile(r"^\| `([\w/.]+)` \| .+ \| ([^|]*) \|$", re.MULTILINE)
NOBODY = {"nothing of ours", "the standard library"}
NO_ROOMS = {"main.py", "locales/", "tests/"}
"""What has a row there and no contract: it may import everything, or has no code."""


def rooms_on_page(page: str) -> dict[str, set[str]]:
    """Room → whom it may import, as the page's table says."""
    return {_room(path): _named(cell) for path, cell in ROW.findall(page) if path not in NO_ROOMS}


def _room(path: str) -> str:
    return path.removesuffix("/").removesuffix(".py").replace("/", ".")


def _named(cell: str) -> set[str]:
    """'domain, db (it only reads)' and 'domain; of libraries only geopy' → the rooms in it."""
    names = re.sub(r"\(.*?\)|;.*", "", cell).strip()
    rooms = set() if names in NOBODY else {name.strip() for name in names.split(",")}
    return {room if room in {"db", "playground"} else f"bot.{room}" for room in rooms}


def test_the_table_of_rooms_is_the_import_contracts() -> None:
    contracts = {row["room"]: set(row["may_import"]) for row in CONTRACTS if row["type"] == "room"}
    on_page = rooms_on_page((ROOT / "docs/architecture.md").read_text("utf-8"))
    assert on_page == contracts


def test_rows_are_read() -> None:
    page = "| room | owns | may import |\n|---|---|---|\n| `bot/ui/` | a | domain, db (it only reads) |\n"
    page += "| `bot/logs.py` | b | nothing of ours |\n| `main.py` | c | everything |\n"
    assert rooms_on_page(page) == {"bot.ui": {"bot.domain", "db"}, "bot.logs": set()}
