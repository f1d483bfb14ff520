"""`python main.py contacts`: both numbers of every running job, from the database alone."""

from pathlib import Path
from typing import Any

import pytest

from bot.domain.offers import JobStatus
from bot.reporting import list_contacts
from bot.usecases.finishing import finish
from bot.usecases.on_duty import go_on_duty
from db import people
from main import main
from tests.job_scene import ALI, BO, OLGA, JobScene
from tests.market_files import empty_market
from tests.rules.project_files import ROOT


def test_an_empty_market_says_so(monkeypatch: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ONSITE_DATABASE__URL", f"sqlite:///{tmp_path / 'market.db'}")
    (tmp_path / "market.db").write_bytes(empty_market())
    assert main(["--config", str(ROOT / "config.yaml"), "contacts"]) == 0
    assert capsys.readouterr().out == "No job is running.\n\nNobody is on duty.\n"


async def test_only_running_jobs_with_both_numbers(database: Any, transact: Any, market: Any, clock: Any) -> None:
    scene = await JobScene(transact, market, clock).begin()
    done = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: finish(tx, done, ALI))
    await scene.accepted(ALI, status=JobStatus.EN_ROUTE)
    await scene.accepted(BO, phone=None)
    await scene.transact(lambda tx: people.set_may_be_called(tx, ALI, may=True))
    await scene.transact(lambda tx: go_on_duty(tx, OLGA, OLGA, "+48600111222"))
    first, second, duty = (await list_contacts(database, market)).split("\n\n")
    lines = first.splitlines()
    assert lines[0].startswith("Order 2 · Leaking pipe or tap · en_route, expected at ")
    assert lines[1] == "  Rynek Główny 1/2"
    assert lines[2].startswith("  customer    Anna Nowak: +48")
    assert lines[3].startswith("  technician  Ali Rezaei: +48")
    assert "customer    Anna Nowak: gave no number" in second
    assert "technician  Bo Berg: +48" in second
    assert lines[2].endswith("(not to be passed on)")
    assert lines[3].endswith("(the other side may have it)")
    assert duty == "On duty: Olga +48 600 111 222"
