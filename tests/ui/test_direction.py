"""Lines begin at their language's side, whatever name or amount stands first in them."""

import pytest

from bot.ui.direction import LEFT_TO_RIGHT_MARK as LRM
from bot.ui.direction import RIGHT_TO_LEFT_MARK as RLM
from bot.ui.direction import aligned, isolated, right_to_left

ANIA, MARYAM = isolated("Ania", right_to_left=True), isolated("مریم", right_to_left=False)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (f"👷 <b>{ANIA}</b> · تازه‌وارد", f"{RLM}👷 <b>{ANIA}</b> · تازه‌وارد"),
        (f"💰 {right_to_left('PLN ۱۸۰')}", f"{RLM}💰 {right_to_left('PLN ۱۸۰')}"),
        ("📍 <code>50.06140, 19.93660</code>", f"{RLM}📍 <code>50.06140, 19.93660</code>"),
        ("<blockquote>۱۲</blockquote>", f"<blockquote>{RLM}۱۲</blockquote>"),
        ("سفارش ۱", "سفارش ۱"),
        ("<blockquote>It drips</blockquote>", "<blockquote>It drips</blockquote>"),
        ("", ""),
    ],
)
def test_in_persian_from_the_right(line: str, shown: str) -> None:
    assert aligned(f"{line}\nسلام", right_to_left=True) == f"{shown}\nسلام"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (f"👤 {MARYAM}, +1 555", f"{LRM}👤 {MARYAM}, +1 555"),
        (f"Ask {MARYAM} &lt;again&gt;", f"Ask {MARYAM} &lt;again&gt;"),
        ("<blockquote>شیر چکه می‌کند</blockquote>", "<blockquote>شیر چکه می‌کند</blockquote>"),
        ("📍 50.06", "📍 50.06"),
    ],
)
def test_in_english_from_the_left(line: str, shown: str) -> None:
    assert aligned(line, right_to_left=False) == shown
