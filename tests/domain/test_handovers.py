"""Lines that technicians type, and answers that become a report."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.catalogue import Checklist, Item
from bot.domain.handovers import CODE_HOLDS, Checked, Part, all_fine, checked, is_code_over, named, part_from
from bot.domain.languages import Language

LEVEL, CLEAN = (Item(key, dict.fromkeys(Language, key)) for key in ("level", "clean"))


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Drain pump; 4711-A", Part("Drain pump", "4711-A")),
        ("  Drain pump ;4711-A ", Part("Drain pump", "4711-A")),
        ("پمپ تخلیه؛ ۴۷۱۱", Part("پمپ تخلیه", "۴۷۱۱")),
        ("Drain pump SN 4711", Part("Drain pump", "4711")),
        ("Drain pump, S/N: 4711", Part("Drain pump", "4711")),
        ("Насос № 4711", Part("Насос", "4711")),
        ("Seal", Part("Seal")),
        ("Snap ring, 15 mm", Part("Snap ring, 15 mm")),
        ("A; b; c", Part("A", "b; c")),
        ("; 4711", None),
        ("x" * 121, None),
        ("Seal;" + "9" * 121, None),
    ],
)
def test_a_part_of_a_typed_line(line: str, part: Part | None) -> None:
    assert part_from(line) == part


def test_answers_in_the_checklists_order_without_what_is_gone() -> None:
    marks = {"clean": False, "gone": True, "level": None}
    assert checked((LEVEL, CLEAN), marks) == (Checked(CLEAN.names, fine=False),)
    assert named((LEVEL, CLEAN), {"clean", "level", "gone"}) == (LEVEL.names, CLEAN.names)


def test_all_fine() -> None:
    handed = all_fine(Checklist(before=(LEVEL,), after=(CLEAN,), parts=True, things=(CLEAN,)))
    assert handed.not_fine == 0
    assert (len(handed.before), len(handed.after), handed.things) == (1, 1, (CLEAN.names,))


def test_an_empty_checklist_asks_nothing() -> None:
    assert not Checklist().asks_anything
    assert all(c.asks_anything for c in (Checklist(parts=True), Checklist(after=(LEVEL,)), Checklist(things=(LEVEL,))))


def test_a_code_gets_old() -> None:
    drawn = datetime(2026, 5, 1, tzinfo=UTC)
    assert not is_code_over(drawn, drawn + CODE_HOLDS)
    assert is_code_over(drawn, drawn + CODE_HOLDS + timedelta(seconds=1))
