"""The main job on real input, in its short form; the long one is `python main.py replay bot/demo/san_francisco.csv`."""

from pathlib import Path

import pytest

from bot.config import load_settings
from bot.demo.replay import Replay
from tests.rules.project_files import ROOT

SAMPLE = ROOT / "bot" / "demo" / "san_francisco.csv"
HEADER = SAMPLE.read_text(encoding="utf-8").splitlines()[0]


async def replayed(file: Path, limit: int = 3) -> int:
    return await Replay(load_settings(), file, limit, speed=3000.0, technicians=4, seed=1).run()


async def test_three_requests_become_orders_that_end_without_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    status = await replayed(SAMPLE)
    said = capsys.readouterr().out
    assert status == 0, said
    for row in ("| orders | 3 |", "| stuck | 0 |", "| errors | 0 |"):
        assert row in said


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a,b\n1,2\n", "lacks the columns"),
        (f"{HEADER}\n7,yesterday,,37.7,-122.4,Sewer Issues,Odor,na,Mission\n", "line 2"),
        (f"{HEADER}\n7,2012-01-01T10:00:00Z,,north,-122.4,Sewer Issues,Odor,na,Mission\n", "line 2"),
    ],
    ids=["other columns", "no time", "no place"],
)
async def test_a_table_that_is_none_is_refused_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, complaint: str
) -> None:
    (file := tmp_path / "requests.csv").write_text(text, encoding="utf-8")
    assert await replayed(file) == 2
    assert complaint in capsys.readouterr().out


async def test_a_file_that_is_not_there_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert await replayed(tmp_path / "nothing.csv") == 2
    assert "nothing.csv" in capsys.readouterr().out


async def test_an_empty_table_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (file := tmp_path / "empty.csv").write_text(f"{HEADER}\n", encoding="utf-8")
    assert await replayed(file) == 2
    assert "no requests" in capsys.readouterr().out
