"""Cells that a spreadsheet program shows and never runs, in columns as wide as what stands in them."""

from collections.abc import Iterable
from itertools import zip_longest

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a cell must not begin with: programs take it for a formula, some even for a command of the machine."""

Cell = str | int | float | None
WIDEST = 48
"""Characters of the widest column."""


def harmless(value: Cell) -> Cell:
    """Text that would be run gets an apostrophe in front, which spreadsheet programs do not show; numbers stay."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA):
        return f"'{value}"
    return value


def fill(sheet: Worksheet, rows: Iterable[list[Cell]], *, right_to_left: bool) -> None:
    """Put the table into an empty sheet; its head stays in sight while one scrolls."""
    table = [[harmless(cell) for cell in row] for row in rows]
    sheet.sheet_view.rightToLeft = right_to_left
    sheet.freeze_panes = "A2"
    for number, width in enumerate(_widths(table), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row in table:
        sheet.append(row)


def _widths(table: list[list[Cell]]) -> list[int]:
    """Characters that each column needs; one long note does not push the others out of sight."""
    columns = zip_longest(*table)
    return [min(2 + max(len(str(cell)) for cell in column if cell is not None), WIDEST) for column in columns]
