"""Working hours as people type them."""

from datetime import time

import pytest

from bot.domain.technicians import Shift
from bot.ui.typed_shift import parse_shift


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("8-20", time(8), time(20)),
        ("8:30 – 16", time(8, 30), time(16)),
        ("0800-2000", time(8), time(20)),
        ("08.15-17.45", time(8, 15), time(17, 45)),
        ("from 9 to 18", time(9), time(18)),
        ("с 9 до 18:30", time(9), time(18, 30)),
        ("od 9 do 18", time(9), time(18)),
        ("۸ تا ۲۰", time(8), time(20)),
        ("22-6", time(22), time(6)),
        ("0-24", time(), time()),
        ("0000-2400", time(), time()),
        ("8 h - 16 h", time(8), time(16)),
        ("8h30-16h", time(8, 30), time(16)),
    ],
)
def test_understood(typed: str, start: time, end: time) -> None:
    assert parse_shift(typed) == Shift(start, end)


@pytest.mark.parametrize(
    "typed",
    ["", "8", "8-25", "8:75-16", "24:30-8", "9-9", "morning", "8-12, 14-18", "8 20", "48601234567"],
)
def test_not_understood(typed: str) -> None:
    assert parse_shift(typed) is None
