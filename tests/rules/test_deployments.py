"""What is shipped for servers: a service may write to one folder, so all that it writes has to lie there."""

import re
from pathlib import Path

import pytest

from db.engines import file_of
from tests.rules.project_files import ROOT

SETTINGS = re.compile(r"(ONSITE_[A-Z_]+)=(\S+)")
TYPED = re.compile(r"(?<![\w/])python (?:main\.py|benchmarks/|-m tests)")
IN_A_CONTAINER = re.compile(r"docker compose exec \w+ python main\.py")


@pytest.mark.parametrize(("file", "folder"), [("Dockerfile", "/data"), ("docs/onsite.env", "/var/lib/onsite")])
def test_the_market_and_its_copies_lie_where_the_service_may_write(file: str, folder: str) -> None:
    settings = dict(SETTINGS.findall((ROOT / file).read_text("utf-8")))
    market = file_of(settings["ONSITE_DATABASE__URL"])
    assert market is not None
    assert market.parent == Path(folder)
    assert Path(settings["ONSITE_BACKUP__FOLDER"]).is_relative_to(folder)


def test_the_unit_has_no_settings_that_a_command_beside_it_would_not_have() -> None:
    unit = (ROOT / "docs/onsite.service").read_text("utf-8")
    assert SETTINGS.findall(unit) == []
    assert "EnvironmentFile=/etc/onsite.env" in unit
    assert "StateDirectory=onsite" in unit


def test_what_pages_tell_to_type_finds_the_libraries() -> None:
    pages = [*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
    bare = {page.name: TYPED.findall(IN_A_CONTAINER.sub("", page.read_text("utf-8"))) for page in pages}
    assert {page: found for page, found in bare.items() if found} == {}
