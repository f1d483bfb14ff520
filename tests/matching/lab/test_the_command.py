"""`main.py simulate`, as somebody types it."""

from pathlib import Path

import pytest

from main import main

SHIPPED = Path(__file__).parents[3] / "bot" / "demo" / "san_francisco.csv"
SMALL = ["simulate", "--orders-a-day", "20", "--seeds", "1", "--technicians", "10"]


@pytest.mark.parametrize("demand", [[], ["--demand", str(SHIPPED)]])
def test_it_prints_the_table(demand: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SMALL, *demand]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("|")[2].strip() for line in lines[2:]] == [
        "broadcast in 12 km",
        "nearest first",
        "this engine",
        "this engine, unlearned",
        "this engine, calling in",
        "online oracle",
    ]
    assert {line.split("|")[1].strip() for line in lines[2:]} == {"20"}


def test_a_file_that_is_no_table_of_requests_is_said_to_be_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (file := tmp_path / "shopping.csv").write_text("milk,bread\n1,2\n")
    assert main([*SMALL, "--demand", str(file)]) == 2
    assert "lacks the columns" in capsys.readouterr().err


def test_a_table_without_a_request_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (file := tmp_path / "empty.csv").write_text(SHIPPED.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    assert main([*SMALL, "--demand", str(file)]) == 2
    assert "no request" in capsys.readouterr().err


def test_a_city_without_technicians_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["simulate", "--technicians", "0"])
    assert "above 0" in capsys.readouterr().err
